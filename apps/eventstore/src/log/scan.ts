import fs from 'node:fs';
import { CorruptionError } from '../errors.js';
import { decodeRecord, RECORD_HEADER, SEAL_SIZE, type StoredEvent } from './record.js';
import { SEGMENT_HEADER, type SegmentInfo } from './segment-file.js';
import type { Location } from './segment-log.js';

/** A record met while reading a segment from end to end. */
export interface ScannedEvent {
  event: StoredEvent;
  location: Location;
}

const CHUNK = 4 << 20;

/** A window over a file that is moved forward as it is read. */
class Window {
  bytes: Buffer = Buffer.alloc(0);
  start = 0;

  constructor(
    private readonly fd: number,
    readonly length: number,
  ) {}

  /** Makes at least `size` bytes from `offset` on available, as far as the file has them; returns the index. */
  at(offset: number, size: number): number {
    const index = offset - this.start;
    if (index >= 0 && index + size <= this.bytes.length) return index;
    const want = Math.min(Math.max(size, CHUNK), this.length - offset);
    const bytes = Buffer.allocUnsafe(Math.max(0, want));
    let got = 0;
    while (got < want) {
      const n = fs.readSync(this.fd, bytes, got, want - got, offset + got);
      if (n === 0) break;
      got += n;
    }
    this.bytes = bytes.subarray(0, got);
    this.start = offset;
    return 0;
  }
}

/**
 * Reads the records of a full segment from `from` on, in order. Throws CorruptionError at the first byte that
 * is not what was written, and when the seal is missing or does not agree.
 */
export function* scanSealed(info: SegmentInfo, from = SEGMENT_HEADER): Generator<ScannedEvent> {
  const fd = fs.openSync(info.file, 'r');
  try {
    const window = new Window(fd, info.length);
    let offset = from;
    for (;;) {
      const decoded = decodeAt(window, offset);
      switch (decoded.kind) {
        case 'event':
          yield { event: decoded.event, location: { segment: info.number, offset, size: decoded.size } };
          offset += decoded.size;
          break;
        case 'seal':
          if (decoded.seal.offset === offset && offset + SEAL_SIZE === info.length) return;
          throw new CorruptionError(info.file, offset, 'a seal in the wrong place');
        case 'empty':
          throw new CorruptionError(info.file, offset, 'zeros where a record should be');
        case 'invalid':
          throw new CorruptionError(info.file, offset, decoded.reason);
      }
    }
  } finally {
    fs.closeSync(fd);
  }
}

/** What the end of the segment in use looks like. */
export interface ActiveScan {
  /** End of the last complete append. */
  tail: number;
  /** Position after it. */
  nextPosition: number;
  /** Complete records in what was scanned. */
  count: number;
}

/**
 * Reads the segment in use from `from` on and hands every complete append to `visit`. A write that was cut
 * off by a crash is left out; damage to something that had been acknowledged is thrown as CorruptionError.
 */
export function scanActive(
  info: SegmentInfo,
  from: number,
  nextPosition: number,
  visit: (append: ScannedEvent[]) => void,
): ActiveScan {
  const fd = fs.openSync(info.file, 'r');
  try {
    const window = new Window(fd, info.length);
    const result: ActiveScan = { tail: from, nextPosition, count: 0 };
    let open: ScannedEvent[] = [];
    let offset = from;
    for (;;) {
      const decoded = decodeAt(window, offset);
      if (decoded.kind !== 'event') {
        if (decoded.kind === 'seal')
          throw new CorruptionError(info.file, offset, 'the segment after this one is missing');
        refuseLostWrites(window, info, offset, result.nextPosition);
        return result;
      }
      const { event, size } = decoded;
      const expected = result.nextPosition + open.length;
      if (event.position !== expected) {
        throw new CorruptionError(
          info.file,
          offset,
          `position ${event.position} where ${expected} should be`,
        );
      }
      open.push({ event, location: { segment: info.number, offset, size } });
      offset += size;
      if (event.lastOfAppend) {
        visit(open);
        result.tail = offset;
        result.nextPosition += open.length;
        result.count += open.length;
        open = [];
      }
    }
  } finally {
    fs.closeSync(fd);
  }
}

function decodeAt(window: Window, offset: number) {
  const head = window.at(offset, RECORD_HEADER);
  const size = head + 4 <= window.bytes.length ? window.bytes.readUInt32LE(head) : 0;
  const plausible = size > 0 && offset + size <= window.length ? size : RECORD_HEADER;
  const at = window.at(offset, plausible);
  return decodeRecord(window.bytes, at);
}

/**
 * A torn write ends the file: nothing written after it can exist. If a later write is found, whose start lies
 * behind the bad bytes, then the bad bytes belong to a write that had been acknowledged.
 */
function refuseLostWrites(window: Window, info: SegmentInfo, bad: number, nextPosition: number): void {
  for (let offset = bad + 1; offset + RECORD_HEADER <= window.length; offset++) {
    const at = window.at(offset, RECORD_HEADER);
    const size = window.bytes.readUInt32LE(at);
    if (size < RECORD_HEADER || offset + size > window.length) continue;
    const position = Number(window.bytes.readBigUInt64LE(at + 16));
    if (position <= nextPosition || window.bytes.readUInt32LE(at + 64) <= bad) continue;
    const decoded = decodeRecord(window.bytes, window.at(offset, size));
    if (decoded.kind === 'event') {
      throw new CorruptionError(
        info.file,
        bad,
        `damaged, although position ${position} was written after it`,
      );
    }
  }
}
