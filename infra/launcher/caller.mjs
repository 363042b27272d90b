// @ts-check
import { readFileSync } from 'node:fs';
import { codeOf } from './problem.mjs';
import { processIdentity, stillLives } from './processes.mjs';

const LOOK_EVERY_MS = 1_000;
const ANCESTORS = 3;

/**
 * Tells when the npm that runs this script is gone. npm does not pass SIGTERM on to its script, and SIGKILL cannot
 * be passed on; without this, ending `npm start` from outside would leave everything running.
 * @param {() => void} onGone
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {() => void} stops watching
 */
export function watchNpm(onGone, env = process.env) {
  if (env['npm_lifecycle_event'] === undefined) return () => undefined;
  const parent = process.ppid;
  const npm = process.platform === 'linux' ? npmAbove(parent) : null;
  const gone = () => process.ppid !== parent || (npm !== null && !stillLives(npm.pid, npm.identity));
  const timer = setInterval(() => {
    if (!gone()) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * The npm among the ancestors: often a shell stands between it and its script.
 * @param {number} parent
 * @returns {{ pid: number, identity: string } | null}
 */
function npmAbove(parent) {
  let pid = parent;
  for (let level = 0; level < ANCESTORS && pid > 1; level += 1) {
    const identity = processIdentity(pid);
    if (identity === null) return null;
    if (/(^|\/)npm(\s|$|-cli)/.test(readProc(pid, 'cmdline').replaceAll('\0', ' '))) return { pid, identity };
    pid = Number(/^PPid:\s+(\d+)$/m.exec(readProc(pid, 'status'))?.[1] ?? 0);
  }
  return null;
}

/**
 * @param {number} pid
 * @param {string} file
 * @returns {string} empty when the process is gone
 */
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(codeOf(error))) return '';
    throw error;
  }
}
