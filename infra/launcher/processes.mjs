// @ts-check
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { codeOf } from './problem.mjs';

/**
 * What tells one process from a later one with the same number: when it was started. Null when no such
 * process lives (one that ended and was not yet collected by its parent counts as ended).
 * @param {number} pid
 * @returns {string | null}
 */
export function processIdentity(pid) {
  return process.platform === 'linux' ? linuxIdentity(pid) : listedIdentity(pid);
}

/**
 * @param {number} pid
 * @returns {string | null}
 */
function linuxIdentity(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}:${fields[19]}`;
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'ENOTDIR'].includes(codeOf(error))) return null;
    throw error;
  }
}

/**
 * @param {number} pid
 * @returns {string | null}
 */
function listedIdentity(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
  } catch {
    // ps ends with 1 when there is no such process, which is an answer.
    return null;
  }
}

/**
 * Whether the very process that was recorded still lives.
 * @param {number} pid
 * @param {string} identity
 */
export function stillLives(pid, identity) {
  return processIdentity(pid) === identity;
}

/**
 * Sends a signal; a process that is gone already is no error.
 * @param {number} pid negative for a whole process group
 * @param {NodeJS.Signals} signal
 * @returns {boolean} whether somebody was there to get it
 */
export function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (['ESRCH', 'EPERM'].includes(codeOf(error))) return false;
    throw error;
  }
}

/**
 * Waits until a condition holds.
 * @param {() => boolean} condition
 * @param {number} withinMs
 * @returns {Promise<boolean>} false when it did not hold in that time
 */
export async function holdsWithin(condition, withinMs) {
  const until = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() >= until) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

/**
 * Ends processes of ours by their recorded identity: politely, once more (LiveKit with people in a room only
 * goes at the second asking), then by force together with what they started.
 * @param {readonly { pid: number, identity: string }[]} children each the leader of its process group
 * @returns {Promise<number>} how many were still alive
 */
export async function endRecorded(children) {
  const alive = children.filter(({ pid, identity }) => stillLives(pid, identity));
  const gone = () => alive.every(({ pid, identity }) => !stillLives(pid, identity));
  for (const { waitMs, signal } of [
    { signal: /** @type {const} */ ('SIGTERM'), waitMs: 2_000 },
    { signal: /** @type {const} */ ('SIGTERM'), waitMs: 5_000 },
  ]) {
    if (gone()) break;
    for (const { pid, identity } of alive) if (stillLives(pid, identity)) sendSignal(pid, signal);
    await holdsWithin(gone, waitMs);
  }
  for (const { pid, identity } of alive) if (stillLives(pid, identity)) sendSignal(-pid, 'SIGKILL');
  await holdsWithin(gone, 5_000);
  return alive.length;
}
