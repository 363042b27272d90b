import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb, { type Credentials } from '@eventstore/db-client';
import usersGrpc from '@eventstore/db-client/generated/users_grpc_pb.js';
import usersPb from '@eventstore/db-client/generated/users_pb.js';
import { ChannelCredentials, Metadata, status as code, type ServiceError } from '@grpc/grpc-js';
import { makeCertificates } from './certificates.js';
import { collect, isEmbedded, once, rejection, samples, startTarget, take, type Target } from './target.js';
import { hostOf } from './wire.js';

const { AccessDeniedError, jsonEvent, START } = esdb;
const admin = { username: 'admin', password: 'changeit' };
const ops = { username: 'ops', password: 'changeit' };
const alice = { username: 'alice', password: 'a:b' };
const bob = { username: 'bob', password: 'bob' };

// A server of one's own may have users or not; this is about the embedded node with them.
(isEmbedded ? describe : describe.skip)('a node with users', () => {
  let dir: string;
  let target: Target;
  let users: usersGrpc.UsersClient;
  beforeAll(async () => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-access-'));
    const { authority, server } = await makeCertificates(dir);
    const options = {
      tls: server,
      users: new Map([
        ['admin', { password: 'changeit', groups: ['$admins'] }],
        ['ops', { password: 'changeit', groups: ['$ops'] }],
        ['alice', { password: 'a:b', groups: ['staff'] }],
        ['bob', { password: 'bob', groups: [] }],
      ]),
    };
    // The official client gives credentials away over TLS only.
    target = await startTarget(options, `&tlsCAFile=${authority}`);
    users = new usersGrpc.UsersClient(
      hostOf(target.url),
      ChannelCredentials.createSsl(fs.readFileSync(authority)),
    );
  });
  afterAll(async () => {
    users.close();
    await target.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  const write = (stream: string, credentials?: Credentials) =>
    target.client.appendToStream(stream, samples(1), { credentials });
  const read = (stream: string, credentials?: Credentials) =>
    collect(target.client.readStream(stream, { credentials }));

  it('lets nobody do anything without credentials, and nobody in with wrong ones', async () => {
    const stream = target.name('anonymous');
    await write(stream, alice);
    const { client } = target;
    for (const tried of [
      write(stream),
      client.appendToStream(stream, samples(1)),
      read(stream),
      client.deleteStream(stream),
      client.tombstoneStream(stream),
      client.setStreamMetadata(stream, {}),
      collect(client.readAll()),
      once(client.subscribeToStream(stream), 'data'),
      once(client.subscribeToAll(), 'data'),
      client.listAllPersistentSubscriptions(),
    ])
      expect(await rejection(tried)).toBeInstanceOf(AccessDeniedError);
    const wrong = { ...alice, password: 'b' };
    expect(await rejection(write(stream, wrong))).toMatchObject({ code: code.UNAUTHENTICATED });
    expect(await rejection(write(stream, { ...bob, username: 'nobody' }))).toMatchObject({
      code: code.UNAUTHENTICATED,
    });
    expect(await read(stream, alice)).toHaveLength(1);
  });

  it('opens streams to every user, and those of the system and $all to admins', async () => {
    const stream = target.name('open');
    await write(stream, alice);
    expect(await read(stream, bob)).toHaveLength(1);
    expect(await rejection(write(target.name('$system'), bob))).toBeInstanceOf(AccessDeniedError);
    expect(await rejection(read('$settings', bob))).toBeInstanceOf(AccessDeniedError);
    expect(await rejection(collect(target.client.readAll({ credentials: bob })))).toBeInstanceOf(
      AccessDeniedError,
    );
    const all = await collect(target.client.readAll({ credentials: admin, maxCount: 1 }));
    expect(all).toHaveLength(1);
    await write(target.name('$system'), admin);
  });

  it('holds each action to its own part of the ACL', async () => {
    const stream = target.name('acl');
    const { client } = target;
    await client.setStreamMetadata(
      stream,
      { acl: { readRoles: ['bob'], writeRoles: ['staff'], metaReadRoles: ['bob'], deleteRoles: [] } },
      { credentials: admin },
    );
    await write(stream, alice);
    expect(await rejection(write(stream, bob))).toBeInstanceOf(AccessDeniedError);
    expect(await read(stream, bob)).toHaveLength(1);
    expect(await rejection(read(stream, alice))).toBeInstanceOf(AccessDeniedError);
    await client.getStreamMetadata(stream, { credentials: bob });
    expect(await rejection(client.getStreamMetadata(stream, { credentials: alice }))).toBeInstanceOf(
      AccessDeniedError,
    );
    expect(await rejection(client.deleteStream(stream, { credentials: alice }))).toBeInstanceOf(
      AccessDeniedError,
    );
    const heard = await take(client.subscribeToStream(stream, { fromRevision: START, credentials: bob }), 1);
    expect(heard).toHaveLength(1);
    await client.setStreamMetadata(stream, { acl: { metaWriteRoles: ['alice'] } }, { credentials: bob });
    expect(
      await rejection(client.setStreamMetadata(stream, { acl: {} }, { credentials: bob })),
    ).toBeInstanceOf(AccessDeniedError);
    await client.deleteStream(stream, { credentials: admin });
  });

  it('shows through a link only what its reader may read', async () => {
    const [secret, links] = [target.name('secret'), target.name('links')];
    await write(secret, admin);
    await target.client.setStreamMetadata(secret, { acl: { readRoles: ['admin'] } }, { credentials: admin });
    const link = esdb.binaryEvent({ type: '$>', data: Buffer.from(`0@${secret}`) });
    await target.client.appendToStream(links, link, { credentials: bob });
    const seen = (credentials: Credentials) =>
      collect(target.client.readStream(links, { credentials, resolveLinkTos: true }));
    expect((await seen(bob)).map(({ event }) => event)).toEqual([undefined]);
    expect((await seen(admin)).map(({ event }) => event?.streamId)).toEqual([secret]);
  });

  it('takes the default ACLs out of $settings', async () => {
    const stream = target.name('default');
    const settings = jsonEvent({
      type: 'update-default-acl',
      data: { $userStreamAcl: { $r: '$all', $w: ['staff', '$ops'] }, $systemStreamAcl: { $r: 'bob' } },
    });
    await target.client.appendToStream('$settings', settings, { credentials: admin });
    await write(stream, alice);
    expect(await rejection(write(stream, bob))).toBeInstanceOf(AccessDeniedError);
    expect(await read('$settings', bob)).toHaveLength(1);
    const usual = jsonEvent({ type: 'update-default-acl', data: {} });
    await target.client.appendToStream('$settings', usual, { credentials: admin });
    await write(stream, bob);
    expect(await rejection(read('$settings', bob))).toBeInstanceOf(AccessDeniedError);
  });

  it('leaves persistent subscriptions to operators, and their events to who may read them', async () => {
    const stream = target.name('worked');
    const { client } = target;
    await write(stream, bob);
    await client.setStreamMetadata(stream, { acl: { readRoles: ['bob'] } }, { credentials: admin });
    const settings = esdb.persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START });
    const create = (credentials: Credentials) =>
      client.createPersistentSubscriptionToStream(stream, 'g', settings, { credentials });
    expect(await rejection(create(bob))).toBeInstanceOf(AccessDeniedError);
    await create(ops);
    const work = (credentials: Credentials) =>
      client.subscribeToPersistentSubscriptionToStream(stream, 'g', { credentials });
    expect(await rejection(once(work(alice), 'data'))).toBeInstanceOf(AccessDeniedError);
    const deliveries = work(bob);
    await once(deliveries, 'data');
    await deliveries.unsubscribe();
  });

  describe('manages users', () => {
    const as = ({ username, password }: Credentials): Metadata => {
      const metadata = new Metadata();
      metadata.set('authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
      return metadata;
    };
    const ask = (call: (done: (error: ServiceError | null) => void) => unknown) =>
      new Promise<ServiceError | null>((resolve) => call(resolve));
    const create = (name: string, groups: string[], by: Credentials) =>
      ask((done) =>
        users.create(
          new usersPb.CreateReq().setOptions(
            new usersPb.CreateReq.Options()
              .setLoginName(name)
              .setFullName('Carol')
              .setPassword('first')
              .setGroupsList(groups),
          ),
          as(by),
          done,
        ),
      );

    it('makes one, who may do what their groups may, until they are disabled', async () => {
      const stream = target.name('staff');
      await target.client.setStreamMetadata(
        stream,
        { acl: { writeRoles: ['staff'] } },
        { credentials: admin },
      );
      expect(await create('carol', ['staff'], alice)).toMatchObject({ code: code.PERMISSION_DENIED });
      expect(await create('carol', ['staff'], admin)).toBeNull();
      expect((await create('carol', [], admin))?.metadata.get('exception')).toEqual(['user-conflict']);
      const carol = { username: 'carol', password: 'first' };
      await write(stream, carol);
      const details = await collect<usersPb.DetailsResp>(
        users.details(
          new usersPb.DetailsReq().setOptions(new usersPb.DetailsReq.Options().setLoginName('carol')),
          as(carol),
        ),
      );
      expect(details.map((user) => user.getUserDetails()?.getGroupsList())).toEqual([['staff']]);
      const options = new usersPb.DisableReq.Options().setLoginName('carol');
      const disable = new usersPb.DisableReq().setOptions(options);
      expect(await ask((done) => users.disable(disable, as(admin), done))).toBeNull();
      expect(await rejection(write(stream, carol))).toMatchObject({ code: code.UNAUTHENTICATED });
    });

    it('lets them change their own password, and removes them', async () => {
      expect(await create('dora', [], admin)).toBeNull();
      const change = (current: string, next: string) =>
        ask((done) =>
          users.changePassword(
            new usersPb.ChangePasswordReq().setOptions(
              new usersPb.ChangePasswordReq.Options()
                .setLoginName('dora')
                .setCurrentPassword(current)
                .setNewPassword(next),
            ),
            as(bob),
            done,
          ),
        );
      expect(await change('wrong', 'second')).toMatchObject({ code: code.PERMISSION_DENIED });
      expect(await change('first', 'second')).toBeNull();
      const stream = target.name('dora');
      await write(stream, { username: 'dora', password: 'second' });
      expect(await rejection(write(stream, { username: 'dora', password: 'first' }))).toMatchObject({
        code: code.UNAUTHENTICATED,
      });
      const remove = new usersPb.DeleteReq().setOptions(new usersPb.DeleteReq.Options().setLoginName('dora'));
      expect(await ask((done) => users.delete(remove, as(admin), done))).toBeNull();
      expect(await rejection(write(stream, { username: 'dora', password: 'second' }))).toMatchObject({
        code: code.UNAUTHENTICATED,
      });
      expect(await create('dora', [], admin)).toBeNull();
      await write(stream, { username: 'dora', password: 'first' });
    });

    it('leaves those of its file alone', async () => {
      const remove = new usersPb.DeleteReq().setOptions(
        new usersPb.DeleteReq.Options().setLoginName('alice'),
      );
      const refused = await ask((done) => users.delete(remove, as(admin), done));
      expect(refused?.details).toContain('--users');
    });
  });
});
