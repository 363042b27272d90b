import type { StreamCategory } from '@hearth/domain';
import type { EventStore } from '@hearth/eventstore';
import type { Logger } from '@hearth/platform';
import type { ViewKey } from '@hearth/views';
import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { Feed, usualFeedTimes, type FeedTimes } from '../feed/feed.js';
import { FeedState } from '../feed/feed-state.js';
import type { RunnableDerivedView, RunnableStreamView, RunnableView, ViewSet } from '../runnable.js';
import { Documents } from '../store/documents.js';
import { computeDerived } from './compute-derived.js';
import type { ProjectionMetrics } from './metrics.js';
import { Poison } from './poison.js';
import { projectStream, type Projected } from './project-stream.js';
import { PokeQueues } from './queues.js';

export interface PipelineOptions {
  readonly store: EventStore;
  readonly redis: Redis;
  /** Opens a connection for one BullMQ worker; it blocks on it. */
  readonly openWorkerConnection: () => Redis;
  readonly views: ViewSet;
  readonly namespace: string;
  readonly concurrency: number;
  readonly logger: Logger;
  readonly metrics: ProjectionMetrics;
  readonly now?: () => number;
  readonly feedTimes?: Partial<FeedTimes>;
}

export interface Progress {
  /** The feed, in whichever process it runs, has handed on everything up to the head of the store. */
  readonly caughtUp: boolean;
  /** This process is the one that feeds. */
  readonly feeds: boolean;
  readonly streams: number;
  readonly behind: number;
  readonly pending: number;
  readonly parked: number;
}

// Short, so that what a killed process was at is taken up soon; running twice does no harm here.
const LOCK_MS = 10_000;
const MAX_STALLED = 100;

/** Builds all documents of one generation: feed, queues, workers. */
export class Pipeline {
  readonly documents: Documents;
  readonly #queues: PokeQueues;
  readonly #feed: Feed;
  readonly #workers: Worker[] = [];
  readonly #connections: Redis[] = [];

  constructor(
    private readonly options: PipelineOptions,
    readonly generation: string,
  ) {
    const { redis, namespace, views, logger } = options;
    this.documents = new Documents(redis, namespace, generation);
    const categories = views.streams.map(({ category }) => category);
    const names = new Set([...categories, ...views.derived.map(({ name }) => name)]);
    this.#queues = new PokeQueues([...names], this.documents.keys.queues, redis, (error) =>
      this.#warn(error),
    );
    const feedTimes = { ...usualFeedTimes, ...options.feedTimes };
    this.#feed = new Feed(
      {
        store: options.store,
        state: new FeedState(redis, this.documents.keys, feedTimes.leaseMs),
        concerned: ({ category }) => this.#viewsOf(category).map(({ name }) => name),
        poke: (news) => {
          options.metrics.news.inc(news.length);
          return this.#queues.poke(news.map(({ category, id }) => ({ view: category, key: id })));
        },
        waiting: () => this.#queues.waiting(),
        onNote: (note, error) => {
          options.metrics.feed.inc({ note });
          const level = note === 'lease-taken' ? 'info' : 'warn';
          logger[level]({ happened: note, generation, err: error }, 'feed');
        },
        now: options.now ?? Date.now,
      },
      feedTimes,
    );
  }

  start(): void {
    // One read of a stream serves all views of it, so what has news is the stream.
    for (const category of new Set(this.options.views.streams.map((view) => view.category)))
      this.#work(category, (key) => this.#project(this.#viewsOf(category), key));
    for (const view of this.options.views.derived) this.#work(view.name, (key) => this.#derive(view, key));
    this.#feed.start();
  }

  /** Lets running jobs finish; what is left waiting is done by others, or after the next start. */
  async stop(): Promise<void> {
    await this.#feed.stop();
    await Promise.all(this.#workers.map((worker) => worker.close()));
    await this.#queues.close();
    for (const connection of this.#connections) connection.disconnect();
  }

  /** A document of one stream is brought up to date with all others of that stream. */
  poke(addresses: readonly ViewKey[]): Promise<void> {
    const { streams } = this.options.views;
    return this.#queues.poke(
      addresses.map(({ view, key }) => ({
        view: streams.find(({ name }) => name === view)?.category ?? view,
        key,
      })),
    );
  }

  /** True when this process is the one that reads all streams for this generation. */
  get feeds(): boolean {
    return this.#feed.caughtUp;
  }

  /** Pokes everything that is behind: whatever was lost on the way is found here. @returns how many documents */
  async sweep(): Promise<number> {
    const { metrics, views } = this.options;
    const parked = new Set((await this.documents.parked()).map(({ view, key }) => `${view}|${key}`));
    const behind = await Promise.all(
      views.streams.map(async ({ name }) => {
        const keys = await this.documents.behind(name);
        metrics.behind.set({ view: name }, keys.length);
        return keys.filter((key) => !parked.has(`${name}|${key}`)).map((key) => ({ view: name, key }));
      }),
    );
    const pending = await this.documents.pending();
    metrics.pending.set(pending.length);
    metrics.parked.set(parked.size);
    metrics.waiting.set(await this.#queues.waiting());
    const late = [...behind.flat(), ...pending];
    if (late.length > 0) await this.poke(late);
    return late.length;
  }

  async progress(): Promise<Progress> {
    const { redis, views } = this.options;
    const { keys } = this.documents;
    const parked = await this.documents.parked();
    const isParked = new Set(parked.map(({ view, key }) => `${view}|${key}`));
    const behind = await Promise.all(
      views.streams.map(async ({ name }) =>
        (await this.documents.behind(name)).filter((key) => !isParked.has(`${name}|${key}`)),
      ),
    );
    const pending = (await this.documents.pending()).filter(
      ({ view, key }) => !isParked.has(`${view}|${key}`),
    );
    return {
      caughtUp: (await redis.hget(keys.pulse, 'caughtUp')) === '1',
      feeds: this.feeds,
      streams: await redis.hlen(keys.heads),
      behind: behind.flat().length,
      pending: pending.length,
      parked: parked.length,
    };
  }

  /** Takes a parked stream up again, from where it was left. @returns false when it was not parked */
  async replay(address: ViewKey): Promise<boolean> {
    const was = await this.documents.unpark(address, await this.#dependentsOf(address));
    if (was) await this.poke([address, ...(await this.documents.pending())]);
    return was;
  }

  #viewsOf(category: StreamCategory): readonly RunnableStreamView[] {
    return this.options.views.streams.filter((view) => view.category === category);
  }

  #work(queue: string, process: (key: string) => Promise<void>): void {
    const connection = this.options.openWorkerConnection();
    this.#connections.push(connection);
    const worker = new Worker<{ key: string }>(queue, (job) => process(job.data.key), {
      prefix: this.documents.keys.queues,
      connection,
      concurrency: this.options.concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: LOCK_MS,
      maxStalledCount: MAX_STALLED,
    });
    worker.on('error', (error) => this.#warn(error));
    this.#workers.push(worker);
  }

  async #project(views: readonly RunnableStreamView[], key: string): Promise<void> {
    const projected = await this.#counted(views, () =>
      projectStream(this.options.store, this.documents, views, key),
    );
    for (const each of projected) this.#count(each);
    const dependents = projected.flatMap(({ outcome }) =>
      outcome.kind === 'applied' ? outcome.dependents : [],
    );
    if (dependents.length > 0) await this.#queues.poke(dependents);
    for (const { view, outcome } of projected) {
      const poison = 'poison' in outcome ? outcome.poison : null;
      if (poison !== null) await this.#park(view, key, poison);
    }
  }

  #count({ view: { name: view }, outcome }: Projected): void {
    const { metrics, now = Date.now } = this.options;
    if (outcome.kind !== 'applied') {
      metrics.jobs.inc({ view, outcome: outcome.kind === 'poisoned' ? 'parked' : outcome.kind });
      return;
    }
    const { unknown, recordedAt, changed, poison } = outcome;
    if (unknown > 0) metrics.unknownEvents.inc({ view }, unknown);
    if (recordedAt !== null) metrics.lag.observe({ view }, Math.max(0, now() - recordedAt) / 1_000);
    metrics.jobs.inc({ view, outcome: poison !== null ? 'parked' : changed ? 'changed' : 'unchanged' });
  }

  async #derive(view: RunnableDerivedView, key: string): Promise<void> {
    try {
      const { changed, settled, dependents } = await this.#counted([view], () =>
        computeDerived(this.documents, view, key),
      );
      this.options.metrics.jobs.inc({ view: view.name, outcome: changed ? 'changed' : 'unchanged' });
      const next = [...dependents, ...(settled ? [] : [{ view: view.name, key }])];
      if (next.length > 0) await this.#queues.poke(next);
    } catch (error) {
      if (!(error instanceof Poison)) throw error;
      this.options.metrics.jobs.inc({ view: view.name, outcome: 'parked' });
      await this.#park(view, key, error);
    }
  }

  /** Counts what fails and will be tried again. */
  async #counted<Result>(views: readonly RunnableView[], work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Poison))
        for (const { name: view } of views) this.options.metrics.jobs.inc({ view, outcome: 'failed' });
      throw error;
    }
  }

  async #park(view: RunnableView, key: string, poison: Poison): Promise<void> {
    const address = { view: view.name, key };
    const { errorName, revision } = poison;
    const at = (this.options.now ?? Date.now)();
    const dependents = await this.#dependentsOf(address);
    // Found again from the events alone should Redis lose this: the same stream fails in the same place.
    await this.documents.park({ ...address, revision, errorName, at }, dependents);
    this.options.logger.error({ ...address, revision, err: poison.cause }, 'parked');
    await this.#queues.poke(dependents);
  }

  async #dependentsOf(address: ViewKey): Promise<readonly ViewKey[]> {
    const { streams, derived } = this.options.views;
    const view = [...streams, ...derived].find(({ name }) => name === address.view);
    const [part] = await this.documents.parts(address.view, [address.key]);
    return view === undefined || part?.document == null ? [] : view.dependents(part.document, null);
  }

  #warn(error: Error): void {
    this.options.logger.warn({ err: error, generation: this.generation }, 'queue');
  }
}
