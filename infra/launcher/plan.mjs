// @ts-check
import { Problem } from './problem.mjs';

/** @typedef {import('./types.mjs').Candidate} Candidate */
/** @typedef {import('./types.mjs').Environment} Environment */
/** @typedef {import('./types.mjs').PackageManagerName} PackageManagerName */

export const LIVEKIT_VERSION = '1.13.5';
export const OLDEST_REDIS = '6.2.0';
export const REDIS_IMAGE = 'redis:7.4-alpine';

// The digests of the release's own checksums.txt. LiveKit publishes no archive for macOS.
const LIVEKIT_SHA256 = {
  'linux-x64': ['amd64', 'c020fac437b7cc9b776eef1ad5ea8af77be9acfa07602eca20a3a44930dfbc70'],
  'linux-arm64': ['arm64', '332015305518765fe05bad74fc3a9d9583e635e7dd130de3c4fc563d69c550f3'],
};

/**
 * @typedef {object} Machine what is to be found here
 * @property {string} platform as in process.platform
 * @property {string} arch as in process.arch
 * @property {PackageManagerName | null} manager
 * @property {(name: string) => string | null} onPath
 */

/** @typedef {'EVENTSTORE_URL' | 'REDIS_URL' | 'LIVEKIT_URL'} UrlName */

/**
 * Which services are given by a URL of the environment. An empty variable counts as not set.
 * @param {Environment} env
 * @returns {Partial<Record<'eventstore' | 'redis' | 'livekit', { variable: UrlName, url: string }>>}
 * @throws {Problem} when LIVEKIT_URL comes without its key and secret, or is no URL
 */
export function givenServices(env) {
  /** @type {ReturnType<typeof givenServices>} */
  const given = {};
  for (const [name, variable] of /** @type {const} */ ([
    ['eventstore', 'EVENTSTORE_URL'],
    ['redis', 'REDIS_URL'],
    ['livekit', 'LIVEKIT_URL'],
  ])) {
    const url = env[variable];
    if (url === undefined || url === '') continue;
    if (!SCHEMES[variable].test(url)) {
      throw new Problem(
        `${variable} is not an address that can be used: ${withoutPassword(url)}`,
        EXAMPLES[variable],
      );
    }
    given[name] = { variable, url };
  }
  if (given.livekit !== undefined && (!env['LIVEKIT_API_KEY'] || !env['LIVEKIT_API_SECRET'])) {
    throw new Problem(
      'LIVEKIT_URL is set, but LIVEKIT_API_KEY and LIVEKIT_API_SECRET are not both.',
      'Set them too, or unset LIVEKIT_URL and Hearth runs LiveKit itself.',
    );
  }
  return given;
}

const SCHEMES = {
  EVENTSTORE_URL: /^(esdb|kurrentdb)(\+discover)?:\/\/[^/\s]+/,
  REDIS_URL: /^rediss?:\/\/[^/\s]+/,
  LIVEKIT_URL: /^(wss?|https?):\/\/[^/\s]+/,
};

const EXAMPLES = {
  EVENTSTORE_URL: 'For example: EVENTSTORE_URL=esdb://db.example.org:2113?tls=true',
  REDIS_URL: 'For example: REDIS_URL=redis://cache.example.org:6379',
  LIVEKIT_URL: 'For example: LIVEKIT_URL=wss://video.example.org',
};

/**
 * A URL as it may be shown.
 * @param {string} url
 */
export function withoutPassword(url) {
  return url.replace(/\/\/[^/@\s]*@/, '//***@');
}

/**
 * Where Redis may come from, best first.
 * @param {Machine} machine
 * @returns {Candidate[]}
 */
export function redisCandidates(machine) {
  /** @type {Candidate[]} */
  const candidates = [];
  const path = machine.onPath('redis-server') ?? machine.onPath('valkey-server');
  if (path !== null) candidates.push({ kind: 'path', path });
  if (machine.manager !== null) candidates.push(packaged(machine.manager, REDIS_PACKAGES));
  if (machine.onPath('docker') !== null) candidates.push({ kind: 'docker', image: REDIS_IMAGE });
  return candidates;
}

/**
 * Where LiveKit may come from, best first.
 * @param {Machine} machine
 * @param {string | null} cached the binary kept from an earlier fetch, when it is there
 * @returns {Candidate[]}
 */
export function livekitCandidates(machine, cached) {
  /** @type {Candidate[]} */
  const candidates = [];
  const path = machine.onPath('livekit-server');
  if (path !== null) candidates.push({ kind: 'path', path });
  if (cached !== null) candidates.push({ kind: 'cache', path: cached });
  const archive =
    LIVEKIT_SHA256[/** @type {keyof typeof LIVEKIT_SHA256} */ (`${machine.platform}-${machine.arch}`)];
  if (archive !== undefined) {
    const [arch = '', sha256 = ''] = archive;
    const base = `https://github.com/livekit/livekit/releases/download/v${LIVEKIT_VERSION}`;
    candidates.push({
      kind: 'download',
      url: `${base}/livekit_${LIVEKIT_VERSION}_linux_${arch}.tar.gz`,
      sha256,
    });
  }
  if (machine.manager === 'brew') candidates.push({ kind: 'package', manager: 'brew', package: 'livekit' });
  const go = machine.onPath('go');
  if (go !== null) candidates.push({ kind: 'go', path: go });
  return candidates;
}

/** @type {Readonly<Record<PackageManagerName, string>>} */
const REDIS_PACKAGES = { 'apt-get': 'redis-server', dnf: 'redis', apk: 'redis', brew: 'redis' };

/** @type {Readonly<Record<PackageManagerName, string>>} */
const CHROMIUM_PACKAGES = { 'apt-get': 'chromium', dnf: 'chromium', apk: 'chromium', brew: 'chromium' };

/**
 * @param {PackageManagerName} manager
 * @param {Readonly<Record<PackageManagerName, string>>} packages
 * @returns {Candidate}
 */
function packaged(manager, packages) {
  return { kind: 'package', manager, package: packages[manager] };
}

/**
 * Where a Chromium for the browser tests may come from, best first.
 * @param {Machine} machine
 * @returns {Candidate[]}
 */
export function chromiumCandidates(machine) {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const path = names.map((name) => machine.onPath(name)).find((found) => found !== null) ?? null;
  /** @type {Candidate[]} */
  const candidates = path === null ? [] : [{ kind: 'path', path }];
  if (machine.manager !== null) candidates.push(packaged(machine.manager, CHROMIUM_PACKAGES));
  // Some systems have a package of that name which only points to another package system.
  candidates.push({ kind: 'playwright' });
  return candidates;
}
