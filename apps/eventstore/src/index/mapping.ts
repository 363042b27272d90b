import fs from 'node:fs';
import { codeOf, CorruptionError } from '../errors.js';

const META_MAGIC = 0xbeefc0de;

/**
 * Checks that LMDB's file is as long as its own header says. A shorter one, mapped into memory, would end the
 * process at the first read behind its end instead of giving an error.
 */
export function assertWholeMapping(file: string): void {
  const length = lengthOf(file);
  if (length === undefined || length === 0) return;
  const head = Buffer.alloc(Math.min(length, 65_536 * 2));
  const fd = fs.openSync(file, 'r');
  try {
    fs.readSync(fd, head, 0, head.length, 0);
  } finally {
    fs.closeSync(fd);
  }
  const magicAt = head.indexOf(Buffer.from([0xde, 0xc0, 0xef, 0xbe]));
  if (magicAt < 0 || magicAt > 64 || head.readUInt32LE(magicAt) !== META_MAGIC) {
    throw new CorruptionError(file, 0, 'not an LMDB file');
  }
}

function lengthOf(file: string): number | undefined {
  try {
    return fs.statSync(file).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
