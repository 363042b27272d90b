import { ClosedError, codeOf, ReadOnlyError, reasonOf } from '../errors.js';
import type { StoreIndex } from '../index/store-index.js';
import { encodeRecord, recordSize, storedEvent, type EventFields, type StoredEvent } from '../log/record.js';
import type { Location, SegmentLog } from '../log/segment-log.js';
import type { ProposedEvent, WriteCommand, WriteOutcome } from './command.js';
import { decide, type Lookup } from './decide.js';
import { Indexer } from './indexer.js';
import type { StreamTable } from './stream-table.js';

/** Commands that wait for their turn hold at most this much. */
const MAX_QUEUED_BYTES = 256 << 20;
/** One write to the disk takes together at most this much. */
const MAX_GROUP_BYTES = 8 << 20;

interface Waiting {
  command: WriteCommand;
  bytes: number;
  resolve: (outcome: WriteOutcome) => void;
  reject: (error: Error) => void;
}

interface Draft {
  fields: EventFields;
  location: Location;
  lastOfAppend: boolean;
}

export interface WriterParts {
  log: SegmentLog;
  index: StoreIndex;
  table: StreamTable;
  lookup: Lookup;
  nextPosition: number;
  lastCreatedMicros: number;
  /** Called when a group is on the disk, before its writers are answered. */
  onCommitted: (events: StoredEvent[]) => void;
  /** Called when the index shows everything up to a position. */
  onIndexed: (position: number) => void;
  /** Called when the index cannot be written, and when it can again. */
  onIndexFailure: (failure: Error | undefined) => void;
}

/**
 * The one writer: takes whatever commands have arrived, decides them in order, writes what they amount to in one
 * go, and answers when that is on the disk (group commit).
 */
export class Writer {
  private readonly queue: Waiting[] = [];
  private queuedBytes = 0;
  private running: Promise<void> | undefined;
  private readonly indexer: Indexer;
  private exclusiveWaiting = 0;
  private closed = false;
  private fatal: Error | undefined;
  private refusal: Error | undefined;
  private indexFailure: Error | undefined;
  private nextPosition: number;
  private lastCreatedMicros: number;

  constructor(private readonly parts: WriterParts) {
    this.nextPosition = parts.nextPosition;
    this.lastCreatedMicros = parts.lastCreatedMicros;
    this.indexer = new Indexer(parts.index, parts.onIndexed, (failure) => {
      this.indexFailure = failure;
      parts.onIndexFailure(failure);
    });
  }

  /** Position that the next event gets. */
  get next(): number {
    return this.nextPosition;
  }

  /** Why nothing can be written at present, if so. */
  get readOnlyReason(): string | undefined {
    return (this.fatal ?? this.indexFailure ?? this.refusal)?.message;
  }

  /** Resolves when the command is durable or refused; rejects with ReadOnlyError when the disk does not take it. */
  submit(command: WriteCommand): Promise<WriteOutcome> {
    if (this.closed) return Promise.reject(new ClosedError());
    const bytes = sizeOf(command);
    if (this.queuedBytes + bytes > MAX_QUEUED_BYTES) {
      return Promise.reject(new ReadOnlyError('too many appends are waiting for the disk; try again later'));
    }
    return new Promise((resolve, reject) => {
      this.queue.push({ command, bytes, resolve, reject });
      this.queuedBytes += bytes;
      this.resume();
    });
  }

  /** Somebody waits for the index. */
  hurryIndex(): void {
    this.indexer.hurry();
  }

  /** Runs `work` while the index is not written to; appends go on. */
  pauseIndex<T>(work: () => Promise<T>): Promise<T> {
    return this.indexer.pause(work);
  }

  /** Runs `work` between two groups, while nothing is being written. */
  async exclusively<T>(work: (nextPosition: number) => Promise<T>): Promise<T> {
    this.exclusiveWaiting++;
    while (this.running) await this.running;
    this.exclusiveWaiting--;
    let release = (): void => undefined;
    this.running = new Promise((resolve) => (release = resolve));
    try {
      await this.indexer.finish();
      return await work(this.nextPosition);
    } finally {
      this.running = undefined;
      release();
      this.resume();
    }
  }

  /** Finishes what has been submitted, and takes no more. */
  async close(): Promise<void> {
    this.closed = true;
    while (this.running) await this.running;
    await this.indexer.finish();
    this.indexer.stop();
  }

  private resume(): void {
    if (this.queue.length > 0 && this.exclusiveWaiting === 0) this.running ??= this.run();
  }

  private async run(): Promise<void> {
    try {
      while (this.queue.length > 0 && this.exclusiveWaiting === 0) {
        if (this.indexer.isFarBehind) await this.indexer.finish();
        await this.writeGroup(this.takeGroup());
      }
    } finally {
      this.running = undefined;
      this.resume();
    }
  }

  private takeGroup(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const waiting of this.queue) {
      if (count > 0 && bytes + waiting.bytes > MAX_GROUP_BYTES) break;
      bytes += waiting.bytes;
      count++;
    }
    this.queuedBytes -= bytes;
    return this.queue.splice(0, count);
  }

  private async writeGroup(group: Waiting[]): Promise<void> {
    try {
      const failure = this.fatal ?? this.indexFailure;
      if (failure) throw failure;
      const { drafts, answers } = this.draft(group);
      if (drafts.length > 0) await this.store(drafts);
      group.forEach(({ resolve }, index) => {
        const outcome = answers[index];
        if (outcome) resolve(outcome);
      });
    } catch (error) {
      this.parts.table.rollback();
      const refusal = this.classify(error);
      for (const { reject } of group) reject(refusal);
    }
  }

  private draft(group: readonly Waiting[]): { drafts: Draft[]; answers: WriteOutcome[] } {
    const drafts: Draft[] = [];
    const createdMicros = Math.max(this.lastCreatedMicros, Date.now() * 1000);
    const answers = group.map(({ command }): WriteOutcome => {
      const decision = decide(command, this.parts.lookup);
      if (decision.kind === 'answer') return decision.outcome;
      decision.events.forEach((event, index) => {
        const position = this.nextPosition + drafts.length;
        const fields: EventFields = { ...event, position, createdMicros };
        const size = recordSize(event.stream, event.type, event.data.length, event.metadata.length);
        const location = { segment: 0, offset: 0, size };
        drafts.push({ fields, location, lastOfAppend: index === decision.events.length - 1 });
        this.parts.table.apply(fields, location);
      });
      const position = this.nextPosition + drafts.length - 1;
      return { kind: 'done', revision: decision.revision, position };
    });
    return { drafts, answers };
  }

  private async store(drafts: readonly Draft[]): Promise<void> {
    const { log, table } = this.parts;
    const total = drafts.reduce((sum, { location }) => sum + location.size, 0);
    const start = log.reserve(total, this.nextPosition);
    const bytes = Buffer.allocUnsafeSlow(total);
    let at = 0;
    for (const { fields, location, lastOfAppend } of drafts) {
      location.segment = start.segment;
      location.offset = start.offset + at;
      at += encodeRecord(fields, { lastOfAppend, groupStart: start.offset }, bytes, at);
    }
    const written = log.write(bytes, drafts.length);
    // The disk takes longer than this does.
    const events = drafts.map(({ fields, lastOfAppend, location }) =>
      storedEvent(fields, { lastOfAppend, groupStart: start.offset }, location.size),
    );
    await written;
    this.refusal = undefined;
    this.nextPosition += drafts.length;
    this.lastCreatedMicros = drafts[0]?.fields.createdMicros ?? this.lastCreatedMicros;
    const { update, indexed } = table.commit(log.tail, this.nextPosition);
    this.parts.onCommitted(events);
    this.indexer.add(update, indexed);
  }

  /** What the writers of a group are told when it could not be written. */
  private classify(error: unknown): Error {
    if (error instanceof ReadOnlyError) return error;
    const code = codeOf(error);
    const reason = reasonOf(error);
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
      return (this.refusal = new ReadOnlyError(
        `the disk is full, so the event store only reads (${reason})`,
      ));
    }
    if (code === 'EMFILE' || code === 'ENFILE') {
      return (this.refusal = new ReadOnlyError(
        `out of file handles, so the event store only reads (${reason})`,
      ));
    }
    // After a failed sync the state of the disk is unknown: nothing more may be acknowledged by this process.
    return (this.fatal = new ReadOnlyError(
      `writing failed (${reason}); restart the node when the cause is gone`,
    ));
  }
}

function sizeOf(command: WriteCommand): number {
  const events = eventsOf(command);
  return events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length + 512, 512);
}

function eventsOf(command: WriteCommand): readonly ProposedEvent[] {
  switch (command.kind) {
    case 'append':
      return command.events;
    case 'several':
      return command.events.map(({ event }) => event);
    case 'delete':
    case 'tombstone':
      return [];
    default: {
      const never: never = command;
      return never;
    }
  }
}
