// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf } from './problem.mjs';
import { endRecorded, processIdentity } from './processes.mjs';

/**
 * @typedef {object} ChildRecord
 * @property {string} name
 * @property {number} pid
 * @property {string} identity see processIdentity
 * @property {string} [container] the Docker container behind it
 */

const GUARD = join(dirname(fileURLToPath(import.meta.url)), 'guard.mjs');

/**
 * The children that a data folder's last launcher started and did not take off its list.
 * @param {string} file
 * @returns {ChildRecord[]}
 */
export function readChildren(file) {
  try {
    const list = /** @type {unknown} */ (JSON.parse(readFileSync(file, 'utf8')));
    return Array.isArray(list) ? list.filter(isChildRecord) : [];
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return [];
    throw error;
  }
}

/**
 * @param {unknown} value
 * @returns {value is ChildRecord}
 */
function isChildRecord(value) {
  if (typeof value !== 'object' || value === null) return false;
  const record = /** @type {Record<string, unknown>} */ (value);
  return (
    typeof record['name'] === 'string' &&
    Number.isInteger(record['pid']) &&
    Number(record['pid']) > 1 &&
    typeof record['identity'] === 'string'
  );
}

/**
 * Ends what an earlier launcher left behind when it was killed. Only processes that are provably the recorded
 * ones are touched: the same number, started at the same moment.
 * @param {string} file
 * @returns {Promise<number>} how many were ended
 */
export async function endLeftovers(file) {
  const records = readChildren(file);
  const ended = await endRecorded(records);
  for (const { container } of records) removeContainer(container);
  rmSync(file, { force: true });
  return ended;
}

/** @param {string | undefined} container */
export function removeContainer(container) {
  if (container !== undefined) spawnSync('docker', ['rm', '--force', container], { stdio: 'ignore' });
}

/**
 * The list of living children, kept in a file for the next start and in a guard: a process that ends them all
 * should this one be killed, since the end of the pipe between the two cannot be missed.
 */
export class Children {
  /** @type {Map<number, ChildRecord>} */
  #records = new Map();
  #file;
  #guard;

  /** @param {string} file */
  constructor(file) {
    this.#file = file;
    this.#guard = spawn(process.execPath, [GUARD], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: process.env['PATH'] },
    });
    // A guard that is gone only means that the file alone remembers; writing to it must not end us.
    this.#guard.stdin.on('error', () => undefined);
    this.#guard.unref();
  }

  /**
   * @param {string} name
   * @param {number} pid
   * @param {string} [container]
   */
  add(name, pid, container) {
    const identity = processIdentity(pid);
    if (identity === null) return;
    this.#records.set(
      pid,
      container === undefined ? { name, pid, identity } : { name, pid, identity, container },
    );
    this.#write();
  }

  /** @param {number} pid */
  remove(pid) {
    this.#records.delete(pid);
    this.#write();
  }

  /** Lets the guard go; to be called when all children are gone. */
  close() {
    rmSync(this.#file, { force: true });
    this.#guard.stdin.end(`${JSON.stringify([])}\n`);
  }

  #write() {
    const list = JSON.stringify([...this.#records.values()]);
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, list);
    renameSync(`${this.#file}.new`, this.#file);
    this.#guard.stdin.write(`${list}\n`);
  }
}
