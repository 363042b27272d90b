// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, Problem } from './problem.mjs';
import { processIdentity, stillLives } from './processes.mjs';

/**
 * @typedef {object} LockHolder
 * @property {number} pid
 * @property {string} identity
 * @property {string} url where that copy can be opened
 */

/**
 * Who holds the lock, or null when nobody does: no file, an unreadable one, or one left by a process that is gone.
 * @param {string} file
 * @returns {LockHolder | null}
 */
export function lockHolder(file) {
  try {
    const holder = /** @type {Partial<LockHolder>} */ (JSON.parse(readFileSync(file, 'utf8')) ?? {});
    const { pid, identity, url } = holder;
    if (typeof pid !== 'number' || typeof identity !== 'string') return null;
    return stillLives(pid, identity) ? { pid, identity, url: url ?? '' } : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Takes the lock for this process.
 * @param {string} file
 * @param {string} url where this copy will be open
 * @returns {() => void} gives it back
 * @throws {Problem} when another living process holds it
 */
export function takeLock(file, url) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid), url });
  const holder = lockHolder(file);
  if (holder !== null) throw alreadyRunning(holder);
  rmSync(file, { force: true });
  try {
    writeFileSync(file, mine, { flag: 'wx' });
  } catch (error) {
    const other = codeOf(error) === 'EEXIST' ? lockHolder(file) : null;
    throw other === null ? error : alreadyRunning(other);
  }
  return () => {
    if (lockHolder(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** @param {LockHolder} holder */
function alreadyRunning(holder) {
  return new Problem(
    `Hearth is already running from this folder: ${holder.url}`,
    `End it with Ctrl-C in its terminal, or with: kill ${holder.pid}`,
  );
}
