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
export function givenServices(env: Environment): Partial<
  Record<
    'eventstore' | 'redis' | 'livekit',
    {
      variable: UrlName;
      url: string;
    }
  >
>;
/**
 * A URL as it may be shown.
 * @param {string} url
 */
export function withoutPassword(url: string): string;
/**
 * Where Redis may come from, best first.
 * @param {Machine} machine
 * @returns {Candidate[]}
 */
export function redisCandidates(machine: Machine): Candidate[];
/**
 * Where LiveKit may come from, best first.
 * @param {Machine} machine
 * @param {string | null} cached the binary kept from an earlier fetch, when it is there
 * @returns {Candidate[]}
 */
export function livekitCandidates(machine: Machine, cached: string | null): Candidate[];
/**
 * Where a Chromium for the browser tests may come from, best first.
 * @param {Machine} machine
 * @returns {Candidate[]}
 */
export function chromiumCandidates(machine: Machine): Candidate[];
/** @typedef {import('./types.mjs').Candidate} Candidate */
/** @typedef {import('./types.mjs').Environment} Environment */
/** @typedef {import('./types.mjs').PackageManagerName} PackageManagerName */
export const LIVEKIT_VERSION: '1.13.5';
export const OLDEST_REDIS: '6.2.0';
export const REDIS_IMAGE: 'redis:7.4-alpine';
/**
 * what is to be found here
 */
export type Machine = {
  /**
   * as in process.platform
   */
  platform: string;
  /**
   * as in process.arch
   */
  arch: string;
  manager: PackageManagerName | null;
  onPath: (name: string) => string | null;
};
export type UrlName = 'EVENTSTORE_URL' | 'REDIS_URL' | 'LIVEKIT_URL';
export type Candidate = import('./types.mjs').Candidate;
export type Environment = import('./types.mjs').Environment;
export type PackageManagerName = import('./types.mjs').PackageManagerName;
