import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CorruptionError, UnusableDataError } from '../errors.js';
import { indexFolder, logFolder } from '../engine/recover.js';
import { assertUndamaged } from '../index/seal.js';
import { StoreIndex, type Progress } from '../index/store-index.js';
import { FORMAT_VERSION, type SegmentInfo } from '../log/segment-file.js';
import { openSegments } from '../log/segment-set.js';
import { afterEntry, readTarHeader, TAR_END, tarHeader, tarPadding, type TarEntry } from './archive.js';

interface Manifest {
  format: number;
  /** Position of the last event in the backup. */
  lastPosition: number;
  createdAt: string;
  files: { name: string; size: number; sha256: string }[];
}

export interface BackupReport {
  file: string;
  lastPosition: number;
  bytes: number;
}

const MANIFEST = 'manifest.json';
const CHUNK = 1 << 20;

/**
 * Copies the log of a data folder into one tar file, whether or not a node is running on it: everything up to the
 * last indexed append, complete and consistent. The indexes are not in it; a restored node builds them.
 */
export async function backup(dataDir: string, file: string): Promise<BackupReport> {
  assertUndamaged(indexFolder(dataDir));
  const index = new StoreIndex(indexFolder(dataDir), true);
  try {
    const progress = index.readProgress();
    if (progress === undefined) throw new UnusableDataError(`there is nothing in ${dataDir} to back up`);
    const segments = openSegments(logFolder(dataDir), (number) => index.generationOf(number) ?? 1);
    return write(file, segments, progress);
  } finally {
    await index.close();
  }
}

function write(file: string, segments: readonly SegmentInfo[], progress: Progress): BackupReport {
  const draft = `${file}.part`;
  const out = fs.openSync(draft, 'wx');
  try {
    const manifest: Manifest = {
      format: FORMAT_VERSION,
      lastPosition: progress.nextPosition - 1,
      createdAt: new Date().toISOString(),
      files: [],
    };
    for (const info of segments.filter(({ number }) => number <= progress.segment)) {
      const size = info.number === progress.segment ? progress.offset : info.length;
      const name = `log/${path.basename(info.file)}`;
      fs.writeSync(out, tarHeader(name, size, Date.now() / 1000));
      manifest.files.push({ name, size, sha256: copy(info.file, out, size) });
      fs.writeSync(out, tarPadding(size));
    }
    const text = Buffer.from(JSON.stringify(manifest, null, 2));
    for (const part of [
      tarHeader(MANIFEST, text.length, Date.now() / 1000),
      text,
      tarPadding(text.length),
      TAR_END,
    ]) {
      fs.writeSync(out, part);
    }
    fs.fsyncSync(out);
    fs.renameSync(draft, file);
    return { file, lastPosition: manifest.lastPosition, bytes: fs.fstatSync(out).size };
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  } finally {
    fs.closeSync(out);
  }
}

function copy(from: string, out: number, size: number): string {
  const hash = createHash('sha256');
  const fd = fs.openSync(from, 'r');
  try {
    for (const chunk of chunks(fd, 0, size, from)) {
      hash.update(chunk);
      fs.writeSync(out, chunk);
    }
  } finally {
    fs.closeSync(fd);
  }
  return hash.digest('hex');
}

function* chunks(fd: number, offset: number, size: number, file: string): Generator<Buffer> {
  const buffer = Buffer.alloc(CHUNK);
  for (let done = 0; done < size;) {
    const got = fs.readSync(fd, buffer, 0, Math.min(CHUNK, size - done), offset + done);
    if (got === 0) throw new CorruptionError(file, offset + done, 'the file ends too early');
    yield buffer.subarray(0, got);
    done += got;
  }
}

/**
 * Puts a backup into an empty or new folder, after checking it whole. The next start of a node on it builds the
 * indexes.
 */
export function restore(file: string, dataDir: string): BackupReport {
  const target = logFolder(dataDir);
  if (fs.existsSync(target) && fs.readdirSync(target).length > 0) {
    throw new UnusableDataError(`${dataDir} already holds data; restore into an empty folder`);
  }
  const fd = fs.openSync(file, 'r');
  try {
    const entries = readEntries(fd);
    const manifest = readManifest(fd, entries, file);
    if (manifest.format > FORMAT_VERSION) {
      throw new UnusableDataError(`${file} has data format ${manifest.format}; use a newer program`);
    }
    fs.rmSync(indexFolder(dataDir), { recursive: true, force: true });
    fs.mkdirSync(target, { recursive: true });
    for (const wanted of manifest.files) extract(fd, entries, wanted, dataDir, file);
    return { file, lastPosition: manifest.lastPosition, bytes: fs.fstatSync(fd).size };
  } finally {
    fs.closeSync(fd);
  }
}

function readEntries(fd: number): TarEntry[] {
  const entries: TarEntry[] = [];
  const block = Buffer.alloc(512);
  for (let offset = 0; ;) {
    block.fill(0);
    fs.readSync(fd, block, 0, block.length, offset);
    const entry = readTarHeader(block, offset);
    if (entry === undefined) return entries;
    entries.push(entry);
    offset = afterEntry(entry);
  }
}

function readManifest(fd: number, entries: readonly TarEntry[], file: string): Manifest {
  const entry = entries.find(({ name }) => name === MANIFEST);
  if (entry === undefined)
    throw new CorruptionError(file, 0, 'the backup is not complete: it has no manifest');
  const text = Buffer.alloc(entry.size);
  fs.readSync(fd, text, 0, entry.size, entry.offset);
  return JSON.parse(text.toString('utf8')) as Manifest;
}

function extract(
  fd: number,
  entries: readonly TarEntry[],
  wanted: Manifest['files'][number],
  dataDir: string,
  file: string,
): void {
  const entry = entries.find(({ name }) => name === wanted.name);
  if (entry === undefined || entry.size !== wanted.size || !/^log\/[\d-]+\.log$/.test(wanted.name)) {
    throw new CorruptionError(file, entry?.offset ?? 0, `${wanted.name} is missing or has another size`);
  }
  const hash = createHash('sha256');
  const out = fs.openSync(path.join(dataDir, wanted.name), 'wx');
  try {
    for (const chunk of chunks(fd, entry.offset, entry.size, file)) {
      hash.update(chunk);
      fs.writeSync(out, chunk);
    }
    fs.fsyncSync(out);
  } finally {
    fs.closeSync(out);
  }
  if (hash.digest('hex') !== wanted.sha256)
    throw new CorruptionError(file, entry.offset, `${wanted.name} is damaged`);
}
