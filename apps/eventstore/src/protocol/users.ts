import { status as code, type ServerWritableStream, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { UserDetails, UserDirectory } from '../access/user-directory.js';
import { answer, type Call } from './answer.js';
import type { Context } from './context.js';
import { accessDenied, Failure, invalid, toFailure } from './failure.js';
import { users, usersService, type usersPb } from './stubs.js';
import { refuseAll } from './unimplemented.js';

const TICKS_PER_MS = 10_000;
const MAX_NAME = 256;

/** The users service: makes, changes and removes users; those of the file given at the start stay as they are. */
export function usersHandlers(context: Context): UntypedServiceImplementation {
  const { access, users: directory } = context;
  if (directory === undefined)
    return refuseAll(usersService.UsersService, 'managing users, as it was started without --users');
  const admin = <Request, Response>(work: (call: Call<Request>) => Promise<Response>) =>
    answer(work, (call) => access.checkAdmin(access.caller(call)));
  return {
    create: admin(async ({ request }: Call<usersPb.CreateReq>) => {
      const { name, fullName, groups, password } = newUser(request.getOptions());
      if (directory.find(name)) throw userConflict(name);
      await directory.store({ name, fullName, groups, disabled: false }, password);
      return new users.CreateResp();
    }),
    update: admin(async ({ request }: Call<usersPb.UpdateReq>) => {
      const options = request.getOptions();
      const user = changeable(directory, options?.getLoginName());
      const password = options?.getPassword() ?? '';
      const change = { fullName: options?.getFullName() ?? '', groups: options?.getGroupsList() ?? [] };
      await directory.store({ ...user, ...change }, password === '' ? undefined : password);
      return new users.UpdateResp();
    }),
    delete: admin(async ({ request }: Call<usersPb.DeleteReq>) => {
      await directory.remove(changeable(directory, request.getOptions()?.getLoginName()).name);
      return new users.DeleteResp();
    }),
    enable: admin(async ({ request }: Call<usersPb.EnableReq>) => {
      const user = changeable(directory, request.getOptions()?.getLoginName());
      await directory.store({ ...user, disabled: false }, undefined);
      return new users.EnableResp();
    }),
    disable: admin(async ({ request }: Call<usersPb.DisableReq>) => {
      const user = changeable(directory, request.getOptions()?.getLoginName());
      await directory.store({ ...user, disabled: true }, undefined);
      return new users.DisableResp();
    }),
    resetPassword: admin(async ({ request }: Call<usersPb.ResetPasswordReq>) => {
      const options = request.getOptions();
      const user = changeable(directory, options?.getLoginName());
      await directory.store(user, passwordOf(options?.getNewPassword()));
      return new users.ResetPasswordResp();
    }),
    changePassword: answer(
      async ({ request }: Call<usersPb.ChangePasswordReq>) => {
        const options = request.getOptions();
        const user = changeable(directory, options?.getLoginName());
        if (!(await directory.hasPassword(user.name, options?.getCurrentPassword() ?? '')))
          throw accessDenied();
        await directory.store(user, passwordOf(options?.getNewPassword()));
        return new users.ChangePasswordResp();
      },
      (call) => access.checkKnown(access.caller(call)),
    ),
    details: (call: ServerWritableStream<usersPb.DetailsReq, usersPb.DetailsResp>): void => {
      try {
        for (const user of asked(context, directory, call)) call.write(detailsOf(user));
        call.end();
      } catch (error) {
        call.emit('error', toFailure(error).toStatus());
      }
    },
  };
}

function asked(
  { access }: Context,
  directory: UserDirectory,
  call: ServerWritableStream<usersPb.DetailsReq, usersPb.DetailsResp>,
): UserDetails[] {
  const caller = access.caller(call);
  const name = call.request.getOptions()?.getLoginName() ?? '';
  // Everybody may look at themselves.
  if (caller.kind !== 'user' || caller.name !== name) access.checkAdmin(caller);
  if (name === '') return directory.list();
  const user = directory.find(name);
  if (user === undefined) throw userMissing(name);
  return [user];
}

function newUser(options: usersPb.CreateReq.Options | undefined) {
  const name = options?.getLoginName() ?? '';
  if (options === undefined || name === '') throw invalid('A login name is required.');
  if (Buffer.byteLength(name) > MAX_NAME || /[:\0]/.test(name))
    throw invalid(`A login name has at most ${MAX_NAME} bytes, and no colon.`);
  return {
    name,
    fullName: options.getFullName(),
    groups: options.getGroupsList(),
    password: passwordOf(options.getPassword()),
  };
}

function passwordOf(given: string | undefined): string {
  if (given === undefined || given === '') throw invalid('A password is required.');
  return given;
}

function changeable(directory: UserDirectory, name: string | undefined): UserDetails {
  const user = name === undefined ? undefined : directory.find(name);
  if (name === undefined || user === undefined) throw userMissing(name ?? '');
  if (directory.isGiven(name)) {
    const where = `User '${name}' is in the file given by --users, and is changed there.`;
    throw new Failure(code.FAILED_PRECONDITION, where);
  }
  return user;
}

function detailsOf(user: UserDetails): usersPb.DetailsResp {
  const ticks = BigInt(user.updatedAt) * BigInt(TICKS_PER_MS);
  return new users.DetailsResp().setUserDetails(
    new users.DetailsResp.UserDetails()
      .setLoginName(user.name)
      .setFullName(user.fullName)
      .setGroupsList([...user.groups])
      .setDisabled(user.disabled)
      .setLastUpdated(new users.DetailsResp.UserDetails.DateTime().setTicksSinceEpoch(String(ticks))),
  );
}

const userMissing = (name: string): Failure =>
  new Failure(code.NOT_FOUND, `User '${name}' was not found.`, {
    exception: 'user-not-found',
    'login-name': name,
  });

const userConflict = (name: string): Failure =>
  new Failure(code.FAILED_PRECONDITION, `User '${name}' exists already.`, {
    exception: 'user-conflict',
    'login-name': name,
  });
