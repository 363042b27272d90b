// @ts-check
import { likelyCause } from './problem.mjs';
import { findOnPath, run } from './run.mjs';

/** @typedef {import('./types.mjs').PackageManagerName} PackageManagerName */

/**
 * @typedef {object} Commands
 * @property {readonly string[]} install
 * @property {readonly string[] | null} refresh what to do when the first try finds no package
 * @property {boolean} needsRoot
 */

/** @type {Readonly<Record<PackageManagerName, Commands>>} */
const COMMANDS = {
  'apt-get': {
    install: ['-o', 'DPkg::Lock::Timeout=60', 'install', '-y', '--no-install-recommends'],
    refresh: ['update'],
    needsRoot: true,
  },
  dnf: { install: ['install', '-y'], refresh: null, needsRoot: true },
  apk: { install: ['add', '--no-cache'], refresh: null, needsRoot: true },
  brew: { install: ['install'], refresh: null, needsRoot: false },
};

/**
 * The package manager of this machine, or null.
 * @param {(name: string) => string | null} [onPath]
 * @returns {PackageManagerName | null}
 */
export function findPackageManager(onPath = findOnPath) {
  const names = /** @type {PackageManagerName[]} */ (Object.keys(COMMANDS));
  return names.find((name) => onPath(name) !== null) ?? null;
}

/**
 * Installs a package of the system.
 * @param {PackageManagerName} manager
 * @param {string} name
 * @param {AbortSignal} [signal]
 * @returns {Promise<string | null>} null when it is installed, else a clause on why it is not
 */
export async function installPackage(manager, name, signal) {
  const { install, refresh, needsRoot } = COMMANDS[manager];
  const prefix = needsRoot ? await becomeRoot(signal) : [];
  if (prefix === null) {
    return `${manager} needs an administrator (once, by hand: sudo ${manager} install ${name})`;
  }
  const attempt = (/** @type {readonly string[]} */ args) => {
    const [file = manager, ...rest] = [...prefix, manager, ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
    return run(file, rest, signal === undefined ? { env } : { env, signal });
  };
  let result = await attempt([...install, name]);
  if (result.code !== 0 && refresh !== null) {
    // A fresh system has no package lists yet, and old lists name files that are gone.
    const refreshed = await attempt(refresh);
    result = refreshed.code === 0 ? await attempt([...install, name]) : refreshed;
  }
  if (result.code === 0) return null;
  const cause = likelyCause(result.output) ?? lastWords(result.output);
  return `${manager} could not install ${name}: ${cause}`;
}

/**
 * What to put before a command so that it runs with an administrator's rights, without asking anybody.
 * @param {AbortSignal} [signal]
 * @returns {Promise<string[] | null>} null when there is no way
 */
async function becomeRoot(signal) {
  if (process.getuid?.() === 0) return [];
  if (findOnPath('sudo') === null) return null;
  const { code } = await run('sudo', ['-n', 'true'], signal === undefined ? {} : { signal });
  return code === 0 ? ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive'] : null;
}

/** @param {string} output */
function lastWords(output) {
  return output.trim().split('\n').at(-1)?.trim() || 'it gave no reason';
}
