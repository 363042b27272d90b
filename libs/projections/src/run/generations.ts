import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { ViewSet } from '../runnable.js';
import { generationKeys, rootKeys, unlinkBelow } from '../store/keys.js';
import { Script } from '../store/script.js';

/** What a set of views is, by their names and versions: the same in each process that runs the same code. */
export const definitionsId = ({ streams, derived }: ViewSet): string => {
  const names = [...streams, ...derived].map(({ name, version }) => `${name}@${version}`).sort();
  return createHash('sha256').update(names.join(',')).digest('hex').slice(0, 10);
};

const enlist = new Script(`
local target = redis.call('GET', KEYS[3])
if not target then
  target = '1'
  redis.call('SET', KEYS[3], target)
end
local generation = ARGV[1] .. '.' .. target
if redis.call('HEXISTS', KEYS[2], generation) == 0 then
  redis.call('HSET', KEYS[2], generation, redis.call('INCR', KEYS[4]))
end
-- With nothing to show, what is being built is shown as it grows.
redis.call('SET', KEYS[1], generation, 'NX')
local live = redis.call('GET', KEYS[1])
return {
  live, generation,
  tonumber(redis.call('HGET', KEYS[2], live) or '0'),
  tonumber(redis.call('HGET', KEYS[2], generation)),
}
`);

const flipTo = new Script(`
local live = redis.call('GET', KEYS[1])
if live == ARGV[1] then return 0 end
local mine = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0')
local other = tonumber(redis.call('HGET', KEYS[2], live or '') or '0')
if mine <= other then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('PUBLISH', KEYS[3], cjson.encode({ flip = ARGV[1] }))
return 1
`);

export interface Standing {
  readonly live: string;
  /** Which generations this process has to build: the live one if it is of its making, and a newer one. */
  readonly wanted: readonly string[];
  /** A generation of other definitions is live and newer than ours. */
  readonly overtaken: boolean;
}

/**
 * Which builds of the views there are. A build that was begun later may replace one that was begun earlier, never
 * the other way round, so that old and new processes can run side by side during an upgrade.
 */
export class Generations {
  readonly #keys;

  constructor(
    private readonly redis: Redis,
    private readonly namespace: string,
    private readonly definitions: string,
  ) {
    this.#keys = rootKeys(namespace);
  }

  /** Enters this process's definitions if they are not known, and says what to build. */
  async standing(): Promise<Standing> {
    const { live, generations, sequence, target } = this.#keys;
    const keys = [live, generations, target(this.definitions), sequence];
    const answer = (await enlist.run(this.redis, keys, [this.definitions])) as [
      string,
      string,
      number,
      number,
    ];
    const [liveNow, own, liveNumber, ownNumber] = answer;
    const wanted = new Set<string>();
    if (liveNow.startsWith(`${this.definitions}.`)) wanted.add(liveNow);
    if (ownNumber >= liveNumber) wanted.add(own);
    return { live: liveNow, wanted: [...wanted], overtaken: wanted.size === 0 };
  }

  /** Asks for everything to be built anew, beside what is shown. */
  async rebuild(): Promise<string> {
    const number = await this.redis.incr(this.#keys.target(this.definitions));
    await this.standing();
    return `${this.definitions}.${number}`;
  }

  /** Shows a generation to readers. @returns false when a newer one is shown */
  async flip(generation: string): Promise<boolean> {
    const { live, generations, changes } = this.#keys;
    return (await flipTo.run(this.redis, [live, generations, changes], [generation])) === 1;
  }

  async live(): Promise<string | null> {
    return this.redis.get(this.#keys.live);
  }

  /** When the feed of a generation last reported, ms since the epoch; null when it never did. */
  async fedAt(generation: string): Promise<number | null> {
    const at = await this.redis.hget(generationKeys(this.namespace, generation).pulse, 'at');
    return at == null ? null : Number(at);
  }

  /** Generations that were begun before the live one. */
  async outdated(): Promise<readonly string[]> {
    const [live, numbers] = await Promise.all([this.live(), this.redis.hgetall(this.#keys.generations)]);
    const shown = Number(live === null ? 0 : (numbers[live] ?? 0));
    return Object.keys(numbers).filter((generation) => Number(numbers[generation]) < shown);
  }

  /** Takes a generation's keys away, a few at a time, so that Redis goes on serving. */
  async forget(generation: string): Promise<void> {
    const { prefix } = generationKeys(this.namespace, generation);
    await unlinkBelow(this.redis, prefix);
    await this.redis.hdel(this.#keys.generations, generation);
  }
}
