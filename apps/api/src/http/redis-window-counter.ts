import { DEFAULT_NAMESPACE } from '@hearth/projections';
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Counted, WindowCounting } from './window-counter.js';

/** One step, so that two processes never both begin a window, and no window is left without an end. */
const ADD = `
local count = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return { count, left }
`;

// Who is counted is a person's id or an address; neither has to be readable in Redis.
const keyOf = (key: string): string =>
  `${DEFAULT_NAMESPACE}:api:window:${createHash('sha256').update(key).digest('base64url')}`;

/** Counts in Redis, for all processes of the api together. */
export const redisWindowCounter = (redis: Redis): WindowCounting => ({
  add: async (key, windowMs): Promise<Counted> => {
    const answer: unknown = await redis.eval(ADD, 1, keyOf(key), windowMs);
    const [count, endsInMs] = Array.isArray(answer) ? answer.map(Number) : [];
    if (count === undefined || endsInMs === undefined) throw new Error('Redis gave no count');
    return { count, endsInMs };
  },
});

/**
 * Counts in the first as long as it answers, else in the second. A limit that is kept by each process alone is a
 * wider limit, and better than none or than a closed door: what is limited here are floods, not guesses at secrets.
 * @param onFallback told when counting has moved to the second one
 */
export const steadyCounter = (
  first: WindowCounting,
  second: WindowCounting,
  onFallback: (error: unknown) => void,
): WindowCounting => {
  let isAway = false;
  return {
    add: async (key, windowMs) => {
      try {
        const counted = await first.add(key, windowMs);
        isAway = false;
        return counted;
      } catch (error) {
        if (!isAway) onFallback(error);
        isAway = true;
        return second.add(key, windowMs);
      }
    },
  };
};
