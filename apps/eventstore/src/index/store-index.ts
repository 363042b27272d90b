import fs from 'node:fs';
import path from 'node:path';
import { open, type Database, type RootDatabase } from 'lmdb';
import type { StreamState } from '../engine/stream-state.js';
import type { Location, Tail } from '../log/segment-log.js';
import { assertWholeMapping } from './mapping.js';
import { breakSeal } from './seal.js';
import { ReachedFile } from './reached.js';

/** How far the index follows the log. */
export interface Progress extends Tail {
  /** Position that the next event after the indexed ones gets. */
  nextPosition: number;
  nextStreamId: number;
  /** Format of the index; another one means that it is built again from the log. */
  format: number;
}

/** What one group of appends adds to the index. */
export interface IndexUpdate {
  streams: ReadonlyMap<string, StreamState>;
  entries: readonly IndexEntry[];
  progress: Progress;
}

export interface IndexEntry {
  streamId: number;
  revision: number;
  position: number;
  /** 16 bytes. */
  eventId: Buffer;
  location: Location;
}

/** What compaction did to one segment. */
export interface CompactionChange {
  segment: number;
  generation: number;
  removed: readonly Omit<IndexEntry, 'location'>[];
  moved: readonly { position: number; location: Location }[];
}

const NAMES_AT_ONCE = 1_000;

/** 2: the state of a stream holds its ACL. */
export const INDEX_FORMAT = 2;

/**
 * The indexes, in LMDB: stream by name, position by stream and revision, place in the log by position, revision
 * by stream and event id. All of it can be made again from the log, so the log is what must never be lost.
 */
export class StoreIndex {
  private readonly env: RootDatabase<Buffer, string>;
  private readonly streams: Database<StreamState, string>;
  private readonly revisions: Database<Buffer, Buffer>;
  private readonly positions: Database<Buffer, number>;
  private readonly ids: Database<Buffer, Buffer>;
  private readonly progress: Database<Progress, string>;
  private readonly generations: Database<number, number>;
  private readonly reached: ReachedFile | undefined;
  private readonly file: string;

  /** @param readOnly for looking at the index of a node that may be running */
  constructor(dir: string, readOnly = false) {
    if (!readOnly) fs.mkdirSync(dir, { recursive: true });
    this.file = path.join(dir, 'data.mdb');
    assertWholeMapping(this.file);
    this.env = open({
      path: dir,
      noSubdir: false,
      maxDbs: 8,
      separateFlushed: true,
      encoding: 'binary',
      readOnly,
    });
    this.streams = this.env.openDB('streams', { encoding: 'msgpack', cache: false });
    this.revisions = this.env.openDB('revisions', { encoding: 'binary', keyEncoding: 'binary' });
    this.positions = this.env.openDB('positions', { encoding: 'binary' });
    this.ids = this.env.openDB('ids', { encoding: 'binary', keyEncoding: 'binary' });
    this.progress = this.env.openDB('progress', { encoding: 'msgpack' });
    this.generations = this.env.openDB('generations', { encoding: 'msgpack' });
    this.reached = readOnly ? undefined : new ReachedFile(dir);
    const progress = this.readProgress();
    if (progress) this.reached?.write(progress);
  }

  static exists(dir: string): boolean {
    return fs.existsSync(path.join(dir, 'data.mdb'));
  }

  /** Removes an index; how far the log had come stays noted. */
  static remove(dir: string): void {
    breakSeal(dir);
    for (const name of ['data.mdb', 'lock.mdb']) fs.rmSync(path.join(dir, name), { force: true });
  }

  readProgress(): Progress | undefined {
    return this.progress.get('log');
  }

  /** The generation of a segment that the places refer to, if compaction has ever rewritten it. */
  generationOf(segment: number): number | undefined {
    return this.generations.get(segment);
  }

  stream(name: string): StreamState | undefined {
    return this.streams.get(name);
  }

  /** Place of the event at a position, if there is one. */
  locate(position: number): Location | undefined {
    const value = this.positions.get(position);
    return value === undefined ? undefined : decodeLocation(value);
  }

  positionOf(streamId: number, revision: number): number | undefined {
    return this.revisions.get(revisionKey(streamId, revision))?.readUIntBE(0, 6);
  }

  /** Id (16 bytes) of the event that a stream has at a revision. */
  eventIdAt(streamId: number, revision: number): Buffer | undefined {
    return this.revisions.get(revisionKey(streamId, revision))?.subarray(6);
  }

  /** The last revision under which an event id is in a stream, if it is. */
  revisionOf(streamId: number, eventId: Buffer): number | undefined {
    return this.ids.get(idKey(streamId, eventId))?.readUIntBE(0, 6);
  }

  /** Up to `limit` positions with their places, from `from` on (inclusive), forwards or backwards. */
  positionsFrom(from: number, limit: number, reverse: boolean): { position: number; location: Location }[] {
    const range = this.positions.getRange({ start: from, limit, reverse });
    return Array.from(range, ({ key, value }) => ({ position: key, location: decodeLocation(value) }));
  }

  /** Up to `limit` revisions of a stream with their positions, from `from` on (inclusive) to `to` (inclusive). */
  revisionsFrom(streamId: number, from: number, to: number, limit: number, reverse: boolean) {
    const range = this.revisions.getRange({
      start: revisionKey(streamId, from),
      end: revisionKey(streamId, to),
      inclusiveEnd: true,
      limit,
      reverse,
    });
    return Array.from(range, ({ key, value }) => ({
      revision: key.readUIntBE(6, 6),
      position: value.readUIntBE(0, 6),
    }));
  }

  /** Names of all streams from a name on. */
  streamNames(from: string, limit: number): { name: string; state: StreamState }[] {
    return Array.from(this.streams.getRange({ start: from, limit }), ({ key, value }) => ({
      name: key,
      state: value,
    }));
  }

  /** Names of all streams that begin so. */
  *streamsWithPrefix(prefix: string): Generator<{ name: string; state: StreamState }> {
    for (let from = prefix; ;) {
      const page = this.streamNames(from, NAMES_AT_ONCE);
      for (const found of page) {
        if (!found.name.startsWith(prefix)) return;
        yield found;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < NAMES_AT_ONCE) return;
      from = `${last.name}\u0001`;
    }
  }

  /** How many entries the indexes have. */
  counts(): { streams: number; revisions: number; positions: number } {
    return {
      streams: this.streams.getCount(),
      revisions: this.revisions.getCount(),
      positions: this.positions.getCount(),
    };
  }

  /** Applies one update as a whole. Resolves when reads see it; its way to the disk is LMDB's own affair. */
  async apply(update: IndexUpdate): Promise<void> {
    let written = new Set<Promise<boolean>>();
    const batch = this.env.batch(() => (written = this.put(update)));
    try {
      await Promise.all([batch, ...written]);
    } catch (error) {
      throw await causeOf(error);
    }
    this.reached?.write(update.progress);
  }

  /** Applies one update at once, while the index follows the log at start. */
  applySync(update: IndexUpdate): void {
    this.env.transactionSync(() => void this.put(update));
    this.reached?.write(update.progress);
  }

  /** Notes which files a new index refers to. */
  noteGenerations(segments: readonly { number: number; generation: number }[]): void {
    this.env.transactionSync(() => {
      for (const { number, generation } of segments) void this.generations.put(number, generation);
    });
  }

  /** Notes a new end of the log that holds no new events. On the disk when it returns. */
  moveProgress(tail: Tail): void {
    const progress = this.readProgress();
    if (progress === undefined) return;
    const moved = { ...progress, ...tail };
    this.env.transactionSync(() => void this.progress.put('log', moved));
    this.reached?.write(moved);
  }

  /** Takes over what compaction did to one segment, all of it or nothing, and on the disk when it returns. */
  applyCompaction(change: CompactionChange): void {
    this.env.transactionSync(() => {
      for (const { streamId, revision, position, eventId } of change.removed) {
        void this.positions.remove(position);
        void this.revisions.remove(revisionKey(streamId, revision));
        const key = idKey(streamId, eventId);
        if (this.ids.get(key)?.readUIntBE(0, 6) === revision) void this.ids.remove(key);
      }
      for (const { position, location } of change.moved)
        void this.positions.put(position, encodeLocation(location));
      void this.generations.put(change.segment, change.generation);
    });
  }

  /** Resolves when everything applied so far is on the disk. */
  async flushed(): Promise<void> {
    await this.env.flushed;
  }

  /** Copies the index into an empty folder, while nothing is being written to it: the copy is as if it was closed. */
  async copyTo(dir: string): Promise<void> {
    await this.env.flushed;
    await fs.promises.copyFile(this.file, path.join(dir, 'data.mdb'), fs.constants.COPYFILE_FICLONE);
  }

  async close(): Promise<void> {
    await this.env.flushed;
    await this.env.close();
    this.reached?.close();
  }

  /** Returns the promises of the writes: most share one, and each would be an unhandled rejection of its own. */
  private put(update: IndexUpdate): Set<Promise<boolean>> {
    const written = new Set<Promise<boolean>>();
    for (const [name, state] of update.streams) written.add(this.streams.put(name, state));
    for (const entry of update.entries) {
      const { streamId, revision, position, eventId, location } = entry;
      const value = Buffer.concat([sixBytes(position), eventId]);
      written.add(this.revisions.put(revisionKey(streamId, revision), value));
      written.add(this.ids.put(idKey(streamId, eventId), sixBytes(revision)));
      written.add(this.positions.put(position, encodeLocation(location)));
    }
    return written.add(this.progress.put('log', update.progress));
  }
}

/** LMDB's failure of a commit carries the reason as a promise that rejects. */
async function causeOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('commitError' in error)) return error;
  return Promise.resolve(error.commitError).then(
    () => error,
    (cause: unknown) => cause,
  );
}

function sixBytes(value: number): Buffer {
  const out = Buffer.allocUnsafe(6);
  out.writeUIntBE(Math.min(value, MAX_SIX_BYTES), 0, 6);
  return out;
}

function revisionKey(streamId: number, revision: number): Buffer {
  const out = Buffer.allocUnsafe(12);
  out.writeUIntBE(streamId, 0, 6);
  out.writeUIntBE(Math.max(0, Math.min(revision, MAX_SIX_BYTES)), 6, 6);
  return out;
}

const MAX_SIX_BYTES = 2 ** 48 - 1;

function idKey(streamId: number, eventId: Buffer): Buffer {
  const out = Buffer.allocUnsafe(22);
  out.writeUIntBE(streamId, 0, 6);
  out.set(eventId, 6);
  return out;
}

function encodeLocation(location: Location): Buffer {
  const out = Buffer.allocUnsafe(12);
  out.writeUInt32LE(location.segment, 0);
  out.writeUInt32LE(location.offset, 4);
  out.writeUInt32LE(location.size, 8);
  return out;
}

function decodeLocation(value: Buffer): Location {
  return { segment: value.readUInt32LE(0), offset: value.readUInt32LE(4), size: value.readUInt32LE(8) };
}
