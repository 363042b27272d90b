import { streamName } from '@hearth/domain';
import type { EventStore, StreamNews } from '@hearth/eventstore';
import type { Logger } from '@hearth/platform';
import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { Feed, usualFeedTimes, type FeedTimes } from '../feed/feed.js';
import { FeedState } from '../feed/feed-state.js';
import { PokeQueues } from '../run/queues.js';
import { generationKeys } from '../store/keys.js';
import { Script } from '../store/script.js';
import type { PolicyMetrics } from './metrics.js';
import type { Policy } from './policy.js';
import { repeat } from '../run/repeat.js';

// Policies have one state of the world, not several builds of it.
const GENERATION = 'policies';
const LOCK_MS = 30_000;
const MAX_STALLED = 100;

const settle = new Script(`
local head = redis.call('HGET', KEYS[2], ARGV[2])
if not head or tonumber(ARGV[3]) >= tonumber(head) then redis.call('SREM', KEYS[1], ARGV[1]) end
if ARGV[4] == '' then redis.call('ZREM', KEYS[3], ARGV[1]) else redis.call('ZADD', KEYS[3], ARGV[4], ARGV[1]) end
return 1
`);

export interface PolicyRunnerOptions {
  readonly store: EventStore;
  readonly redis: Redis;
  readonly openWorkerConnection: () => Redis;
  readonly policies: readonly Policy[];
  readonly namespace: string;
  readonly concurrency: number;
  readonly logger: Logger;
  readonly metrics: PolicyMetrics;
  readonly now: () => number;
  readonly feedTimes?: Partial<FeedTimes>;
  /** How often it is looked what is due, ms. */
  readonly dueMs?: number;
  /** How often what was left undone is found again, ms. */
  readonly sweepMs?: number;
}

/**
 * Runs policies in this process, together with any number of others. What is to be looked at again, and when, is
 * kept in Redis and made again from the events by reading them all when Redis loses it.
 */
export class PolicyRunner {
  readonly #queues: PokeQueues;
  readonly #feed: Feed;
  readonly #keys;
  readonly #workers: Worker[] = [];
  readonly #connections: Redis[] = [];
  readonly #stopping = new AbortController();
  #loops: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: PolicyRunnerOptions) {
    const { redis, policies, logger } = options;
    this.#keys = generationKeys(options.namespace, GENERATION);
    const names = policies.map(({ name }) => name);
    this.#queues = new PokeQueues(names, this.#keys.queues, redis, (error) =>
      logger.warn({ err: error }, 'policy queue'),
    );
    const feedTimes = { ...usualFeedTimes, ...options.feedTimes };
    this.#feed = new Feed(
      {
        store: options.store,
        state: new FeedState(redis, this.#keys, feedTimes.leaseMs),
        concerned: (news) => this.#concernedBy(news),
        poke: (news) =>
          this.#queues.poke(
            news.flatMap(({ id, concerns }) => concerns.map((name) => ({ view: name, key: id }))),
          ),
        waiting: () => this.#queues.waiting(),
        onNote: (note, error) =>
          logger[note === 'lease-taken' ? 'info' : 'warn']({ happened: note, err: error }, 'policy feed'),
        now: options.now,
      },
      feedTimes,
    );
  }

  start(): void {
    for (const policy of this.options.policies) this.#work(policy);
    this.#feed.start();
    this.#loops = Promise.all([
      this.#repeat(this.options.dueMs ?? 500, () => this.#pokeDue()),
      this.#repeat(this.options.sweepMs ?? 30_000, () => this.#sweep()),
    ]);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loops;
    await this.#feed.stop();
    await Promise.all(this.#workers.map((worker) => worker.close()));
    await this.#queues.close();
    for (const connection of this.#connections) connection.disconnect();
  }

  /** Looks at once at everything that a policy would look at again later. */
  async hurry(policy: string): Promise<void> {
    const ids = await this.options.redis.zrange(this.#timers(policy), '0', '-1');
    await this.#queues.poke(ids.map((id) => ({ view: policy, key: id })));
  }

  #concernedBy({ category, type }: StreamNews): readonly string[] {
    return this.options.policies
      .filter((policy) => policy.category === category)
      .filter(({ after }: { after?: readonly string[] }) => after?.includes(type) ?? true)
      .map(({ name }) => name);
  }

  #timers(policy: string): string {
    return `${this.#keys.prefix}:timers:${policy}`;
  }

  #work(policy: Policy): void {
    const connection = this.options.openWorkerConnection();
    this.#connections.push(connection);
    const worker = new Worker<{ key: string }>(policy.name, (job) => this.#act(policy, job.data.key), {
      prefix: this.#keys.queues,
      connection,
      concurrency: this.options.concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: LOCK_MS,
      maxStalledCount: MAX_STALLED,
    });
    worker.on('error', (error) => this.options.logger.warn({ err: error }, 'policy worker'));
    worker.on('failed', (_, error) =>
      this.options.logger.warn({ policy: policy.name, err: error }, 'policy'),
    );
    this.#workers.push(worker);
  }

  async #act(policy: Policy, id: string): Promise<void> {
    const { redis, metrics } = this.options;
    try {
      const { revision, lookAgainAt } = await policy.act(id);
      const keys = [this.#keys.behind(policy.name), this.#keys.heads, this.#timers(policy.name)];
      await settle.run(redis, keys, [id, streamName(policy.category, id), revision, lookAgainAt ?? '']);
      metrics.acts.inc({ policy: policy.name, outcome: 'done' });
    } catch (error) {
      metrics.acts.inc({ policy: policy.name, outcome: 'failed' });
      throw error;
    }
  }

  /** Only the process that feeds does it, or each would poke the same. */
  async #pokeDue(): Promise<void> {
    if (!this.#feed.caughtUp) return;
    for (const { name } of this.options.policies) {
      const due = await this.options.redis.zrangebyscore(
        this.#timers(name),
        '-inf',
        this.options.now(),
        'LIMIT',
        0,
        500,
      );
      if (due.length > 0) await this.#queues.poke(due.map((id) => ({ view: name, key: id })));
    }
  }

  /** What failed too often, or whose poke was lost, is still on the list of those behind. */
  async #sweep(): Promise<void> {
    if (!this.#feed.caughtUp) return;
    for (const { name } of this.options.policies) {
      const behind = await this.options.redis.smembers(this.#keys.behind(name));
      this.options.metrics.behind.set({ policy: name }, behind.length);
      await this.#queues.poke(behind.map((id) => ({ view: name, key: id })));
    }
  }

  #repeat(everyMs: number, work: () => Promise<void>): Promise<void> {
    return repeat(everyMs, this.#stopping.signal, work, (error) =>
      this.options.logger.warn({ err: error }, 'policies'),
    );
  }
}
