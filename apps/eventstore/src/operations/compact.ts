import fs from 'node:fs';
import { setImmediate as yieldTurn } from 'node:timers/promises';
import type { Engine } from '../engine/engine.js';
import { TOMBSTONE_TYPE } from '../engine/decide.js';
import {
  firstServedRevision,
  isMetadataStream,
  originalStreamOf,
  type StreamState,
} from '../engine/stream-state.js';
import type { CompactionChange } from '../index/store-index.js';
import { encodeRecord, encodeSeal, RECORD_HEADER, type StoredEvent } from '../log/record.js';
import { scanSealed, type ScannedEvent } from '../log/scan.js';
import {
  encodeSegmentHeader,
  readSeal,
  segmentFile,
  syncFolder,
  type SegmentInfo,
} from '../log/segment-file.js';
import { DRAFT_SUFFIX } from '../log/segment-set.js';
import path from 'node:path';

export interface CompactReport {
  segmentsRewritten: number;
  eventsRemoved: number;
  bytesFreed: number;
}

/** What becomes of an event: `stub` keeps its place without its content, so that the revision is not lost. */
type Fate = 'keep' | 'remove' | 'stub';

const EVENTS_PER_TURN = 500;

/**
 * Removes from the log of a running node what deletes, truncation and limits have made unreachable. The old files
 * are overwritten before they are deleted. Positions and revisions of what remains do not change.
 */
export function compact(engine: Engine): Promise<CompactReport> {
  return engine.withoutCheckpoints(() => compactLog(engine));
}

async function compactLog(engine: Engine): Promise<CompactReport> {
  const report: CompactReport = { segmentsRewritten: 0, eventsRemoved: 0, bytesFreed: 0 };
  await engine.exclusively(async (nextPosition) => {
    engine.log.roll(nextPosition);
    // The index must not point into a segment that is about to be rewritten.
    engine.index.moveProgress(engine.log.tail);
    await engine.index.flushed();
  });
  for (const info of engine.log.list().slice(0, -1)) {
    if (await hasWaste(engine, info)) await rewrite(engine, info, report);
  }
  return report;
}

async function hasWaste(engine: Engine, info: SegmentInfo): Promise<boolean> {
  let seen = 0;
  for (const { event } of scanSealed(info)) {
    if (fateOf(engine, event) !== 'keep') return true;
    if (++seen % EVENTS_PER_TURN === 0) await yieldTurn();
  }
  return false;
}

async function rewrite(engine: Engine, info: SegmentInfo, report: CompactReport): Promise<void> {
  const id = { number: info.number, generation: info.generation + 1 };
  const file = segmentFile(path.dirname(info.file), id);
  const draft = file + DRAFT_SUFFIX;
  const change = await writeDraft(engine, info, draft, id.generation);
  fs.renameSync(draft, file);
  syncFolder(path.dirname(file));
  const next: SegmentInfo = { ...info, ...id, file, length: fs.statSync(file).size };
  await engine.exclusively(async () => {
    // Both in one turn: no read may see the new places with the old file.
    engine.index.applyCompaction(change);
    engine.log.replace(next);
    await engine.index.flushed();
  });
  shred(info.file, info.length);
  report.segmentsRewritten++;
  report.eventsRemoved += change.removed.length;
  report.bytesFreed += info.length - next.length;
}

async function writeDraft(
  engine: Engine,
  info: SegmentInfo,
  draft: string,
  generation: number,
): Promise<CompactionChange> {
  const removed: CompactionChange['removed'][number][] = [];
  const moved: CompactionChange['moved'][number][] = [];
  const fd = fs.openSync(draft, 'w');
  try {
    let offset = append(fd, encodeSegmentHeader({ number: info.number, generation }, info.firstPosition), 0);
    let count = 0;
    let seen = 0;
    for (const { event } of scanSealed(info)) {
      if (++seen % EVENTS_PER_TURN === 0) await yieldTurn();
      const fate = fateOf(engine, event);
      if (fate !== 'keep') removed.push(...entryOf(engine, event));
      if (fate === 'remove') continue;
      const bytes = encode(event, fate, offset);
      if (fate === 'keep' && !event.erased) {
        moved.push({
          position: event.position,
          location: { segment: info.number, offset, size: bytes.length },
        });
      }
      offset = append(fd, bytes, offset);
      count++;
    }
    append(fd, encodeSeal({ count, nextPosition: readSeal(info).nextPosition, offset }), offset);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  return { segment: info.number, generation, removed, moved };
}

function fateOf(engine: Engine, event: ScannedEvent['event']): Fate {
  const state = engine.stream(event.stream);
  if (state === undefined || event.erased) return 'keep';
  if (event.type === TOMBSTONE_TYPE) return 'keep';
  if (state.tombstoned || isMetadataOfTombstoned(engine, event.stream)) return 'remove';
  if (!isUnreachable(event, state)) return 'keep';
  return event.revision === state.last ? 'stub' : 'remove';
}

function isMetadataOfTombstoned(engine: Engine, stream: string): boolean {
  return isMetadataStream(stream) && engine.stream(originalStreamOf(stream))?.tombstoned === true;
}

function isUnreachable(event: StoredEvent, state: StreamState): boolean {
  const { maxAge } = state.limits;
  const expired = maxAge !== undefined && event.createdMicros < (Date.now() - maxAge * 1000) * 1000;
  return expired || event.revision < firstServedRevision(event.stream, state);
}

function entryOf(engine: Engine, event: StoredEvent): CompactionChange['removed'][number][] {
  const state = engine.stream(event.stream);
  if (state === undefined || event.erased) return [];
  const { position, revision, id } = event;
  // The record is a view into a buffer that is read over; the id outlives it.
  return [{ streamId: state.id, position, revision, eventId: Buffer.from(id) }];
}

function encode(event: StoredEvent, fate: Fate, offset: number): Buffer {
  const none = Buffer.alloc(0);
  const fields = fate === 'stub' ? { ...event, data: none, metadata: none } : event;
  const limit =
    RECORD_HEADER +
    4 * (event.stream.length + event.type.length) +
    fields.data.length +
    fields.metadata.length;
  const out = Buffer.allocUnsafe(limit);
  const erased = fate === 'stub' || event.erased;
  const size = encodeRecord(fields, { lastOfAppend: true, groupStart: offset, erased }, out, 0);
  return out.subarray(0, size);
}

function append(fd: number, bytes: Buffer, offset: number): number {
  let done = 0;
  while (done < bytes.length) done += fs.writeSync(fd, bytes, done, bytes.length - done, offset + done);
  return offset + bytes.length;
}

/** Overwrites a file before deleting it, so that what was removed does not linger in free blocks. */
function shred(file: string, length: number): void {
  const zeros = Buffer.alloc(1 << 20);
  const fd = fs.openSync(file, 'r+');
  try {
    for (let at = 0; at < length; at += zeros.length) {
      append(fd, zeros.subarray(0, Math.min(zeros.length, length - at)), at);
    }
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  fs.unlinkSync(file);
  syncFolder(path.dirname(file));
}
