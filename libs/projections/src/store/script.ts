import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** A Lua script: what it does, it does at once and whole. */
export class Script {
  readonly #sha: string;

  constructor(private readonly source: string) {
    this.#sha = createHash('sha1').update(source).digest('hex');
  }

  /** Runs it by its hash, and hands Redis the source when it does not know it (any more). */
  async run(redis: Redis, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    const parameters = [...keys, ...args].map(String);
    try {
      return await redis.evalsha(this.#sha, keys.length, ...parameters);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return await redis.eval(this.source, keys.length, ...parameters);
    }
  }
}
