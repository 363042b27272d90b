import fs from 'node:fs';
import { CorruptionError } from '../errors.js';
import { decodeRecord, encodeSeal, SEAL_SIZE, type StoredEvent } from './record.js';
import { FileHandles } from './file-handles.js';
import {
  encodeSegmentHeader,
  SEGMENT_HEADER,
  segmentFile,
  syncFolder,
  type SegmentId,
  type SegmentInfo,
} from './segment-file.js';

/** Where a record lies. */
export interface Location {
  segment: number;
  offset: number;
  size: number;
}

/** The end of what has been written: the next record goes here. */
export interface Tail {
  segment: number;
  offset: number;
}

export interface LogOptions {
  /** A segment is closed when the next write would pass this many bytes. */
  segmentBytes: number;
  /** The active segment is filled with zeros ahead in steps of this many bytes: cheaper to sync. */
  growBytes: number;
}

const SYNC_ON_WRITE = process.platform === 'linux' ? fs.constants.O_DSYNC : 0;

/**
 * The append-only log: a row of segment files. One writer, whose writes do not overlap; reads are synchronous
 * and only of what has been written. A write has returned only when it is on the disk.
 */
export class SegmentLog {
  private readonly handles: FileHandles;
  private readonly segments = new Map<number, SegmentInfo>();
  private active: { info: SegmentInfo; fd: number; count: number; allocated: number };
  private offset: number;
  private dirty = false;

  /**
   * @param segments every segment in order of number; the last one is written to
   * @param tail end of the valid records in the last one; whatever lies behind is removed
   * @param count records in the last one
   */
  constructor(
    private readonly dir: string,
    private readonly options: LogOptions,
    segments: readonly SegmentInfo[],
    tail: number,
    count: number,
  ) {
    this.handles = new FileHandles(64);
    for (const info of segments) this.segments.set(info.number, info);
    const last = segments.at(-1);
    if (last === undefined) {
      this.active = this.create({ number: 1, generation: 1 }, 1);
      this.offset = SEGMENT_HEADER;
    } else {
      const fd = fs.openSync(last.file, fs.constants.O_RDWR | SYNC_ON_WRITE);
      this.active = { info: last, fd, count, allocated: last.length };
      this.offset = tail;
      if (tail < last.length && !isZero(fd, tail, last.length)) this.cutTail();
    }
  }

  get tail(): Tail {
    return { segment: this.active.info.number, offset: this.offset };
  }

  /** All segments, in order. */
  list(): SegmentInfo[] {
    return [...this.segments.values()].sort((a, b) => a.number - b.number);
  }

  get activeSegment(): number {
    return this.active.info.number;
  }

  /**
   * Makes room for one write of `bytes`, in a new segment if need be, and says where it will lie.
   * @param nextPosition position of the first record of the write
   */
  reserve(bytes: number, nextPosition: number): Tail {
    if (this.dirty) this.cutTail();
    if (this.offset + bytes + SEAL_SIZE > this.options.segmentBytes && this.active.count > 0)
      this.roll(nextPosition);
    if (this.offset + bytes > this.active.allocated) this.grow(this.offset + bytes);
    return this.tail;
  }

  /** Writes `bytes` at the tail and returns when they are on the disk. On an error nothing of it will be seen. */
  async write(bytes: Buffer, records: number): Promise<void> {
    this.dirty = true;
    await writeDurably(this.active.fd, bytes, this.offset);
    this.dirty = false;
    this.offset += bytes.length;
    this.active.count += records;
  }

  /** Closes the active segment, if it holds anything, and begins another. */
  roll(nextPosition: number): void {
    const { info, fd, count } = this.active;
    if (count === 0) return;
    const next = this.create({ number: info.number + 1, generation: 1 }, nextPosition);
    try {
      fs.ftruncateSync(fd, this.offset);
      writeAll(fd, encodeSeal({ count, nextPosition, offset: this.offset }), this.offset);
      fs.fsyncSync(fd);
    } catch (error) {
      this.discard(next);
      this.active.allocated = this.offset;
      this.dirty = true;
      throw error;
    }
    fs.closeSync(fd);
    this.segments.set(info.number, { ...info, length: this.offset + SEAL_SIZE });
    this.active = next;
    this.offset = SEGMENT_HEADER;
  }

  /** Reads one record and checks that it is the one that was asked for. Throws CorruptionError otherwise. */
  read(location: Location, position: number): StoredEvent {
    const bytes = this.readBytes(location.segment, location.offset, location.size);
    return this.decode(bytes, 0, location, position);
  }

  /** Decodes the record at `at` of `bytes`, which were read from `location`'s segment. */
  decode(bytes: Buffer, at: number, location: Location, position: number): StoredEvent {
    const decoded = decodeRecord(bytes, at);
    if (decoded.kind === 'event' && decoded.event.position === position) return decoded.event;
    const reason = decoded.kind === 'invalid' ? decoded.reason : `expected the event at position ${position}`;
    throw new CorruptionError(this.fileOf(location.segment), location.offset, reason);
  }

  readBytes(segment: number, offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    const fd = segment === this.active.info.number ? this.active.fd : this.handles.open(this.fileOf(segment));
    let got = 0;
    while (got < length) {
      const n = fs.readSync(fd, bytes, got, length - got, offset + got);
      if (n === 0) throw new CorruptionError(this.fileOf(segment), offset + got, 'the file ends too early');
      got += n;
    }
    return bytes;
  }

  /** Puts a rewritten segment in the place of the old one, whose file the caller removes. */
  replace(info: SegmentInfo): void {
    const old = this.segments.get(info.number);
    if (old) this.handles.close(old.file);
    this.segments.set(info.number, info);
  }

  close(): void {
    this.handles.closeAll();
    fs.closeSync(this.active.fd);
  }

  private fileOf(segment: number): string {
    return this.segments.get(segment)?.file ?? segmentFile(this.dir, { number: segment, generation: 1 });
  }

  private create(id: SegmentId, firstPosition: number): SegmentLog['active'] {
    const file = segmentFile(this.dir, id);
    const fd = fs.openSync(
      file,
      fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_TRUNC | SYNC_ON_WRITE,
    );
    writeAll(fd, encodeSegmentHeader(id, firstPosition), 0);
    fs.fsyncSync(fd);
    syncFolder(this.dir);
    const info: SegmentInfo = { ...id, file, firstPosition, length: SEGMENT_HEADER };
    this.segments.set(id.number, info);
    return { info, fd, count: 0, allocated: SEGMENT_HEADER };
  }

  private discard(segment: SegmentLog['active']): void {
    fs.closeSync(segment.fd);
    this.segments.delete(segment.info.number);
    fs.unlinkSync(segment.info.file);
  }

  private grow(needed: number): void {
    const { fd, allocated } = this.active;
    const target = Math.max(needed, Math.min(allocated + this.options.growBytes, this.options.segmentBytes));
    this.dirty = true;
    writeAll(fd, Buffer.alloc(target - allocated), allocated);
    fs.fsyncSync(fd);
    this.dirty = false;
    this.active.allocated = target;
  }

  /** Removes what a failed or torn write left behind the tail. */
  private cutTail(): void {
    fs.ftruncateSync(this.active.fd, this.offset);
    fs.fsyncSync(this.active.fd);
    this.active.allocated = this.offset;
    this.dirty = false;
  }
}

function writeAll(fd: number, bytes: Buffer, offset: number): void {
  let done = 0;
  while (done < bytes.length) done += fs.writeSync(fd, bytes, done, bytes.length - done, offset + done);
}

async function writeDurably(fd: number, bytes: Buffer, offset: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) done += await writeSome(fd, bytes, done, offset + done);
  if (SYNC_ON_WRITE === 0)
    await new Promise<void>((resolve, reject) => fs.fdatasync(fd, (e) => (e ? reject(e) : resolve())));
}

function writeSome(fd: number, bytes: Buffer, from: number, offset: number): Promise<number> {
  return new Promise((resolve, reject) =>
    fs.write(fd, bytes, from, bytes.length - from, offset, (error, written) =>
      error ? reject(error) : resolve(written),
    ),
  );
}

function isZero(fd: number, from: number, to: number): boolean {
  const bytes = Buffer.alloc(Math.min(1 << 20, to - from));
  for (let at = from; at < to; at += bytes.length) {
    const n = fs.readSync(fd, bytes, 0, Math.min(bytes.length, to - at), at);
    if (bytes.subarray(0, n).some((byte) => byte !== 0)) return false;
  }
  return true;
}
