import type { Metadata } from '@grpc/grpc-js';
import { parseAcl, type AclAction, type StreamAcl } from '../engine/acl.js';
import type { Engine } from '../engine/engine.js';
import { isMetadataStream, originalStreamOf, parseObject } from '../engine/stream-state.js';
import { accessDenied } from '../protocol/failure.js';
import type { UserDirectory } from './user-directory.js';
import { ADMINS, EVERYBODY, isAdmin, isAmong, OPERATORS, type Principal } from './principal.js';

/** What a call does with a stream. */
export type StreamAction = 'read' | 'write' | 'delete';

/** Holds the ACLs that apply to streams which have none of their own. */
export const SETTINGS_STREAM = '$settings';

interface DefaultAcls {
  user: StreamAcl;
  system: StreamAcl;
}

/** Decides who may do what: by a stream's `$acl`, else by the defaults in `$settings`, as EventStoreDB does. */
export class Access {
  private readonly callers = new WeakMap<Metadata, Principal>();
  private defaults: DefaultAcls;

  /** @param users undefined: the node has no users, so nothing is refused */
  constructor(
    private readonly engine: Engine,
    private readonly users: UserDirectory | undefined,
  ) {
    const page = engine.readStream(SETTINGS_STREAM, Number.MAX_SAFE_INTEGER, 'backwards', 1);
    this.defaults = defaultsOf(page.kind === 'page' ? page.events[0]?.data : undefined);
    engine.feed.onStream(SETTINGS_STREAM, (events) => {
      this.defaults = defaultsOf(events.at(-1)?.data);
    });
  }

  /** Notes who makes the call that came with these metadata. */
  note(metadata: Metadata, principal: Principal): void {
    this.callers.set(metadata, principal);
  }

  caller({ metadata }: { metadata: Metadata }): Principal {
    return this.users ? (this.callers.get(metadata) ?? { kind: 'anonymous' }) : { kind: 'anybody' };
  }

  /** Throws a Failure unless the caller may do that with the stream. */
  check(principal: Principal, action: StreamAction, stream: string): void {
    if (!this.may(principal, action, stream)) throw accessDenied();
  }

  may(caller: Principal, action: StreamAction, stream: string): boolean {
    const principal = this.current(caller);
    if (isAdmin(principal)) return true;
    if (principal.kind === 'anonymous') return false;
    // Who may see and change a stream's metadata is said by that stream, and no one deletes metadata.
    if (!isMetadataStream(stream)) return this.isListed(principal, action, stream);
    if (action === 'delete') return false;
    return this.isListed(principal, action === 'read' ? 'metaRead' : 'metaWrite', originalStreamOf(stream));
  }

  /** Throws a Failure unless the caller may run the node. */
  checkOperator(principal: Principal): void {
    if (!isAmong(this.current(principal), [OPERATORS, ADMINS])) throw accessDenied();
  }

  checkAdmin(principal: Principal): void {
    if (!isAdmin(this.current(principal))) throw accessDenied();
  }

  /** Throws a Failure unless the caller is a known user. */
  checkKnown(principal: Principal): void {
    if (this.current(principal).kind === 'anonymous') throw accessDenied();
  }

  /** A call may be open for days: what its user is by now. */
  private current(principal: Principal): Principal {
    if (principal.kind !== 'user') return principal;
    const user = this.users?.find(principal.name);
    return user === undefined || user.disabled
      ? { kind: 'anonymous' }
      : { kind: 'user', name: user.name, groups: user.groups };
  }

  private isListed(principal: Principal, action: AclAction, stream: string): boolean {
    const fallback = stream.startsWith('$') ? this.defaults.system : this.defaults.user;
    const own = this.engine.stream(stream)?.limits.acl;
    return isAmong(principal, own?.[action] ?? fallback[action] ?? []);
  }
}

function defaultsOf(settings: Uint8Array | undefined): DefaultAcls {
  const given = settings === undefined ? {} : parseObject(settings);
  return {
    user: { ...allOf(EVERYBODY), ...parseAcl(given['$userStreamAcl']) },
    system: { ...allOf(ADMINS), ...parseAcl(given['$systemStreamAcl']) },
  };
}

function allOf(name: string): Required<StreamAcl> {
  return { read: [name], write: [name], delete: [name], metaRead: [name], metaWrite: [name] };
}
