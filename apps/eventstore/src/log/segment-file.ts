import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { CorruptionError, UnusableDataError } from '../errors.js';
import { decodeRecord, SEAL_SIZE, type DecodeResult, type Seal } from './record.js';

/** Version of the files that this program writes. A higher one is refused. */
export const FORMAT_VERSION = 1;
/** Bytes before the first record of a segment. */
export const SEGMENT_HEADER = 64;

const MAGIC = 'HEARTHES';
const NAME = /^(\d{8})-(\d{4})\.log$/;

/** Identity of a segment: its number, and how often compaction has rewritten it. */
export interface SegmentId {
  number: number;
  generation: number;
}

export interface SegmentInfo extends SegmentId {
  file: string;
  /** The position that its first record has, or would have. */
  firstPosition: number;
  /** Length of the file in bytes. */
  length: number;
}

export function segmentFile(dir: string, id: SegmentId): string {
  return path.join(
    dir,
    `${String(id.number).padStart(8, '0')}-${String(id.generation).padStart(4, '0')}.log`,
  );
}

/** All segment files of a folder, by number and then generation; other files are ignored. */
export function listSegmentFiles(dir: string): SegmentId[] {
  return fs
    .readdirSync(dir)
    .flatMap((name) => {
      const match = NAME.exec(name);
      return match ? [{ number: Number(match[1]), generation: Number(match[2]) }] : [];
    })
    .sort((a, b) => a.number - b.number || a.generation - b.generation);
}

export function encodeSegmentHeader(id: SegmentId, firstPosition: number): Buffer {
  const out = Buffer.alloc(SEGMENT_HEADER);
  out.write(MAGIC, 0, 'latin1');
  out.writeUInt32LE(FORMAT_VERSION, 12);
  out.writeUInt32LE(id.number, 16);
  out.writeUInt32LE(id.generation, 20);
  out.writeBigUInt64LE(BigInt(firstPosition), 24);
  out.writeUInt32LE(crc32(out.subarray(12)), 8);
  return out;
}

/** Reads and checks the header of a segment file. */
export function readSegmentInfo(dir: string, id: SegmentId): SegmentInfo {
  const file = segmentFile(dir, id);
  const fd = fs.openSync(file, 'r');
  try {
    const header = Buffer.alloc(SEGMENT_HEADER);
    const got = fs.readSync(fd, header, 0, SEGMENT_HEADER, 0);
    if (got < SEGMENT_HEADER || header.toString('latin1', 0, 8) !== MAGIC) {
      throw new CorruptionError(file, 0, 'not a segment header');
    }
    const version = header.readUInt32LE(12);
    if (version > FORMAT_VERSION) {
      throw new UnusableDataError(
        `${file} has data format ${version}; this program knows up to ${FORMAT_VERSION}. Use a newer program.`,
      );
    }
    if (crc32(header.subarray(12)) !== header.readUInt32LE(8))
      throw new CorruptionError(file, 8, 'header checksum');
    if (header.readUInt32LE(16) !== id.number || header.readUInt32LE(20) !== id.generation) {
      throw new CorruptionError(file, 16, 'the header is of another segment');
    }
    return {
      ...id,
      file,
      firstPosition: Number(header.readBigUInt64LE(24)),
      length: fs.fstatSync(fd).size,
    };
  } finally {
    fs.closeSync(fd);
  }
}

/** Reads the seal at the end of a full segment. Throws CorruptionError when it is not there. */
export function readSeal(info: SegmentInfo): Seal {
  const at = info.length - SEAL_SIZE;
  const fd = fs.openSync(info.file, 'r');
  try {
    const bytes = Buffer.alloc(SEAL_SIZE);
    if (at >= SEGMENT_HEADER) fs.readSync(fd, bytes, 0, SEAL_SIZE, at);
    const decoded = decodeRecord(bytes, 0);
    if (decoded.kind !== 'seal' || decoded.seal.offset !== at) {
      throw new CorruptionError(info.file, Math.max(0, at), 'the file is shortened, or its seal is damaged');
    }
    return decoded.seal;
  } finally {
    fs.closeSync(fd);
  }
}

/** The record at a place of a file; undefined when there is no such file. */
export function readRecord(file: string, offset: number, size: number): DecodeResult | undefined {
  if (!fs.existsSync(file)) return undefined;
  const fd = fs.openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(size);
    fs.readSync(fd, bytes, 0, size, offset);
    return decodeRecord(bytes, 0);
  } finally {
    fs.closeSync(fd);
  }
}

/** Makes a change of names in a folder durable. */
export function syncFolder(dir: string): void {
  if (process.platform === 'win32') return;
  const fd = fs.openSync(dir, 'r');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
