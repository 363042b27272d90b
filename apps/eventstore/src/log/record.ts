import { crc32 } from 'node:zlib';

/** Bytes before the strings of a record. */
export const RECORD_HEADER = 72;
/** Bytes of the record that closes a segment which is full. */
export const SEAL_SIZE = 32;
/** Revision of a tombstone: the protocol's Int64.Max, which a double cannot hold, so this stands for it. */
export const TOMBSTONE_REVISION = Number.MAX_SAFE_INTEGER;

const FLAG_LAST_OF_APPEND = 1;
const FLAG_JSON = 2;
const FLAG_ERASED = 4;
const KIND_EVENT = 1;
const KIND_SEAL = 2;

/** What is written for one event. `createdMicros` is microseconds since the Unix epoch. */
export interface EventFields {
  position: number;
  revision: number;
  stream: string;
  type: string;
  /** 16 bytes. */
  id: Buffer;
  isJson: boolean;
  createdMicros: number;
  data: Uint8Array;
  metadata: Uint8Array;
}

/** An event as it lies in the log: the fields, and whether it closes its append. */
export interface StoredEvent extends EventFields {
  data: Buffer;
  metadata: Buffer;
  lastOfAppend: boolean;
  /** Compaction took the content away and left the place, so that the stream's revision is kept. */
  erased: boolean;
  /** Offset in the segment of the write that this record was part of. */
  groupStart: number;
  /** Length of the whole record in bytes. */
  size: number;
}

/** The closing record of a full segment: how many records, and which position comes after them. */
export interface Seal {
  count: number;
  nextPosition: number;
  /** Offset of the seal itself, so that a shortened file is noticed. */
  offset: number;
}

/** How a record lies in its append and its write. */
export interface Placement {
  lastOfAppend: boolean;
  groupStart: number;
  erased?: boolean;
}

export type DecodeResult =
  | { kind: 'event'; event: StoredEvent; size: number }
  | { kind: 'seal'; seal: Seal; size: number }
  /** Zeros: nothing has been written here. */
  | { kind: 'empty' }
  | { kind: 'invalid'; reason: string };

export function recordSize(stream: string, type: string, dataBytes: number, metadataBytes: number): number {
  return RECORD_HEADER + Buffer.byteLength(stream) + Buffer.byteLength(type) + dataBytes + metadataBytes;
}

/** Encodes one event into `out` at `at`; the checksum covers everything after itself. Returns its size. */
export function encodeRecord(event: EventFields, placement: Placement, out: Buffer, at: number): number {
  const streamBytes = out.write(event.stream, at + RECORD_HEADER, 'utf8');
  const typeBytes = out.write(event.type, at + RECORD_HEADER + streamBytes, 'utf8');
  const body = at + RECORD_HEADER + streamBytes + typeBytes;
  out.set(event.metadata, body);
  out.set(event.data, body + event.metadata.length);
  const size = body + event.metadata.length + event.data.length - at;
  out.writeUInt32LE(size, at);
  out.writeUInt8(KIND_EVENT, at + 8);
  out.writeUInt8(flagsOf(event, placement), at + 9);
  out.writeUInt16LE(streamBytes, at + 10);
  out.writeUInt16LE(typeBytes, at + 12);
  out.writeUInt16LE(0, at + 14);
  out.writeBigUInt64LE(BigInt(event.position), at + 16);
  out.writeBigUInt64LE(BigInt(event.revision), at + 24);
  out.writeBigUInt64LE(BigInt(event.createdMicros), at + 32);
  out.set(event.id, at + 40);
  out.writeUInt32LE(event.data.length, at + 56);
  out.writeUInt32LE(event.metadata.length, at + 60);
  out.writeUInt32LE(placement.groupStart, at + 64);
  out.writeUInt32LE(0, at + 68);
  out.writeUInt32LE(crc32(out.subarray(at + 8, at + size)), at + 4);
  return size;
}

/** The event that `encodeRecord` writes, as `decodeRecord` would give it. */
export function storedEvent(event: EventFields, placement: Placement, size: number): StoredEvent {
  return {
    ...event,
    data: asBuffer(event.data),
    metadata: asBuffer(event.metadata),
    lastOfAppend: placement.lastOfAppend,
    erased: placement.erased ?? false,
    groupStart: placement.groupStart,
    size,
  };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function flagsOf(event: EventFields, placement: Placement): number {
  return (
    (placement.lastOfAppend ? FLAG_LAST_OF_APPEND : 0) |
    (event.isJson ? FLAG_JSON : 0) |
    (placement.erased ? FLAG_ERASED : 0)
  );
}

export function encodeSeal(seal: Seal): Buffer {
  const out = Buffer.alloc(SEAL_SIZE);
  out.writeUInt32LE(SEAL_SIZE, 0);
  out.writeUInt8(KIND_SEAL, 8);
  out.writeUInt32LE(seal.count, 12);
  out.writeBigUInt64LE(BigInt(seal.nextPosition), 16);
  out.writeBigUInt64LE(BigInt(seal.offset), 24);
  out.writeUInt32LE(crc32(out.subarray(8)), 4);
  return out;
}

/**
 * Decodes the record at `at`, checking its checksum. Never throws on bad bytes.
 * `data` and `metadata` are views into `bytes`.
 */
export function decodeRecord(bytes: Buffer, at: number): DecodeResult {
  if (at + SEAL_SIZE > bytes.length) return { kind: 'empty' };
  const size = bytes.readUInt32LE(at);
  if (size === 0) return { kind: 'empty' };
  if (size < SEAL_SIZE || at + size > bytes.length) return { kind: 'invalid', reason: 'impossible length' };
  const record = bytes.subarray(at, at + size);
  if (crc32(record.subarray(8)) !== record.readUInt32LE(4))
    return { kind: 'invalid', reason: 'checksum mismatch' };
  switch (record.readUInt8(8)) {
    case KIND_EVENT:
      return decodeEvent(record);
    case KIND_SEAL:
      return { kind: 'seal', size, seal: decodeSeal(record) };
    default:
      return { kind: 'invalid', reason: 'unknown kind of record' };
  }
}

function decodeSeal(record: Buffer): Seal {
  return {
    count: record.readUInt32LE(12),
    nextPosition: Number(record.readBigUInt64LE(16)),
    offset: Number(record.readBigUInt64LE(24)),
  };
}

function decodeEvent(record: Buffer): DecodeResult {
  if (record.length < RECORD_HEADER) return { kind: 'invalid', reason: 'impossible length' };
  const flags = record.readUInt8(9);
  const streamEnd = RECORD_HEADER + record.readUInt16LE(10);
  const typeEnd = streamEnd + record.readUInt16LE(12);
  const metadataEnd = typeEnd + record.readUInt32LE(60);
  if (metadataEnd + record.readUInt32LE(56) !== record.length) {
    return { kind: 'invalid', reason: 'lengths do not add up' };
  }
  const event: StoredEvent = {
    position: Number(record.readBigUInt64LE(16)),
    revision: Number(record.readBigUInt64LE(24)),
    createdMicros: Number(record.readBigUInt64LE(32)),
    id: record.subarray(40, 56),
    isJson: (flags & FLAG_JSON) !== 0,
    lastOfAppend: (flags & FLAG_LAST_OF_APPEND) !== 0,
    erased: (flags & FLAG_ERASED) !== 0,
    groupStart: record.readUInt32LE(64),
    stream: record.toString('utf8', RECORD_HEADER, streamEnd),
    type: record.toString('utf8', streamEnd, typeEnd),
    metadata: record.subarray(typeEnd, metadataEnd),
    data: record.subarray(metadataEnd),
    size: record.length,
  };
  return { kind: 'event', event, size: record.length };
}
