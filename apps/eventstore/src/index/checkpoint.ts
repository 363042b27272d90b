import fs from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../errors.js';
import { syncFolder } from '../log/segment-file.js';
import { copySealed, sealCopy, type Distrust } from './seal.js';
import type { StoreIndex } from './store-index.js';

/**
 * Now and then a running node copies its index and seals the copy. After a crash, when the index itself cannot be
 * trusted, the newest copy takes its place, and only what the log got since then is indexed again.
 */

const NAME = /^checkpoint-(\d+)$/;
const DRAFT = 'checkpoint.part';
/** Copying takes at most one part in so many of the time. */
const REST = 20;
const REST_AFTER_FAILURE_MS = 60_000;

interface Checkpoint {
  dir: string;
  /** Position that it goes up to, at least. */
  position: number;
}

/** Those of an index, newest first; they are not looked into. */
export function listCheckpoints(indexDir: string): Checkpoint[] {
  if (!fs.existsSync(indexDir)) return [];
  return fs
    .readdirSync(indexDir)
    .flatMap((name) => {
      const position = NAME.exec(name)?.[1];
      return position === undefined ? [] : [{ dir: path.join(indexDir, name), position: Number(position) }];
    })
    .sort((a, b) => b.position - a.position);
}

/**
 * Puts the newest checkpoint into the place of an index that has been removed. Undefined when there is none; says why
 * when it cannot be trusted.
 */
export function restoreCheckpoint(indexDir: string): { doubt: Distrust | undefined } | undefined {
  fs.rmSync(path.join(indexDir, DRAFT), { recursive: true, force: true });
  const [newest] = listCheckpoints(indexDir);
  return newest && { doubt: copySealed(newest.dir, indexDir) };
}

const attemptFile = (indexDir: string): string => path.join(indexDir, 'restoring');

/** Notes that a start tries a checkpoint; undone by `endAttempt` when it has come to its end. */
export function beginAttempt(indexDir: string): void {
  fs.writeFileSync(attemptFile(indexDir), '');
}

export function endAttempt(indexDir: string): void {
  fs.rmSync(attemptFile(indexDir), { force: true });
}

/** Whether an earlier start tried a checkpoint and did not come to its end: LMDB may have ended it. */
export function hasUnendedAttempt(indexDir: string): boolean {
  return fs.existsSync(attemptFile(indexDir));
}

/** Removes all checkpoints but the newest `keep`. On the disk when it returns. */
export function removeCheckpoints(indexDir: string, keep = 0): void {
  const old = listCheckpoints(indexDir).slice(keep);
  if (old.length === 0) return;
  // The seal goes first: what is left of a half-removed copy is not trusted.
  for (const { dir } of old) fs.rmSync(path.join(dir, 'closed.json'), { force: true });
  for (const { dir } of old) fs.rmSync(dir, { recursive: true, force: true });
  syncFolder(indexDir);
}

/** Copies an index when it has come far enough from the last copy. */
export class Checkpointer {
  private copied: number;
  private running: Promise<void> | undefined;
  private held = 0;
  private indexedTo = 0;
  private restUntil = 0;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  /**
   * @param everyEvents so many events after the last checkpoint, the next one is made
   * @param pauseIndex runs work while nothing is written to the index
   */
  constructor(
    private readonly index: StoreIndex,
    private readonly indexDir: string,
    private readonly everyEvents: number,
    private readonly pauseIndex: (work: () => Promise<void>) => Promise<void>,
  ) {
    this.copied = listCheckpoints(indexDir)[0]?.position ?? 0;
  }

  /** Position of the last event that a start after a crash need not index again; 0 when there is no checkpoint. */
  get position(): number {
    return this.copied;
  }

  /** The index shows everything up to a position: time for a checkpoint, perhaps. */
  consider(position: number): void {
    this.indexedTo = position;
    const isDue = position - this.copied >= this.everyEvents;
    if (!isDue || this.closed || this.held > 0 || this.running) return;
    clearTimeout(this.timer);
    const rest = this.restUntil - performance.now();
    if (rest > 0) {
      this.timer = setTimeout(() => this.consider(this.indexedTo), rest).unref();
      return;
    }
    this.running = this.copy(position).finally(() => {
      this.running = undefined;
      this.consider(this.indexedTo);
    });
  }

  /** Resolves when no copy is being made. */
  async finish(): Promise<void> {
    await this.running;
  }

  /** Makes no more copies. Resolves when none is being made. */
  close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    return this.finish();
  }

  /** Removes the checkpoints, and makes no others until `work` is done: it changes what they refer to. */
  async without<T>(work: () => Promise<T>): Promise<T> {
    this.held++;
    try {
      await this.running;
      removeCheckpoints(this.indexDir);
      this.copied = 0;
      this.restUntil = 0;
      return await work();
    } finally {
      this.held--;
    }
  }

  private async copy(position: number): Promise<void> {
    const draft = path.join(this.indexDir, DRAFT);
    const begin = performance.now();
    try {
      this.assertRoom();
      fs.rmSync(draft, { recursive: true, force: true });
      fs.mkdirSync(draft);
      await this.pauseIndex(() => this.index.copyTo(draft));
      await sync(path.join(draft, 'data.mdb'));
      await sealCopy(draft);
      fs.renameSync(draft, path.join(this.indexDir, `checkpoint-${position}`));
      syncFolder(this.indexDir);
      removeCheckpoints(this.indexDir, 1);
      this.copied = position;
      this.restUntil = performance.now() + (performance.now() - begin) * REST;
    } catch (error) {
      // Without it a start after a crash takes longer, and nothing else is different.
      this.restUntil = performance.now() + REST_AFTER_FAILURE_MS;
      warn(error);
      await fs.promises.rm(draft, { recursive: true, force: true }).catch(warn);
    }
  }

  /** The log needs the room more than a copy does. */
  private assertRoom(): void {
    const { bavail, bsize } = fs.statfsSync(this.indexDir);
    const { size } = fs.statSync(path.join(this.indexDir, 'data.mdb'));
    if (bavail * bsize < 2 * size) throw new Error('there is not enough room on the disk');
  }
}

function warn(error: unknown): void {
  process.emitWarning(`the index could not be copied (${reasonOf(error)}); it is tried again later`);
}

async function sync(file: string): Promise<void> {
  const handle = await fs.promises.open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
