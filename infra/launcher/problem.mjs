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
  return textOf(error, 'message') ?? String(error);
}

/**
 * The code of a system error (`EACCES`, `ENOENT`), or an empty text.
 * @param {unknown} error
 * @returns {string}
 */
export function codeOf(error) {
  return textOf(error, 'code') ?? '';
}

/**
 * What lies behind an error: `fetch` says only that it failed, and hides the reason one level down.
 * @param {unknown} error
 * @returns {unknown} the error itself when nothing does
 */
export function causeOf(error) {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return cause ?? error;
}

/**
 * Errors are told by their shape and not by their class: under Jest those of Node are of another realm.
 * @param {unknown} error
 * @param {string} field
 * @returns {string | null}
 */
function textOf(error, field) {
  if (typeof error !== 'object' || error === null) return null;
  const value = /** @type {Record<string, unknown>} */ (error)[field];
  return typeof value === 'string' ? value : null;
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
