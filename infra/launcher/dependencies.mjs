// @ts-check
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { likelyCause, Problem } from './problem.mjs';
import { findOnPath, run } from './run.mjs';
import { hashOf, stampIs, writeStamp } from './stamp.mjs';

/** @typedef {import('./types.mjs').Step} Step */

/**
 * How to call npm: the one that called us, else the one on the PATH.
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {{ file: string, args: string[] }}
 * @throws {Problem} when there is none
 */
export function npmCommand(env = process.env) {
  const caller = env['npm_execpath'];
  if (caller !== undefined && /npm-cli\.c?js$/.test(caller) && existsSync(caller)) {
    return { file: process.execPath, args: [caller] };
  }
  const npm = findOnPath('npm', env);
  if (npm === null) {
    throw new Problem(
      'npm was not found on this machine.',
      'It comes with Node: install Node from https://nodejs.org',
    );
  }
  return { file: npm, args: [] };
}

/**
 * Whether node_modules was installed from this very package-lock.json.
 * @param {string} root
 * @param {string} lockHash
 */
export function dependenciesAreCurrent(root, lockHash) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  if (stampIs(join(root, 'node_modules', '.hearth-stamp'), lockHash)) return true;
  return statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/**
 * Installs the dependencies when they are missing or not those of package-lock.json.
 * @param {string} root
 * @param {Step} step
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 * @throws {Problem} when npm cannot do it
 */
export async function installDependencies(root, step, signal) {
  const lockHash = hashOf(root, ['package-lock.json']);
  if (dependenciesAreCurrent(root, lockHash)) return step.done('up to date');
  const npm = npmCommand();
  const options = { cwd: root, ...(signal === undefined ? {} : { signal }) };
  const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  step.working('npm ci, about half a minute');
  const exact = await run(npm.file, [...npm.args, 'ci', ...flags], options);
  signal?.throwIfAborted();
  if (exact.code !== 0) {
    const cause = likelyCause(exact.output);
    if (cause !== null) throw cannotInstall(cause, exact.output);
    step.working('npm ci did not succeed; trying npm install, which is less strict about the lock file');
    const loose = await run(npm.file, [...npm.args, 'install', '--no-save', ...flags], options);
    signal?.throwIfAborted();
    if (loose.code !== 0) throw cannotInstall(likelyCause(loose.output), loose.output);
  }
  writeStamp(join(root, 'node_modules', '.hearth-stamp'), lockHash);
  step.done(exact.code === 0 ? 'installed by npm ci' : 'installed by npm install (npm ci did not succeed)');
}

/**
 * @param {ReturnType<typeof likelyCause>} cause
 * @param {string} output
 * @returns {Problem}
 */
function cannotInstall(cause, output) {
  switch (cause) {
    case 'no network':
      return new Problem(
        'The dependencies could not be installed: the npm registry cannot be reached from here.',
        'Connect to the network (behind a proxy: npm config set proxy http://host:port), then run this again.',
      );
    case 'not enough rights':
      return new Problem(
        'The dependencies could not be installed: this user may not write in node_modules or in the npm cache.',
        'Give the folder to yourself: sudo chown -R "$(id -u)" . ~/.npm',
      );
    case 'the disk is full':
      return new Problem(
        'The dependencies could not be installed: the disk is full.',
        'About 500 MB are needed.',
      );
    case null:
      return new Problem(
        `npm could not install the dependencies. Its last words:\n${lastLines(output)}`,
        'Try it by hand for the whole story: npm ci',
      );
    default:
      throw new Error(/** @type {never} */ (cause));
  }
}

/**
 * The last lines of an output that say something, set in for reading: without colours and without the places in
 * the code of whoever wrote them.
 * @param {string} output
 * @param {number} [count]
 */
export function lastLines(output, count = 12) {
  return stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at .+[:(]/.test(line))
    .slice(-count)
    .map((line) => `    ${line}`)
    .join('\n');
}
