// @ts-check

/** Something that a person can put right: one sentence on what is wrong, one on the way out. */
export class Problem extends Error {
  /**
   * @param {string} what one plain sentence
   * @param {string} [wayOut] one plain sentence; empty when there is nothing to do but read the first
   */
  constructor(what, wayOut = '') {
    super(what);
    this.name = 'Problem';
    this.wayOut = wayOut;
  }
}

/**
 * The sentence of an error, whatever was thrown.
 * @param {unknown} error
 * @returns {string}
 */
export function sentenceOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The code of a system error (`EACCES`, `ENOENT`), or an empty text.
 * @param {unknown} error
 * @returns {string}
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const NETWORK = [
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/,
  /Temporary failure resolving|Could not resolve|no such host|network is unreachable|i\/o timeout/i,
  /dial tcp|Failed to fetch|Could not connect/,
];

/**
 * Why a command of a package manager or a build failed, as far as its output tells.
 * @param {string} output
 * @returns {'no network' | 'not enough rights' | 'the disk is full' | null}
 */
export function likelyCause(output) {
  if (/ENOSPC|No space left on device/i.test(output)) return 'the disk is full';
  if (/EACCES|EPERM|EROFS|Permission denied|are you root/i.test(output)) return 'not enough rights';
  return NETWORK.some((pattern) => pattern.test(output)) ? 'no network' : null;
}
