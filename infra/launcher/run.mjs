// @ts-check
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { sendSignal } from './processes.mjs';

/**
 * @typedef {object} RunResult
 * @property {number | null} code null when it was ended by a signal or could not be started
 * @property {string} output what it wrote, both streams, the last 400 lines
 */

/**
 * Runs a command to its end. Never throws for what the command does; aborting ends it and all it started.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {Readonly<Record<string, string | undefined>>} [options.env] defaults to this process's own
 * @param {AbortSignal} [options.signal]
 * @param {(line: string) => void} [options.onLine]
 * @returns {Promise<RunResult>}
 */
export function run(file, args, { cwd, env, signal, onLine } = {}) {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve({ code: null, output: 'not started: ended before' });
    const child = spawn(file, [...args], {
      cwd,
      env: env ?? process.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {string[]} */
    const lines = [];
    const take = (/** @type {string} */ line) => {
      lines.push(line);
      if (lines.length > 400) lines.shift();
      onLine?.(line);
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', take);
    const end = () => {
      if (child.pid !== undefined) sendSignal(-child.pid, 'SIGKILL');
    };
    signal?.addEventListener('abort', end, { once: true });
    const settle = (/** @type {number | null} */ code) => {
      signal?.removeEventListener('abort', end);
      resolve({ code, output: lines.join('\n') });
    };
    child.once('error', (error) => {
      lines.push(error.message);
      settle(null);
    });
    child.once('close', settle);
  });
}

/**
 * Where a program is, by the PATH.
 * @param {string} name
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {string | null}
 */
export function findOnPath(name, env = process.env) {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    if (folder === '') continue;
    const path = join(folder, name);
    if (isExecutable(path)) return path;
  }
  return null;
}

/**
 * @param {string} path
 * @returns {boolean}
 */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there, or not for us: either way there is nothing to run.
    return false;
  }
}

/**
 * The first version number that a program tells of itself.
 * @param {string} path
 * @param {readonly string[]} [args]
 * @returns {Promise<string | null>}
 */
export async function versionOf(path, args = ['--version']) {
  const { code, output } = await run(path, args);
  return code === 0 ? (/\d+\.\d+(\.\d+)?/.exec(output)?.[0] ?? null) : null;
}
