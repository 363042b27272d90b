import fs from 'node:fs';
import path from 'node:path';
import { CorruptionError } from '../errors.js';
import { INDEX_FORMAT, type Progress, type StoreIndex } from '../index/store-index.js';
import { readReached, type Reached } from '../index/reached.js';
import { scanActive, scanSealed, type ScannedEvent } from '../log/scan.js';
import { SEGMENT_HEADER, type SegmentInfo } from '../log/segment-file.js';
import { SegmentLog, type LogOptions, type Tail } from '../log/segment-log.js';
import { openSegments, removeLeftovers } from '../log/segment-set.js';
import { endAttempt } from '../index/checkpoint.js';
import { openIndex } from './open-index.js';
import { StreamTable } from './stream-table.js';

/** An opened data folder, with the index brought up to the end of the log. */
export interface Opened {
  log: SegmentLog;
  index: StoreIndex;
  nextPosition: number;
  nextStreamId: number;
  lastCreatedMicros: number;
  /** Events that the index had to catch up with; the whole log when it was built anew without a checkpoint. */
  reindexed: number;
  /** Why an index that was there has not been used, if so. */
  distrusted: string | undefined;
  indexDir: string;
}

const UPDATES_PER_TRANSACTION = 10_000;

export const logFolder = (dataDir: string): string => path.join(dataDir, 'log');
export const indexFolder = (dataDir: string): string => path.join(dataDir, 'index');

/**
 * Opens the log and the index under `dataDir`. A write that a crash cut off is removed; damage to anything that
 * had been acknowledged throws CorruptionError. An index that is missing, damaged, of another format, or was not
 * closed, is replaced by its last checkpoint; if that cannot be trusted either, it is built again from the log.
 */
export async function openData(dataDir: string, options: LogOptions): Promise<Opened> {
  fs.mkdirSync(logFolder(dataDir), { recursive: true });
  const reached = readReached(indexFolder(dataDir));
  const { index, distrusted } = await openIndex(indexFolder(dataDir), logFolder(dataDir));
  try {
    const opened = await open(logFolder(dataDir), index, reached, options);
    endAttempt(indexFolder(dataDir));
    return { ...opened, distrusted, indexDir: indexFolder(dataDir) };
  } catch (error) {
    await index.close();
    endAttempt(indexFolder(dataDir));
    throw error;
  }
}

async function open(
  logDir: string,
  index: StoreIndex,
  reached: Reached | undefined,
  options: LogOptions,
): Promise<Omit<Opened, 'distrusted' | 'indexDir'>> {
  const known = index.readProgress();
  const generationOf = (number: number) => (known ? (index.generationOf(number) ?? 1) : undefined);
  removeLeftovers(logDir, generationOf);
  const segments = openSegments(logDir, generationOf);
  if (known === undefined) index.noteGenerations(segments);
  const start = known ?? beginning(segments);
  checkStart(segments, reached ?? start, logDir);
  const follower = new Follower(index, start);
  const tail = follow(segments, start, follower);
  if (reached && follower.nextPosition < reached.nextPosition) throw lostEnd(segments, logDir, reached);
  await follower.finish(tail);
  const last = segments.at(-1);
  const count = last === undefined ? 0 : follower.nextPosition - last.firstPosition;
  const log = new SegmentLog(logDir, options, segments, tail.offset, count);
  return {
    log,
    index,
    nextPosition: follower.nextPosition,
    nextStreamId: follower.nextStreamId,
    lastCreatedMicros: checkLastEvent(log, index, follower.nextPosition - 1),
    reindexed: follower.nextPosition - start.nextPosition,
  };
}

function beginning(segments: readonly SegmentInfo[]): Progress {
  const first = segments[0];
  return {
    segment: first?.number ?? 1,
    offset: SEGMENT_HEADER,
    nextPosition: first?.firstPosition ?? 1,
    nextStreamId: 1,
    format: INDEX_FORMAT,
  };
}

/** The index never runs ahead of the log. If it does, the log has lost something that was acknowledged. */
function checkStart(segments: readonly SegmentInfo[], start: Reached, logDir: string): void {
  if (segments.length === 0 && start.nextPosition === 1) return;
  const info = segments.find(({ number }) => number === start.segment);
  if (info === undefined) throw new CorruptionError(logDir, 0, `segment ${start.segment} is missing`);
  if (start.offset > info.length) {
    throw new CorruptionError(
      info.file,
      info.length,
      `the file is shortened; it held at least ${start.offset} bytes`,
    );
  }
}

function lostEnd(segments: readonly SegmentInfo[], logDir: string, reached: Reached): CorruptionError {
  const last = segments.at(-1);
  const promised = `it should reach position ${reached.nextPosition - 1}, which had been acknowledged`;
  return new CorruptionError(last?.file ?? logDir, last?.length ?? 0, promised);
}

/** Reads everything behind `start` and returns the end of the log. */
function follow(segments: readonly SegmentInfo[], start: Progress, follower: Follower): Tail {
  let tail: Tail = { segment: start.segment, offset: start.offset };
  for (const info of segments.filter(({ number }) => number >= start.segment)) {
    const from = info.number === start.segment ? start.offset : SEGMENT_HEADER;
    if (info === segments.at(-1)) {
      if (from === SEGMENT_HEADER) follower.nextPosition = info.firstPosition;
      const scan = scanActive(info, from, follower.nextPosition, (append) => follower.add(append));
      tail = { segment: info.number, offset: scan.tail };
    } else {
      for (const scanned of scanSealed(info, from)) follower.add([scanned]);
    }
  }
  return tail;
}

/** Reads the last event again, so that damage at the very end is found although the index has passed it. */
function checkLastEvent(log: SegmentLog, index: StoreIndex, lastPosition: number): number {
  const last = index.positionsFrom(lastPosition, 1, true)[0];
  return last === undefined ? 0 : log.read(last.location, last.position).createdMicros;
}

/** Puts events that the index does not have into it, many in one transaction. */
class Follower {
  nextPosition: number;
  private readonly table: StreamTable;
  private pending = 0;
  private dirty = false;

  constructor(
    private readonly index: StoreIndex,
    private readonly start: Progress,
  ) {
    this.nextPosition = start.nextPosition;
    this.table = new StreamTable(index, start.nextStreamId);
  }

  get nextStreamId(): number {
    return this.table.nextId;
  }

  add(append: readonly ScannedEvent[]): void {
    for (const { event, location } of append) {
      this.table.apply(event, location);
      this.nextPosition = event.position + 1;
      this.dirty = true;
      if (++this.pending >= UPDATES_PER_TRANSACTION)
        this.flush({ segment: location.segment, offset: location.offset + location.size });
    }
  }

  async finish(tail: Tail): Promise<void> {
    if (this.dirty || this.start.nextPosition !== this.nextPosition) this.flush(tail);
    await this.index.flushed();
  }

  private flush(tail: Tail): void {
    const { update, indexed } = this.table.commit(tail, this.nextPosition);
    this.index.applySync(update);
    indexed();
    this.pending = 0;
    this.dirty = false;
  }
}
