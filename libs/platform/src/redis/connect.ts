import { Redis, type RedisOptions } from 'ioredis';

/**
 * What a connection is for:
 * - `commands`: reads, writes and scripts; a command fails when Redis is away for long
 * - `subscriber`: pub/sub; subscribes again by itself
 * - `limits`: counts requests; fails at once when Redis is away, since every request passes here
 * - `queue`: adds BullMQ jobs; fails fast, so that a request does not hang on a lost Redis
 * - `worker`: BullMQ workers; waits for Redis for ever, as they block on it
 */
export type RedisPurpose = 'commands' | 'limits' | 'subscriber' | 'queue' | 'worker';

/** ioredis waits up to 20 s between tries by default, which would leave screens stale long after Redis is back. */
const retryStrategy = (tries: number): number => Math.min(tries * 200, 2_000);

const OPTIONS: Readonly<Record<RedisPurpose, RedisOptions>> = {
  commands: { maxRetriesPerRequest: 3 },
  limits: { maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: 500 },
  subscriber: { maxRetriesPerRequest: null, autoResubscribe: true },
  queue: { maxRetriesPerRequest: 1 },
  worker: { maxRetriesPerRequest: null },
};

/**
 * Opens a connection that comes back by itself within 2 s of Redis.
 * @param onError called for each failed try; ioredis would write them to the console otherwise
 */
export const connectRedis = (url: string, purpose: RedisPurpose, onError: (error: Error) => void): Redis => {
  const redis = new Redis(url, { ...OPTIONS[purpose], retryStrategy, connectionName: `hearth-${purpose}` });
  redis.on('error', onError);
  return redis;
};

/** Ends a connection, also one that cannot reach Redis. */
export const disconnectRedis = async (redis: Redis): Promise<void> => {
  if (redis.status === 'ready') await redis.quit();
  else redis.disconnect();
};
