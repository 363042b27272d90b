import type { ViewOf } from '@hearth/views';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { generationKeys, rootKeys, DEFAULT_NAMESPACE } from '../store/keys.js';
import { readDocument } from '../store/scripts.js';
import type { ProjectionPulse, ReadDocument, ViewChange, ViewReader } from '../view-reader.js';

const message = z.union([
  z.object({ flip: z.string() }),
  z.object({ generation: z.string(), view: z.string(), key: z.string(), version: z.int() }),
]);

export interface ViewReaderOptions {
  /** For reading. */
  readonly commands: Redis;
  /** A connection of its own: one that has subscribed can do nothing else. */
  readonly subscriber: Redis;
  readonly namespace?: string;
}

/** Reads the views that are live now. */
export const redisViewReader = (options: ViewReaderOptions): ViewReader => new RedisViewReader(options);

class RedisViewReader implements ViewReader {
  readonly #redis: Redis;
  readonly #subscriber: Redis;
  readonly #namespace: string;
  readonly #changeListeners = new Set<(change: ViewChange) => void>();
  readonly #resetListeners = new Set<() => void>();
  #live: string | null = null;
  #subscribed: Promise<void> | null = null;

  constructor(options: ViewReaderOptions) {
    this.#redis = options.commands;
    this.#subscriber = options.subscriber;
    this.#namespace = options.namespace ?? DEFAULT_NAMESPACE;
  }

  async read<Document>(
    { name }: ViewOf<Document>,
    key: string,
    known: ReadDocument<Document> | null = null,
  ): Promise<ReadDocument<Document> | null> {
    const { live } = rootKeys(this.#namespace);
    const has = known === null ? ['', ''] : [known.epoch, String(known.version)];
    const answer = (await readDocument.run(this.#redis, [live], [this.#namespace, name, key, ...has])) as
      string[] | null;
    if (answer === null) return null;
    const [epoch = '', version, degraded, json] = answer;
    if (json === undefined) return known;
    if (json === '') return null;
    return {
      epoch,
      version: Number(version),
      // What is under a view's own keys was written by that view.
      document: JSON.parse(json) as Document,
      degraded: degraded === '1',
    };
  }

  async members(index: string): Promise<readonly string[]> {
    const live = await this.#redis.get(rootKeys(this.#namespace).live);
    return live === null ? [] : this.#redis.smembers(generationKeys(this.#namespace, live).index(index));
  }

  async onChange(listener: (change: ViewChange) => void): Promise<() => Promise<void>> {
    this.#changeListeners.add(listener);
    await this.#subscribe();
    return () => {
      this.#changeListeners.delete(listener);
      return Promise.resolve();
    };
  }

  async onReset(listener: () => void): Promise<() => Promise<void>> {
    this.#resetListeners.add(listener);
    await this.#subscribe();
    return () => {
      this.#resetListeners.delete(listener);
      return Promise.resolve();
    };
  }

  async pulse(): Promise<ProjectionPulse> {
    const live = await this.#redis.get(rootKeys(this.#namespace).live);
    if (live === null) return { feedAt: null, caughtUp: false, waiting: 0, parked: 0 };
    const keys = generationKeys(this.#namespace, live);
    const [[at, caughtUp, waiting], parked] = await Promise.all([
      this.#redis.hmget(keys.pulse, 'at', 'caughtUp', 'waiting'),
      this.#redis.hlen(keys.parked),
    ]);
    return {
      feedAt: at == null ? null : Number(at),
      caughtUp: caughtUp === '1',
      waiting: Number(waiting ?? 0),
      parked,
    };
  }

  #subscribe(): Promise<void> {
    this.#subscribed ??= this.#begin();
    return this.#subscribed;
  }

  async #begin(): Promise<void> {
    const { changes } = rootKeys(this.#namespace);
    this.#subscriber.on('message', (channel: string, text: string) => {
      if (channel === changes) this.#take(text);
    });
    await this.#subscriber.subscribe(changes);
    // What was published while the connection was away is lost; ioredis subscribes again by itself.
    this.#subscriber.on('ready', () => {
      this.#live = null;
      this.#tellReset();
    });
  }

  #take(text: string): void {
    const parsed = message.safeParse(JSON.parse(text));
    if (!parsed.success) return;
    if ('flip' in parsed.data) {
      this.#live = parsed.data.flip;
      this.#tellReset();
      return;
    }
    const { generation, ...change } = parsed.data;
    if (this.#live === null || this.#live !== generation) void this.#takeUncertain(generation, change);
    else this.#tell(change);
  }

  /** A generation that is not known to be live: it may be one in the shadow, or the first after Redis was emptied. */
  async #takeUncertain(generation: string, change: ViewChange): Promise<void> {
    try {
      const live = await this.#redis.get(rootKeys(this.#namespace).live);
      this.#live = live;
      if (live === generation) this.#tell(change);
    } catch {
      // Not knowing whether readers are concerned, they look for themselves.
      this.#tellReset();
    }
  }

  #tell(change: ViewChange): void {
    for (const listener of this.#changeListeners) listener(change);
  }

  #tellReset(): void {
    for (const listener of this.#resetListeners) listener();
  }
}
