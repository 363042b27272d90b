import fs from 'node:fs';
import { UnusableDataError } from '../errors.js';
import type { Engine } from '../engine/engine.js';
import { isMetadataStream, isVisible, originalStreamOf, parseObject } from '../engine/stream-state.js';
import type { StoredEvent } from '../log/record.js';
import { appendJson, setMetadata } from '../persistent/system-stream.js';
import { digest, isPassword, isSame, keepPassword, type KeptPassword } from './password.js';
import { ADMINS, OPERATORS, type Principal } from './principal.js';

/** A user of the file given at the start. */
export interface GivenUser {
  password: string;
  groups: readonly string[];
}

/** A user as others see them. */
export interface UserDetails {
  name: string;
  fullName: string;
  groups: readonly string[];
  disabled: boolean;
  /** Milliseconds since the Unix epoch; 0 for users of the file. */
  updatedAt: number;
}

interface StoredUser extends UserDetails {
  password: KeptPassword;
}

const STREAM_PREFIX = '$user-';
const USER_TYPE = '$User';
const REMEMBERED = 1_000;
/** Users who are not there take as long to be refused as those who are. */
const NOBODY: KeptPassword = {
  salt: Buffer.alloc(16).toString('base64'),
  hash: Buffer.alloc(32).toString('base64'),
};

/** Users out of a JSON file: `{"admin": "a password", "alice": {"password": "another", "groups": ["staff"]}}`. */
export function readUsers(file: string): Map<string, GivenUser> {
  const parsed: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
  const entries = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
  if (entries.length === 0)
    throw new UnusableDataError(`${file} has no users; it should be like {"admin": "a password"}`);
  return new Map(entries.map(([name, value]) => [name, givenUser(file, name, value)]));
}

function givenUser(file: string, name: string, value: unknown): GivenUser {
  if (typeof value === 'string') return { password: value, groups: usualGroups(name) };
  const { password, groups } = (value ?? {}) as { password?: unknown; groups?: unknown };
  const isList = Array.isArray(groups) && groups.every((group) => typeof group === 'string');
  if (typeof password !== 'string' || (groups !== undefined && !isList))
    throw new UnusableDataError(
      `${file}: user '${name}' should be a password or {"password": …, "groups": […]}`,
    );
  return { password, groups: isList ? groups : usualGroups(name) };
}

/** `admin` and `ops` are what EventStoreDB begins with. */
function usualGroups(name: string): string[] {
  if (name === 'admin') return [ADMINS];
  return name === 'ops' ? [OPERATORS] : [];
}

/** The users of a node: those of the file given at the start, and those that are kept as events. */
export class UserDirectory {
  private readonly stored = new Map<string, StoredUser>();
  /** Credentials that were right, by their digest, with the kept password they were right for. */
  private readonly remembered = new Map<string, string>();

  constructor(
    private readonly engine: Engine,
    private readonly given: ReadonlyMap<string, GivenUser>,
  ) {
    for (const { name } of engine.index.streamsWithPrefix(STREAM_PREFIX)) this.load(name);
    engine.feed.onAll((events) => {
      for (const event of events) this.hear(event);
    });
  }

  /** The caller behind an `authorization` header; undefined when it is not right. */
  async authenticate(header: string): Promise<Principal | undefined> {
    const [scheme = '', encoded = ''] = header.split(' ');
    if (scheme.toLowerCase() !== 'basic') return undefined;
    const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    const password = rest.join(':');
    const given = this.given.get(name);
    if (given)
      return isSame(given.password, password) ? { kind: 'user', name, groups: given.groups } : undefined;
    if (!(await this.hasPassword(name, password))) return undefined;
    const user = this.stored.get(name);
    return user === undefined || user.disabled ? undefined : { kind: 'user', name, groups: user.groups };
  }

  isGiven(name: string): boolean {
    return this.given.has(name);
  }

  find(name: string): UserDetails | undefined {
    const given = this.given.get(name);
    if (given) return { name, fullName: name, groups: given.groups, disabled: false, updatedAt: 0 };
    return this.stored.get(name);
  }

  /** Everybody, by name. */
  list(): UserDetails[] {
    const names = new Set([...this.given.keys(), ...this.stored.keys()]);
    return [...names].toSorted().flatMap((name) => this.find(name) ?? []);
  }

  /** Whether a password is that of a stored user, disabled or not. */
  async hasPassword(name: string, password: string): Promise<boolean> {
    const kept = this.stored.get(name)?.password ?? NOBODY;
    const key = digest(`${name}:${password}`).toString('latin1');
    if (this.remembered.get(key) === kept.hash) return true;
    if (!(await isPassword(password, kept))) return false;
    if (this.remembered.size >= REMEMBERED) this.remembered.clear();
    this.remembered.set(key, kept.hash);
    return true;
  }

  /** Makes or changes a stored user. Resolves when it is durable. */
  async store(user: Omit<UserDetails, 'updatedAt'>, newPassword: string | undefined): Promise<void> {
    const stream = STREAM_PREFIX + user.name;
    const password =
      newPassword === undefined ? this.stored.get(user.name)?.password : await keepPassword(newPassword);
    if (password === undefined) throw new Error('a new user needs a password');
    const { name, fullName, groups, disabled } = user;
    const kept: StoredUser = { name, fullName, groups, disabled, updatedAt: Date.now(), password };
    await appendJson(this.engine, stream, USER_TYPE, kept);
    // Compaction removes what a user was before, old passwords first of all.
    if (this.engine.stream(stream)?.limits.maxCount !== 1)
      await setMetadata(this.engine, stream, { $maxCount: 1 });
    this.stored.set(name, kept);
  }

  async remove(name: string): Promise<void> {
    await this.engine.write({ kind: 'delete', stream: STREAM_PREFIX + name, expected: 'any' });
    this.stored.delete(name);
  }

  /** Whoever writes to a user's stream, it counts. */
  private hear(event: StoredEvent): void {
    const stream = isMetadataStream(event.stream) ? originalStreamOf(event.stream) : event.stream;
    if (!stream.startsWith(STREAM_PREFIX)) return;
    const state = this.engine.stream(stream);
    if (!isVisible(state) || state.tombstoned) this.stored.delete(stream.slice(STREAM_PREFIX.length));
    else if (event.stream === stream) this.take(event);
  }

  private load(stream: string): void {
    const page = this.engine.readStream(stream, Number.MAX_SAFE_INTEGER, 'backwards', 1);
    if (page.kind === 'page' && page.events[0]) this.take(page.events[0]);
  }

  private take(event: StoredEvent): void {
    const user = parseUser(event.data);
    if (user && event.stream === STREAM_PREFIX + user.name) this.stored.set(user.name, user);
  }
}

function parseUser(data: Uint8Array): StoredUser | undefined {
  const { name, fullName, groups, disabled, updatedAt, password } = parseObject(data);
  const { salt, hash } = (password ?? {}) as Partial<Record<keyof KeptPassword, unknown>>;
  const isWhole =
    typeof name === 'string' &&
    typeof fullName === 'string' &&
    Array.isArray(groups) &&
    typeof disabled === 'boolean' &&
    typeof updatedAt === 'number' &&
    typeof salt === 'string' &&
    typeof hash === 'string';
  if (!isWhole) return undefined;
  const names = groups.filter((group): group is string => typeof group === 'string');
  return { name, fullName, groups: names, disabled, updatedAt, password: { salt, hash } };
}
