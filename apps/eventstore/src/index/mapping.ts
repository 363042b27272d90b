import fs from 'node:fs';
import { codeOf, CorruptionError } from '../errors.js';

// Where LMDB keeps these in each of its two meta pages (mdb.c, MDB_meta behind a page header of 24 bytes).
const MAGIC_AT = 24;
const MAGIC = 0xbeefc0de;
const PAGE_SIZE_AT = 48;
const LAST_PAGE_AT = 144;
const TRANSACTION_AT = 152;
const META_BYTES = 160;

/**
 * Checks that LMDB's file is as long as its own header says. A shorter one, mapped into memory, would end the
 * process at the first read behind its end instead of giving an error. A missing or empty file passes.
 */
export function assertWholeMapping(file: string): void {
  const length = lengthOf(file);
  if (length === 0) return;
  const fd = fs.openSync(file, 'r');
  try {
    const first = readMeta(fd, file, 0);
    const second = readMeta(fd, file, first.pageSize);
    const { lastPage, pageSize } = first.transaction > second.transaction ? first : second;
    const needed = (lastPage + 1) * pageSize;
    if (length < needed)
      throw new CorruptionError(file, length, `the file is shortened; it should have ${needed} bytes`);
  } finally {
    fs.closeSync(fd);
  }
}

function readMeta(fd: number, file: string, offset: number) {
  const meta = Buffer.alloc(META_BYTES);
  const got = fs.readSync(fd, meta, 0, META_BYTES, offset);
  const pageSize = meta.readUInt32LE(PAGE_SIZE_AT);
  const isPower = pageSize >= 512 && pageSize <= 65_536 && (pageSize & (pageSize - 1)) === 0;
  if (got < META_BYTES || meta.readUInt32LE(MAGIC_AT) !== MAGIC || !isPower) {
    throw new CorruptionError(file, offset, 'not the header of an LMDB file');
  }
  return {
    pageSize,
    lastPage: Number(meta.readBigUInt64LE(LAST_PAGE_AT)),
    transaction: meta.readBigUInt64LE(TRANSACTION_AT),
  };
}

function lengthOf(file: string): number {
  try {
    return fs.statSync(file).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}
