import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { codeOf } from '../errors.js';
import type { Tail } from '../log/segment-log.js';

/** How far the log had come, at least. */
export interface Reached extends Tail {
  nextPosition: number;
}

const BYTES = 24;

/**
 * Beside LMDB's file, how far the index has followed the log: after a crash the index itself is not trusted, and a log
 * that has lost its end must still be told from one that never had it.
 */
export class ReachedFile {
  private readonly fd: number;
  private highest: number;

  constructor(dir: string) {
    this.highest = readReached(dir)?.nextPosition ?? 0;
    this.fd = fs.openSync(path.join(dir, 'reached'), fs.constants.O_RDWR | fs.constants.O_CREAT);
  }

  /**
   * Not forced to the disk: after a power cut it may be older, and promises less. While an index is built anew, what
   * had been reached before stays.
   */
  write({ segment, offset, nextPosition }: Reached): void {
    if (nextPosition < this.highest) return;
    this.highest = nextPosition;
    const out = Buffer.alloc(BYTES);
    out.writeUInt32LE(segment, 4);
    out.writeBigUInt64LE(BigInt(offset), 8);
    out.writeBigUInt64LE(BigInt(nextPosition), 16);
    out.writeUInt32LE(crc32(out.subarray(4)), 0);
    fs.writeSync(this.fd, out, 0, BYTES, 0);
  }

  close(): void {
    fs.closeSync(this.fd);
  }
}

/** What was noted last; undefined when there is nothing that can be relied on. */
export function readReached(dir: string): Reached | undefined {
  let bytes: Buffer;
  try {
    bytes = fs.readFileSync(path.join(dir, 'reached'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  if (bytes.length !== BYTES || crc32(bytes.subarray(4)) !== bytes.readUInt32LE(0)) return undefined;
  return {
    segment: bytes.readUInt32LE(4),
    offset: Number(bytes.readBigUInt64LE(8)),
    nextPosition: Number(bytes.readBigUInt64LE(16)),
  };
}
