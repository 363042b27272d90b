import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as yieldTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { codeOf, CorruptionError } from '../errors.js';
import { syncFolder } from '../log/segment-file.js';

/**
 * LMDB does not check its pages: a flipped bit in them can end the process, hide a stream, or have a revision given
 * out twice. So what the file holds is written down when it is closed, and compared before it is opened again. While
 * it is open there is no seal; after a crash it is left aside for the last checkpoint, which is sealed as well.
 */

interface Seal {
  version: 1;
  bytes: number;
  /** CRC-32 of each chunk of the file. */
  chunks: number[];
}

const CHUNK = 1 << 20;

const dataFile = (dir: string): string => path.join(dir, 'data.mdb');
const sealFile = (dir: string): string => path.join(dir, 'closed.json');

/** Why an index must not be used, if so. */
export type Distrust =
  /** It was not closed, or there is none. */
  { kind: 'open' } | { kind: 'damaged'; error: CorruptionError };

/** Notes what a closed index holds. On the disk when it returns. */
export function sealIndex(dir: string): void {
  const chunks = Array.from(chunksOf(dataFile(dir)), (chunk) => crc32(chunk));
  writeSeal(dir, chunks);
}

/** The same for a copy, while the node goes on serving. */
export async function sealCopy(dir: string): Promise<void> {
  const chunks: number[] = [];
  for (const chunk of chunksOf(dataFile(dir))) {
    chunks.push(crc32(chunk));
    await yieldTurn();
  }
  writeSeal(dir, chunks);
}

function writeSeal(dir: string, chunks: number[]): void {
  const seal: Seal = { version: 1, bytes: fs.statSync(dataFile(dir)).size, chunks };
  const draft = `${sealFile(dir)}.part`;
  const fd = fs.openSync(draft, 'w');
  try {
    fs.writeSync(fd, JSON.stringify(seal));
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  fs.renameSync(draft, sealFile(dir));
  syncFolder(dir);
}

/** Removes the seal, before the index is written to. On the disk when it returns. */
export function breakSeal(dir: string): void {
  if (!fs.existsSync(sealFile(dir))) return;
  fs.rmSync(sealFile(dir), { force: true });
  syncFolder(dir);
}

/** Compares an index with its seal. Undefined when it is as it was closed. */
export function distrust(dir: string): Distrust | undefined {
  return compare(dir, () => undefined);
}

/** Puts a sealed index into another folder, if it is as it was sealed; says otherwise why not. */
export function copySealed(from: string, to: string): Distrust | undefined {
  const draft = `${dataFile(to)}.part`;
  const out = fs.openSync(draft, 'w');
  try {
    const doubt = compare(from, (chunk) => fs.writeSync(out, chunk));
    if (doubt === undefined) fs.renameSync(draft, dataFile(to));
    return doubt;
  } finally {
    fs.closeSync(out);
    fs.rmSync(draft, { force: true });
  }
}

function compare(dir: string, visit: (chunk: Buffer) => void): Distrust | undefined {
  const seal = readSeal(sealFile(dir));
  if (seal === undefined) return { kind: 'open' };
  const file = dataFile(dir);
  const bytes = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes !== seal.bytes)
    return damaged(file, Math.min(bytes, seal.bytes), `it has ${bytes} bytes, and had ${seal.bytes}`);
  let at = 0;
  for (const chunk of chunksOf(file)) {
    if (crc32(chunk) !== seal.chunks[at / CHUNK])
      return damaged(file, at, `the ${CHUNK} bytes from there on are not as they were written`);
    visit(chunk);
    at += CHUNK;
  }
  return undefined;
}

/** Throws CorruptionError when an index that was closed is not as it was then. */
export function assertUndamaged(dir: string): void {
  const doubt = distrust(dir);
  if (doubt?.kind === 'damaged') throw doubt.error;
}

function damaged(file: string, offset: number, reason: string): Distrust {
  return { kind: 'damaged', error: new CorruptionError(file, offset, reason) };
}

function readSeal(file: string): Seal | undefined {
  try {
    const parsed: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return isSeal(parsed) ? parsed : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isSeal(value: unknown): value is Seal {
  if (typeof value !== 'object' || value === null) return false;
  const { version, bytes, chunks } = value as Partial<Record<keyof Seal, unknown>>;
  const isList = Array.isArray(chunks) && chunks.every((chunk) => typeof chunk === 'number');
  return version === 1 && typeof bytes === 'number' && isList;
}

/** The parts of a file, each of them good until the next one is asked for. */
function* chunksOf(file: string): Generator<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  const fd = fs.openSync(file, 'r');
  try {
    for (let offset = 0; ;) {
      const got = fs.readSync(fd, buffer, 0, CHUNK, offset);
      if (got === 0) return;
      yield buffer.subarray(0, got);
      offset += got;
    }
  } finally {
    fs.closeSync(fd);
  }
}
