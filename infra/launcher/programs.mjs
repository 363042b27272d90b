// @ts-check
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lastLines } from './dependencies.mjs';
import { checkDigest, download, fileFromTarball, placeProgram } from './download.mjs';
import { findPackageManager, installPackage } from './package-manager.mjs';
import { cacheFolder, ROOT } from './places.mjs';
import {
  chromiumCandidates,
  LIVEKIT_VERSION,
  livekitCandidates,
  OLDEST_REDIS,
  REDIS_IMAGE,
  redisCandidates,
} from './plan.mjs';
import { likelyCause, Problem, sentenceOf } from './problem.mjs';
import { findOnPath, isExecutable, run, versionOf } from './run.mjs';
import { compareVersions } from './versions.mjs';

/** @typedef {import('./types.mjs').Candidate} Candidate */
/** @typedef {import('./types.mjs').Program} Program */
/** @typedef {(detail: string) => void} Tell */

/**
 * A program, or why there is none: a clause for each way that was tried.
 * @typedef {{ program: Program } | { program: null, reasons: string[] }} Obtained
 */

/**
 * @typedef {object} ObtainOptions
 * @property {Tell} tell says what is being done
 * @property {AbortSignal} [signal]
 * @property {boolean} [mayInstall] false: only what is there already
 * @property {string} [binary] a path that was named; nothing else is tried then
 */

const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** @returns {import('./plan.mjs').Machine} */
function thisMachine() {
  return {
    platform: process.platform,
    arch: process.arch,
    manager: findPackageManager(),
    onPath: (name) =>
      findOnPath(name) ?? (name === 'google-chrome' && isExecutable(MAC_CHROME) ? MAC_CHROME : null),
  };
}

/** Where the LiveKit that was fetched or built is kept. */
export function cachedLiveKit() {
  return join(cacheFolder(), `livekit-${LIVEKIT_VERSION}`, 'livekit-server');
}

/**
 * @param {ObtainOptions} options
 * @returns {Promise<Obtained>}
 */
export function obtainRedis(options) {
  const find = () => findOnPath('redis-server') ?? findOnPath('valkey-server');
  return obtain('Redis', redisCandidates(thisMachine()), options, { find, oldest: OLDEST_REDIS });
}

/**
 * @param {ObtainOptions} options
 * @returns {Promise<Obtained>}
 */
export function obtainLiveKit(options) {
  const cached = isExecutable(cachedLiveKit()) ? cachedLiveKit() : null;
  const find = () => findOnPath('livekit-server');
  return obtain('LiveKit', livekitCandidates(thisMachine(), cached), options, {
    find,
    oldest: LIVEKIT_VERSION,
  });
}

/**
 * A Chromium for the browser tests.
 * @param {ObtainOptions} options
 * @returns {Promise<Obtained>}
 */
export function obtainChromium(options) {
  const find = () => ['chromium', 'chromium-browser'].map((name) => findOnPath(name)).find(Boolean) ?? null;
  return obtain('Chromium', chromiumCandidates(thisMachine()), options, { find, oldest: '100.0.0' });
}

/**
 * @param {string} title
 * @param {readonly Candidate[]} candidates
 * @param {ObtainOptions} options
 * @param {{ find: () => string | null, oldest: string }} what how it is found once a package is installed
 * @returns {Promise<Obtained>}
 */
async function obtain(title, candidates, options, { find, oldest }) {
  /** @type {string[]} */
  const reasons = [];
  const ways = options.binary
    ? [/** @type {Candidate} */ ({ kind: 'path', path: options.binary })]
    : candidates;
  for (const way of ways) {
    if (options.mayInstall === false && !['path', 'cache'].includes(way.kind)) continue;
    const outcome = await take(title, way, options, find);
    options.signal?.throwIfAborted();
    if (typeof outcome === 'string') {
      reasons.push(outcome);
    } else if (compareVersions(outcome.version, oldest) < 0) {
      reasons.push(`${outcome.origin} is ${outcome.version}, older than ${oldest}`);
    } else {
      return { program: outcome };
    }
  }
  if (reasons.length === 0) reasons.push('it is not on this machine, and there is no way to fetch it');
  return { program: null, reasons };
}

/**
 * Tries one way.
 * @param {string} title
 * @param {Candidate} way
 * @param {ObtainOptions} options
 * @param {() => string | null} find
 * @returns {Promise<Program | string>} a clause when it did not work
 */
async function take(title, way, { tell, signal }, find) {
  switch (way.kind) {
    case 'path':
    case 'cache':
      return program(way.path, way.path);
    case 'package': {
      tell(`installing ${way.package} with ${way.manager}`);
      const why = await installPackage(way.manager, way.package, signal);
      if (why !== null) return why;
      const path = find();
      return path === null
        ? `${way.manager} installed ${way.package}, but no program came with it`
        : program(path, `${way.manager}, ${path}`);
    }
    case 'download':
      return downloaded(way, tell, signal);
    case 'go':
      return builtByGo(way.path, tell, signal);
    case 'playwright':
      return fetchedByPlaywright(tell, signal);
    case 'docker':
      return container(title, way.image, tell, signal);
    default:
      throw new Error(/** @type {never} */ (way));
  }
}

/**
 * @param {string} path
 * @param {string} origin
 * @returns {Promise<Program | string>}
 */
async function program(path, origin) {
  const version = await versionOf(path);
  return version === null ? `${path} does not run` : { origin, version, run: { kind: 'binary', path } };
}

/**
 * @param {{ url: string, sha256: string }} release
 * @param {Tell} tell
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Program | string>}
 */
async function downloaded({ url, sha256 }, tell, signal) {
  tell(`downloading LiveKit ${LIVEKIT_VERSION}`);
  try {
    const onProgress = (/** @type {number} */ fraction) =>
      tell(`downloading LiveKit ${LIVEKIT_VERSION}: ${Math.floor(fraction * 100)} %`);
    const archive = await download(url, signal === undefined ? { onProgress } : { onProgress, signal });
    checkDigest(archive, sha256);
    placeProgram(fileFromTarball(archive, 'livekit-server'), cachedLiveKit());
  } catch (error) {
    signal?.throwIfAborted();
    return `its release could not be downloaded: ${sentenceOf(error)}`;
  }
  return program(cachedLiveKit(), `release v${LIVEKIT_VERSION}, kept in ${dirname(cachedLiveKit())}`);
}

/**
 * @param {string} go
 * @param {Tell} tell
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Program | string>}
 */
async function builtByGo(go, tell, signal) {
  const source = `github.com/livekit/livekit-server/cmd/server@v${LIVEKIT_VERSION}`;
  tell(`building LiveKit ${LIVEKIT_VERSION} with go install: about two minutes, once on this machine`);
  const target = cachedLiveKit();
  mkdirSync(dirname(target), { recursive: true });
  const workshop = mkdtempSync(join(dirname(target), 'build-'));
  try {
    const env = { ...process.env, GOBIN: workshop, CGO_ENABLED: '0' };
    const { code, output } = await run(
      go,
      ['install', source],
      signal === undefined ? { env } : { env, signal },
    );
    if (code !== 0)
      return `go install did not succeed: ${likelyCause(output) ?? output.trim().split('\n').at(-1)}`;
    chmodSync(join(workshop, 'server'), 0o755);
    renameSync(join(workshop, 'server'), target);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  return program(target, `go install, kept in ${dirname(target)}`);
}

/**
 * The browser that Playwright itself would fetch, into its own cache.
 * @param {Tell} tell
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Program | string>}
 */
async function fetchedByPlaywright(tell, signal) {
  tell('downloading the Chromium of Playwright');
  const options = { cwd: ROOT, ...(signal === undefined ? {} : { signal }) };
  const cli = join(ROOT, 'node_modules', 'playwright-core', 'cli.js');
  const { code, output } = await run(process.execPath, [cli, 'install', 'chromium'], options);
  if (code !== 0)
    return `Playwright could not download it: ${likelyCause(output) ?? lastLines(output, 1).trim()}`;
  const ask = "import('playwright-core').then(({ chromium }) => console.log(chromium.executablePath()))";
  const path = (await run(process.execPath, ['--eval', ask], options)).output.trim();
  return program(path, `Playwright, ${path}`);
}

/**
 * @param {string} title
 * @param {string} image
 * @param {Tell} tell
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Program | string>}
 */
async function container(title, image, tell, signal) {
  const options = signal === undefined ? {} : { signal };
  const engine = await run('docker', ['version', '--format', '{{.Server.Version}}'], options);
  if (engine.code !== 0)
    return 'docker is installed, but its engine does not run or is not open to this user';
  tell(`pulling ${image} with Docker`);
  const pulled = await run('docker', ['pull', '--quiet', image], options);
  if (pulled.code !== 0)
    return `docker could not pull ${image}: ${likelyCause(pulled.output) ?? 'see docker pull'}`;
  return {
    origin: `Docker, ${image}`,
    version: /\d+\.\d+/.exec(image)?.[0] ?? title,
    run: { kind: 'docker', image },
  };
}

/**
 * The sentence for a Redis that cannot be had.
 * @param {readonly string[]} reasons
 */
export function noRedis(reasons) {
  return new Problem(
    `Hearth needs Redis, and none could be brought up here: ${reasons.join('; ')}.`,
    `Install it (Debian, Ubuntu: sudo apt-get install redis-server; macOS: brew install redis), or name one: REDIS_URL=redis://host:6379 npm start (or: docker run -p 6379:6379 ${REDIS_IMAGE})`,
  );
}
