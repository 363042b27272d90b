/** Just enough of the ustar format for backups: regular files, in order, that any `tar` can read. */

const BLOCK = 512;

/** Header of one file in the archive. */
export function tarHeader(name: string, size: number, mtimeSeconds: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100, 'utf8');
  header.write('0000600\0', 100, 'latin1');
  header.write('0000000\0', 108, 'latin1');
  header.write('0000000\0', 116, 'latin1');
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write(`${Math.floor(mtimeSeconds).toString(8).padStart(11, '0')}\0`, 136, 'latin1');
  header.write('        ', 148, 'latin1');
  header.write('0', 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** Zeros that fill a file up to a whole block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** End of the archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

export interface TarEntry {
  name: string;
  size: number;
  /** Where the content begins in the archive. */
  offset: number;
}

/**
 * Reads the header at `offset`; undefined at the end of the archive.
 * @throws RangeError when it is not a header
 */
export function readTarHeader(block: Buffer, offset: number): TarEntry | undefined {
  if (block.length < BLOCK || block.every((byte) => byte === 0)) return undefined;
  const stored = parseInt(block.toString('latin1', 148, 154), 8);
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (stored !== sum) throw new RangeError(`damaged archive header at byte ${offset}`);
  const end = block.indexOf(0);
  const name = block.toString('utf8', 0, Math.min(100, end < 0 ? 100 : end));
  return { name, size: parseInt(block.toString('latin1', 124, 135), 8), offset: offset + BLOCK };
}

/** Where the next header is. */
export function afterEntry(entry: TarEntry): number {
  return entry.offset + Math.ceil(entry.size / BLOCK) * BLOCK;
}
