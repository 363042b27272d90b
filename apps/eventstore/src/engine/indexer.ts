import { reasonOf, ReadOnlyError } from '../errors.js';
import type { IndexUpdate, StoreIndex } from '../index/store-index.js';

/** The index may be this much behind the log when nobody waits for it. */
const LAZY_MS = 100;
const LAZY_EVENTS = 1_000;
/** When it is this many events behind, writes wait for it. */
const MAX_EVENTS_BEHIND = 20_000;
const RETRY_MS = 500;

interface Pending {
  update: IndexUpdate;
  indexed: () => void;
}

/**
 * Brings the index after the log. The log is what makes an append durable, so this need not happen at once: what
 * comes in meanwhile goes together, unless somebody wants to read it.
 */
export class Indexer {
  private pending: Pending[] = [];
  private events = 0;
  private running: Promise<void> | undefined;
  private paused = false;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param report told why the index cannot be written, and when it can again; the log is right all the same, and
   *   what is missing in the index is tried again
   */
  constructor(
    private readonly index: StoreIndex,
    private readonly onIndexed: (position: number) => void,
    private readonly report: (failure: Error | undefined) => void,
  ) {}

  get isFarBehind(): boolean {
    return this.events >= MAX_EVENTS_BEHIND;
  }

  add(update: IndexUpdate, indexed: () => void): void {
    this.pending.push({ update, indexed });
    this.events += update.entries.length;
    if (this.events >= LAZY_EVENTS) this.hurry();
    else this.timer ??= setTimeout(() => this.hurry(), LAZY_MS);
  }

  /** Somebody waits: index what there is now. */
  hurry(): void {
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
    if (this.pending.length > 0) this.running ??= this.run();
  }

  /** Resolves when everything is indexed, or cannot be. */
  async finish(): Promise<void> {
    while (this.paused) await this.running;
    this.hurry();
    await this.running;
  }

  /** Runs `work` while nothing is being written to the index; what comes meanwhile is indexed afterwards. */
  async pause<T>(work: () => Promise<T>): Promise<T> {
    while (this.running) await this.running;
    let release = (): void => undefined;
    this.running = new Promise((resolve) => (release = resolve));
    this.paused = true;
    try {
      return await work();
    } finally {
      this.paused = false;
      this.running = undefined;
      release();
      this.hurry();
    }
  }

  /** Ends the retries. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async run(): Promise<void> {
    try {
      while (this.pending.length > 0) await this.applyPending();
      this.report(undefined);
    } catch (error) {
      this.report(
        new ReadOnlyError(`the index cannot be written (${reasonOf(error)}), so the event store only reads`),
      );
      this.timer ??= setTimeout(() => this.hurry(), RETRY_MS);
      this.timer.unref();
    } finally {
      this.running = undefined;
    }
  }

  private async applyPending(): Promise<void> {
    const group = [...this.pending];
    const merged = merge(group.map(({ update }) => update));
    await this.index.apply(merged);
    this.pending = this.pending.slice(group.length);
    this.events -= merged.entries.length;
    for (const { indexed } of group) indexed();
    this.onIndexed(merged.progress.nextPosition - 1);
  }
}

function merge(updates: readonly IndexUpdate[]): IndexUpdate {
  const [only] = updates;
  const last = updates.at(-1);
  if (only === undefined || last === undefined || updates.length === 1) return only ?? emptyMerge();
  return {
    streams: new Map(updates.flatMap(({ streams }) => [...streams])),
    entries: updates.flatMap(({ entries }) => entries),
    progress: last.progress,
  };
}

function emptyMerge(): never {
  throw new Error('nothing to index');
}
