import type { StoredEvent } from '../log/record.js';
import type { LogOptions, SegmentLog } from '../log/segment-log.js';
import { Checkpointer } from '../index/checkpoint.js';
import { sealIndex } from '../index/seal.js';
import type { StoreIndex } from '../index/store-index.js';
import type { WriteCommand, WriteOutcome } from './command.js';
import { CorruptionError } from '../errors.js';
import { Feed } from './feed.js';
import { Reader, type Direction, type Page, type StreamPage } from './reader.js';
import { openData, type Opened } from './recover.js';
import { StreamTable } from './stream-table.js';
import type { StreamState } from './stream-state.js';
import { Writer } from './writer.js';

export interface EngineOptions extends LogOptions {
  /** After so many events the index is copied, so that a start after a crash need not index more than those. */
  checkpointEvents: number;
}

export const DEFAULT_ENGINE_OPTIONS: EngineOptions = {
  segmentBytes: 64 << 20,
  growBytes: 2 << 20,
  checkpointEvents: 25_000,
};

/** The event store without a network: durable appends, reads, and the feed of what has become durable. */
export class Engine {
  readonly feed = new Feed();
  readonly reader: Reader;
  readonly log: SegmentLog;
  readonly index: StoreIndex;
  /** Events that the index had to catch up with at start. */
  readonly reindexed: number;
  /** Why the index that was there has not been used, if so. */
  readonly distrusted: string | undefined;
  private readonly table: StreamTable;
  private readonly writer: Writer;
  private readonly checkpointer: Checkpointer;
  private readonly indexDir: string;
  private indexedTo: number;
  private published: number;
  private indexFailure: Error | undefined;
  private readonly waiting: { position: number; resolve: () => void; reject: (error: Error) => void }[] = [];

  private constructor(opened: Opened, options: EngineOptions) {
    this.log = opened.log;
    this.index = opened.index;
    this.reindexed = opened.reindexed;
    this.distrusted = opened.distrusted;
    this.indexDir = opened.indexDir;
    this.table = new StreamTable(opened.index, opened.nextStreamId);
    this.reader = new Reader(opened.log, opened.index, this.table);
    this.indexedTo = opened.nextPosition - 1;
    this.published = this.indexedTo;
    this.writer = new Writer({
      log: opened.log,
      index: opened.index,
      table: this.table,
      lookup: this.lookup(),
      nextPosition: opened.nextPosition,
      lastCreatedMicros: opened.lastCreatedMicros,
      onCommitted: (events) => this.publish(events),
      onIndexed: (position) => this.indexed(position),
      onIndexFailure: (failure) => this.indexFailed(failure),
    });
    const { index, indexDir } = opened;
    this.checkpointer = new Checkpointer(index, indexDir, options.checkpointEvents, (work) =>
      this.writer.pauseIndex(work),
    );
    this.checkpointer.consider(this.indexedTo);
  }

  /** Opens a data folder. Throws CorruptionError or UnusableDataError when it must not be used. */
  static async open(dataDir: string, options: EngineOptions): Promise<Engine> {
    return new Engine(await openData(dataDir, options), options);
  }

  /** Position of the last durable event, 0 when there is none. */
  get lastPosition(): number {
    return this.published;
  }

  /** Position of the last event that reads see; live subscribers may be ahead for a moment. */
  get indexedPosition(): number {
    return this.indexedTo;
  }

  /** Position that a start after a crash would go on from; 0 when it would index everything. */
  get checkpointPosition(): number {
    return this.checkpointer.position;
  }

  get readOnlyReason(): string | undefined {
    return this.writer.readOnlyReason;
  }

  write(command: WriteCommand): Promise<WriteOutcome> {
    return this.writer.submit(command);
  }

  /** State of a stream as of the last write, durable or about to be. */
  stream(name: string): StreamState | undefined {
    return this.table.stream(name);
  }

  /**
   * Resolves when reads see everything that is durable now.
   * @param stream only that stream is going to be read
   * @throws ReadOnlyError when the newest events cannot be indexed, because the disk does not take it
   */
  settled(stream?: string): Promise<void> {
    if (this.indexedTo >= this.published) return Promise.resolve();
    if (stream !== undefined && !this.table.isPending(stream)) return Promise.resolve();
    if (this.indexFailure) return Promise.reject(this.indexFailure);
    this.writer.hurryIndex();
    return new Promise((resolve, reject) => this.waiting.push({ position: this.published, resolve, reject }));
  }

  readAll(from: number, direction: Direction, limit?: number): Page {
    return this.reader.all(from, direction, limit);
  }

  readStream(name: string, from: number, direction: Direction, limit: number): StreamPage {
    return this.reader.stream(name, from, direction, limit, Date.now());
  }

  /** Runs maintenance while nothing is being written. */
  exclusively<T>(work: (nextPosition: number) => Promise<T>): Promise<T> {
    return this.writer.exclusively(work);
  }

  /** Runs maintenance that changes what checkpoints refer to: those that there are go first. */
  async withoutCheckpoints<T>(work: () => Promise<T>): Promise<T> {
    const result = await this.checkpointer.without(work);
    this.checkpointer.consider(this.indexedTo);
    return result;
  }

  /** Resolves when no checkpoint is being made. */
  checkpointed(): Promise<void> {
    return this.checkpointer.finish();
  }

  /** Finishes what has been submitted and closes the files. */
  async close(): Promise<void> {
    await this.writer.close();
    await this.checkpointer.close();
    await this.index.close();
    this.log.close();
    if (this.indexFailure === undefined) sealIndex(this.indexDir);
  }

  private lookup() {
    const { table, reader } = this;
    return {
      stream: (name: string) => table.stream(name),
      eventIdAt: (id: number, revision: number) => table.eventIdAt(id, revision),
      revisionOf: (id: number, eventId: Buffer) => table.revisionOf(id, eventId),
      positionOf: (id: number, revision: number) => table.positionOf(id, revision),
      lastData: (stream: string, state: StreamState): Uint8Array => {
        const event = this.undecidedOrStored(stream, state, reader);
        if (event === undefined) throw new CorruptionError('index', 0, `no last event of ${stream}`);
        return event;
      },
    };
  }

  private undecidedOrStored(stream: string, state: StreamState, reader: Reader): Uint8Array | undefined {
    return this.table.pendingData(stream, state.last) ?? reader.event(stream, state.last)?.data;
  }

  private publish(events: readonly StoredEvent[]): void {
    this.published = events.at(-1)?.position ?? this.published;
    // The writers' answers go first: thousands of subscribers take their time.
    setImmediate(() => this.feed.publish(events));
  }

  private indexed(position: number): void {
    this.indexedTo = position;
    this.checkpointer.consider(position);
    for (const { resolve } of this.takeWaiting((waiter) => waiter <= position)) resolve();
  }

  private indexFailed(failure: Error | undefined): void {
    this.indexFailure = failure;
    if (failure) for (const { reject } of this.takeWaiting(() => true)) reject(failure);
  }

  private takeWaiting(ready: (position: number) => boolean) {
    const taken = this.waiting.filter(({ position }) => ready(position));
    if (taken.length === 0) return taken;
    this.waiting.splice(0, this.waiting.length, ...this.waiting.filter(({ position }) => !ready(position)));
    return taken;
  }
}
