import { parseStreamName, type StreamCategory } from '@hearth/domain';
import type { AllPosition, StreamNews } from '@hearth/eventstore';
import type { Redis } from 'ioredis';
import { unlinkBelow, type GenerationKeys } from '../store/keys.js';
import { Script } from '../store/script.js';

// A lease is held by one feed for a while; its token only ever grows, so that a feed which slept through the end of
// its lease cannot write over the one that took its place.
const acquire = new Script(`
local holder = redis.call('GET', KEYS[1])
if holder then return false end
local token = redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], token, 'PX', ARGV[1])
return token
`);

const release = new Script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`);

// A lease that ran out while its feed was held up is taken up again if nobody else has had one since: the fence tells.
const HELD = `
local holder = redis.call('GET', KEYS[1])
if not holder and redis.call('GET', KEYS[3]) == ARGV[1] then holder = ARGV[1] end
if holder ~= ARGV[1] then return 'lease-lost' end
redis.call('SET', KEYS[1], holder, 'PX', ARGV[3])
if redis.call('GET', KEYS[2]) ~= ARGV[2] then return 'views-lost' end
`;

/** Keeps the lease, and tells when Redis has lost what the feed believes it has handed on. */
const beat = new Script(`${HELD}
if ARGV[4] ~= 'busy' then
  local at = redis.call('HMGET', KEYS[4], 'commit', 'prepare')
  if (at[1] or '') .. '/' .. (at[2] or '') ~= ARGV[4] then return 'views-lost' end
end
if ARGV[5] ~= '' then redis.call('HSET', KEYS[5], 'at', ARGV[5], 'caughtUp', ARGV[6], 'waiting', ARGV[7]) end
return 'ok'
`);

/** Notes which streams have gone on, before anybody is told: a poke that is lost can be found again from here. */
const note = new Script(`${HELD}
for index = 4, #ARGV, 3 do
  local stream, revision, key = ARGV[index], tonumber(ARGV[index + 1]), ARGV[index + 2]
  local known = tonumber(redis.call('HGET', KEYS[4], stream) or '-1')
  if revision > known then redis.call('HSET', KEYS[4], stream, revision) end
  for set = 5, #KEYS do redis.call('SADD', KEYS[set], key) end
end
return 'ok'
`);

const advance = new Script(`${HELD}
redis.call('HSET', KEYS[4], 'commit', ARGV[4], 'prepare', ARGV[5])
if ARGV[6] ~= '' then redis.call('HSET', KEYS[4], 'stream', ARGV[6], 'revision', ARGV[7], 'event', ARGV[8]) end
return 'ok'
`);

export type Held = 'ok' | 'lease-lost' | 'views-lost';

const asHeld = (answer: unknown): Held =>
  answer === 'ok' || answer === 'views-lost' ? answer : 'lease-lost';

export interface Lease {
  readonly token: number;
  readonly epoch: string;
}

/** News of a stream, and whom it concerns: names of views or policies. */
export interface Concerning extends StreamNews {
  readonly concerns: readonly string[];
}

export interface Anchor {
  readonly category: StreamCategory;
  readonly id: string;
  readonly revision: number;
  readonly eventId: string;
}

/** What a feed keeps in Redis: who it is, how far it is, and which streams it has seen. */
export class FeedState {
  constructor(
    private readonly redis: Redis,
    private readonly keys: GenerationKeys,
    private readonly leaseMs: number,
  ) {}

  /** @returns the token, or null while another feed holds the lease */
  async acquire(): Promise<number | null> {
    const token = await acquire.run(this.redis, [this.keys.lease, this.keys.fence], [this.leaseMs]);
    return typeof token === 'number' ? token : null;
  }

  async release(token: number): Promise<void> {
    await release.run(this.redis, [this.keys.lease], [token]);
  }

  /** Makes the epoch if there is none. Without one there is nothing in Redis that can be trusted. */
  async epoch(fresh: string): Promise<string> {
    await this.redis.set(this.keys.epoch, fresh, 'NX');
    return (await this.redis.get(this.keys.epoch)) ?? fresh;
  }

  async checkpoint(): Promise<AllPosition | null> {
    const [commit, prepare] = await this.redis.hmget(this.keys.checkpoint, 'commit', 'prepare');
    return commit == null || prepare == null ? null : { commit, prepare };
  }

  /**
   * @param checkpoint as far as the feed has come, or `busy` while it is on its way to another one
   * @param pulse what to tell readers; null to tell nothing
   */
  async beat(
    lease: Lease,
    checkpoint: AllPosition | null | 'busy',
    pulse: { readonly at: number; readonly caughtUp: boolean; readonly waiting: number } | null,
  ): Promise<Held> {
    const { checkpoint: place, pulse: told } = this.keys;
    const at =
      checkpoint === 'busy' ? checkpoint : `${checkpoint?.commit ?? ''}/${checkpoint?.prepare ?? ''}`;
    const report = pulse === null ? ['', '', ''] : [pulse.at, pulse.caughtUp ? '1' : '0', pulse.waiting];
    return this.#held(beat, lease, [place, told], [at, ...report]);
  }

  async note(lease: Lease, news: readonly Concerning[]): Promise<Held> {
    const { keys } = this;
    // One call for those who concern the same, so that a script touches only the sets of these.
    for (const concerned of new Set(news.map(({ concerns }) => concerns.join()))) {
      const own = news.filter(({ concerns }) => concerns.join() === concerned);
      const sets = (own[0]?.concerns ?? []).map((name) => keys.behind(name));
      const args = own.flatMap(({ stream, revision, id }) => [stream, revision, id]);
      const held = await this.#held(note, lease, [keys.heads, ...sets], args);
      if (held !== 'ok') return held;
    }
    return 'ok';
  }

  /** @param last the last event up to there; null when there was none of ours */
  async advance(lease: Lease, to: AllPosition, last: StreamNews | null): Promise<Held> {
    const anchor = last === null ? ['', '', ''] : [last.stream, last.revision, last.eventId];
    return this.#held(advance, lease, [this.keys.checkpoint], [to.commit, to.prepare, ...anchor]);
  }

  /** An event that was handed on: by it a feed knows again the store that it came from. */
  async anchor(): Promise<Anchor | null> {
    const [stream, revision, eventId] = await this.redis.hmget(
      this.keys.checkpoint,
      ...['stream', 'revision', 'event'],
    );
    const name = stream == null ? null : parseStreamName(stream);
    if (name === null || revision == null || eventId == null) return null;
    return { ...name, revision: Number(revision), eventId };
  }

  /** Forgets all that was made of another store, as if Redis had been emptied. */
  async startOver(): Promise<void> {
    await unlinkBelow(this.redis, this.keys.prefix);
  }

  async #held(
    script: Script,
    lease: Lease,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<Held> {
    const held = [this.keys.lease, this.keys.epoch, this.keys.fence];
    return asHeld(
      await script.run(this.redis, [...held, ...keys], [lease.token, lease.epoch, this.leaseMs, ...args]),
    );
  }
}
