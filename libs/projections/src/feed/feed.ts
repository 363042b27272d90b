import { randomUUID } from 'node:crypto';
import {
  MalformedEvent,
  pause,
  type AllPosition,
  type EventStore,
  type FeedItem,
  type StreamNews,
} from '@hearth/eventstore';
import { batches } from './batches.js';
import type { Anchor, Concerning, FeedState, Held, Lease } from './feed-state.js';

export interface FeedTimes {
  readonly leaseMs: number;
  readonly beatMs: number;
  readonly batchSize: number;
  readonly batchMs: number;
  /** Jobs waiting above which nothing more is read from the store, and below which reading goes on. */
  readonly highWater: number;
  readonly lowWater: number;
}

export const usualFeedTimes: FeedTimes = {
  leaseMs: 6_000,
  beatMs: 1_000,
  batchSize: 200,
  batchMs: 10,
  highWater: 5_000,
  lowWater: 2_000,
};

export interface FeedPort {
  readonly store: EventStore;
  readonly state: FeedState;
  /** Names of the views or policies that an event concerns. */
  readonly concerned: (news: StreamNews) => readonly string[];
  /** Says to the workers that these streams have news; each stream is named once. */
  readonly poke: (news: readonly Concerning[]) => Promise<void>;
  /** How many jobs wait. */
  readonly waiting: () => Promise<number>;
  readonly onNote: (note: FeedNote, error?: Error) => void;
  readonly now: () => number;
}

/**
 * - `views-lost`: Redis lost its content, or went back to an older state; read again from what it has
 * - `store-lost`: the subscription broke; the store port resumes it
 * - `other-store`: this is not the store that the views were made of, or an older state of it; all is read anew
 */
export type FeedNote = 'lease-taken' | 'lease-lost' | 'views-lost' | 'store-lost' | 'other-store' | 'failed';

const newest = (items: readonly FeedItem[], concerned: FeedPort['concerned']): readonly Concerning[] => {
  const byStream = new Map<string, Concerning>();
  for (const item of items) {
    if (item.kind !== 'news') continue;
    const { news } = item;
    const before = byStream.get(news.stream)?.concerns ?? [];
    const concerns = [...new Set([...before, ...concerned(news)])];
    if (concerns.length > 0) byStream.set(news.stream, { ...news, concerns });
  }
  return [...byStream.values()];
};

const positionOf = (item: FeedItem): AllPosition | null =>
  item.kind === 'news' ? item.news.position : item.kind === 'checkpoint' ? item.position : null;

const isIn = async (store: EventStore, { category, id, revision, eventId }: Anchor): Promise<boolean> => {
  try {
    for await (const stored of store.read(category, id, { fromRevision: revision }))
      return stored.kind === 'unknown' || stored.recorded.id === eventId;
    return false;
  } catch (error) {
    // It is there, though it cannot be understood.
    if (error instanceof MalformedEvent) return true;
    throw error;
  }
};

/**
 * The one reader of all streams, among any number of processes that run this. It never carries an event: it says
 * which streams have news, and keeps how far it is.
 */
export class Feed {
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #checkpoint: AllPosition | null = null;
  #caughtUp = false;
  #storeLost = false;
  #busy = false;
  #waiting = 0;

  constructor(
    private readonly port: FeedPort,
    private readonly times: FeedTimes = usualFeedTimes,
  ) {}

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** True when this process reads, and everything up to the head has been handed on. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        const token = await this.port.state.acquire();
        if (token !== null) await this.#leadWith(token);
      } catch (error) {
        this.port.onNote('failed', error instanceof Error ? error : new Error(String(error)));
      }
      await pause(this.times.beatMs, this.#stopping.signal);
    }
  }

  async #leadWith(token: number): Promise<void> {
    this.port.onNote('lease-taken');
    try {
      if (await this.#knowTheStore()) await this.#readWith(token);
    } finally {
      await this.port.state.release(token);
    }
  }

  /** Reads as long as the lease and what is in Redis last. */
  async #readWith(token: number): Promise<void> {
    const { state } = this.port;
    const lease: Lease = { token, epoch: await state.epoch(randomUUID()) };
    this.#checkpoint = await state.checkpoint();
    this.#caughtUp = false;
    this.#storeLost = false;
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.#stopping.signal]);
    const beating = this.#beatUntil(lease, signal, (why) => {
      this.port.onNote(why);
      over.abort();
    });
    try {
      const items = this.port.store.follow(this.#checkpoint, signal);
      const grouped = batches(items, { maxSize: this.times.batchSize, maxMs: this.times.batchMs });
      for await (const batch of grouped) {
        const held = await this.#handOn(lease, batch, signal).catch((error: unknown) => {
          // The subscription waits for events; only its signal ends it, and leaving this loop waits for that.
          over.abort();
          throw error;
        });
        if (held === 'ok') continue;
        if (held !== 'other-store') this.port.onNote(held);
        over.abort();
        break;
      }
    } finally {
      over.abort();
      this.#caughtUp = false;
      await beating;
    }
  }

  /** @returns false when this is another store; what was made of the former is gone then */
  async #knowTheStore(): Promise<boolean> {
    const anchor = await this.port.state.anchor();
    if (anchor === null || (await isIn(this.port.store, anchor))) return true;
    this.port.onNote('other-store');
    await this.port.state.startOver();
    return false;
  }

  async #handOn(
    lease: Lease,
    batch: readonly FeedItem[],
    signal: AbortSignal,
  ): Promise<Held | 'other-store'> {
    this.#busy = true;
    try {
      // While the store was away it may have been put back to an older state.
      const wasLost = this.#storeLost || batch.some(({ kind }) => kind === 'lost');
      const isBack = wasLost && batch.some(({ kind }) => kind !== 'lost');
      if (isBack && !(await this.#knowTheStore())) return 'other-store';
      const news = newest(batch, this.port.concerned);
      if (news.length > 0) {
        const held = await this.port.state.note(lease, news);
        if (held !== 'ok') return held;
        await this.port.poke(news);
      }
      const position = batch.map(positionOf).findLast((found) => found !== null) ?? null;
      if (position !== null) {
        const last = batch.findLast((item) => item.kind === 'news')?.news ?? null;
        const held = await this.port.state.advance(lease, position, last);
        if (held !== 'ok') return held;
        this.#checkpoint = position;
      }
      this.#takeIn(batch);
    } finally {
      this.#busy = false;
    }
    await this.#belowHighWater(signal);
    return 'ok';
  }

  #takeIn(batch: readonly FeedItem[]): void {
    for (const item of batch) {
      this.#storeLost = item.kind === 'lost';
      if (item.kind === 'caught-up') this.#caughtUp = true;
      if (item.kind === 'lost') {
        this.#caughtUp = false;
        this.port.onNote('store-lost', item.error);
      }
    }
  }

  async #belowHighWater(signal: AbortSignal): Promise<void> {
    if (this.#waiting < this.times.highWater) return;
    do {
      await pause(50, signal);
      this.#waiting = await this.port.waiting();
    } while (this.#waiting > this.times.lowWater && !signal.aborted);
  }

  /** Runs beside the reading, so that a quiet store does not look like a dead feed. */
  async #beatUntil(
    lease: Lease,
    signal: AbortSignal,
    lost: (why: Exclude<Held, 'ok'>) => void,
  ): Promise<void> {
    while (!signal.aborted) {
      try {
        this.#waiting = await this.port.waiting();
        const pulse = { at: this.port.now(), caughtUp: this.#caughtUp, waiting: this.#waiting };
        // A feed that cannot see the store keeps its lease, but does not say that it is up to date.
        const held = await this.#beat(lease, this.#storeLost ? null : pulse);
        if (held !== 'ok') {
          lost(held);
          return;
        }
      } catch (error) {
        this.port.onNote('failed', error instanceof Error ? error : new Error(String(error)));
      }
      await pause(this.times.beatMs, signal);
    }
  }

  async #beat(
    lease: Lease,
    pulse: { readonly at: number; readonly caughtUp: boolean; readonly waiting: number } | null,
  ): Promise<Held> {
    const before = this.#checkpoint;
    // Between a checkpoint written and one remembered the two differ; the next beat compares them.
    const held = this.#busy
      ? await this.port.state.beat(lease, 'busy', null)
      : await this.port.state.beat(lease, before, pulse);
    // A batch went through while this was on its way: what it compared was no longer so.
    return held === 'views-lost' && before !== this.#checkpoint ? 'ok' : held;
  }
}
