import type { ViewKey } from '@hearth/views';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

interface Poke {
  readonly key: string;
}

const POKE_OPTIONS = {
  removeOnComplete: true,
  removeOnFail: true,
  attempts: 6,
  backoff: { type: 'exponential', delay: 200, jitter: 0.5 },
} as const;

/**
 * One queue for each category of streams and each derived view of a generation. A poke says that a document may be behind, and nothing else; while one
 * of the same document waits another is dropped, and while one runs the last is kept for after it.
 */
export class PokeQueues {
  readonly #queues: ReadonlyMap<string, Queue<Poke>>;

  constructor(names: readonly string[], prefix: string, connection: Redis, onError: (error: Error) => void) {
    this.#queues = new Map(
      names.map((name) => {
        const queue = new Queue<Poke>(name, { prefix, connection, skipMetasUpdate: true });
        queue.on('error', onError);
        return [name, queue];
      }),
    );
  }

  /** Pokes each document once. Addresses of queues that are not of this set are left out. */
  async poke(addresses: readonly ViewKey[]): Promise<void> {
    const byView = new Map<string, Set<string>>();
    for (const { view, key } of addresses) {
      const keys = byView.get(view) ?? new Set<string>();
      byView.set(view, keys.add(key));
    }
    await Promise.all([...byView].map(([view, keys]) => this.#add(view, [...keys])));
  }

  async #add(view: string, keys: readonly string[]): Promise<void> {
    await this.#queues.get(view)?.addBulk(
      keys.map((key) => ({
        name: 'poke',
        data: { key },
        opts: { ...POKE_OPTIONS, deduplication: { id: key, keepLastIfActive: true } },
      })),
    );
  }

  async waiting(): Promise<number> {
    const counts = await Promise.all(
      [...this.#queues.values()].map((queue) => queue.getJobCountByTypes('waiting')),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
  }
}
