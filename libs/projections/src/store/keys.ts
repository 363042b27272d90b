import type { Redis } from 'ioredis';

/** The braces keep all keys in one slot of a Redis cluster, since scripts touch several of them. */
export const DEFAULT_NAMESPACE = '{hearth}';

/** Takes away every key below a prefix, in small steps that hold up nobody. */
export const unlinkBelow = async (redis: Redis, prefix: string): Promise<void> => {
  const pattern = `${prefix.replace(/[{}[\]*?\\^]/g, '\\$&')}:*`;
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', 500);
    if (keys.length > 0) await redis.unlink(...keys);
    cursor = next;
  } while (cursor !== '0');
};

/** Keys that belong to no generation. */
export const rootKeys = (namespace: string) => ({
  /** Id of the generation that readers see. */
  live: `${namespace}:live`,
  /** Hash: generation id → the number in whose order they were begun. */
  generations: `${namespace}:generations`,
  sequence: `${namespace}:sequence`,
  /** Which build of these definitions is wanted; an operator raises it to rebuild. */
  target: (definitions: string) => `${namespace}:target:${definitions}`,
  /** Channel of changes and of flips. */
  changes: `${namespace}:changes`,
});

/** Keys of one generation: all views of one set of versions, built from the events together. */
export const generationKeys = (namespace: string, generation: string) => {
  const at = `${namespace}:${generation}`;
  return {
    prefix: at,
    /** Random, made when the generation begins to be built: when it is gone or another one, Redis lost its content. */
    epoch: `${at}:epoch`,
    lease: `${at}:lease`,
    fence: `${at}:fence`,
    checkpoint: `${at}:checkpoint`,
    pulse: `${at}:pulse`,
    /** Hash: stream → the highest revision that the feed has seen. */
    heads: `${at}:heads`,
    /** Hash: address of a derived document → how often one of its parts has changed. */
    dirty: `${at}:dirty`,
    /** Set of addresses of derived documents that are older than their parts. */
    pending: `${at}:pending`,
    /** Hash: address → what is known of why its stream is parked. */
    parked: `${at}:parked`,
    comparison: `${at}:comparison`,
    document: (view: string, key: string) => `${at}:doc:${view}:${key}`,
    /** Set of the keys of a stream view whose stream has gone on. */
    behind: (view: string) => `${at}:behind:${view}`,
    indexPrefix: `${at}:index:`,
    index: (name: string) => `${at}:index:${name}`,
    queues: `${at}:queues`,
  };
};
export type GenerationKeys = ReturnType<typeof generationKeys>;
