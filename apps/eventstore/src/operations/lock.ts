import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { codeOf, UnusableDataError } from '../errors.js';

interface Holder {
  pid: number;
  host: string;
  /** When the holder's process began, in the kernel's own count; tells a reused process id. */
  started: string;
}

const HEARTBEAT_MS = 2_000;
const FOREIGN_STALE_MS = 10_000;

/** Keeps a second node off the same data folder. */
export class DataLock {
  private readonly heartbeat: NodeJS.Timeout;

  private constructor(private readonly file: string) {
    this.heartbeat = setInterval(() => this.touch(), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  /** Takes the lock, or throws UnusableDataError naming who holds it. A lock left by a dead process is taken over. */
  static acquire(dataDir: string): DataLock {
    const file = path.join(dataDir, 'lock');
    const own: Holder = { pid: process.pid, host: os.hostname(), started: startOf(process.pid) ?? '' };
    for (let attempt = 0; attempt < 5; attempt++) {
      if (create(file, own)) return new DataLock(file);
      const holder = readHolder(file);
      if (holder === 'gone') continue;
      if (holder !== 'unreadable' && isAlive(holder, file)) {
        throw new UnusableDataError(`${dataDir} is in use by process ${holder.pid} on ${holder.host}`);
      }
      removeStale(file);
    }
    throw new UnusableDataError(`${dataDir} is being opened by another process`);
  }

  release(): void {
    clearInterval(this.heartbeat);
    fs.rmSync(this.file, { force: true });
  }

  private touch(): void {
    const now = new Date();
    fs.utimes(this.file, now, now, () => undefined);
  }
}

/** Writes the lock under another name and links it, so that nobody ever sees half of it. */
function create(file: string, own: Holder): boolean {
  const draft = `${file}.${own.pid}.${process.hrtime.bigint()}`;
  fs.writeFileSync(draft, JSON.stringify(own));
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function readHolder(file: string): Holder | 'gone' | 'unreadable' {
  try {
    const parsed: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return 'unreadable';
    const { pid, host, started } = parsed as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof started !== 'string')
      return 'unreadable';
    return { pid, host, started };
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'gone' : 'unreadable';
  }
}

function isAlive(holder: Holder, file: string): boolean {
  if (holder.host !== os.hostname()) {
    const touched = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - touched < FOREIGN_STALE_MS;
  }
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const started = startOf(holder.pid);
  return started === undefined || started === holder.started;
}

/** Two processes may find the same stale lock; only the one that manages to rename it goes on. */
function removeStale(file: string): void {
  const aside = `${file}.stale.${process.pid}.${process.hrtime.bigint()}`;
  try {
    fs.renameSync(file, aside);
    fs.rmSync(aside, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** When a process began, as the kernel counts it; undefined where that cannot be known. */
function startOf(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
