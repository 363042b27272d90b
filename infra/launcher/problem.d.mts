/**
 * The sentence of an error, whatever was thrown.
 * @param {unknown} error
 * @returns {string}
 */
export function sentenceOf(error: unknown): string;
/**
 * The code of a system error (`EACCES`, `ENOENT`), or an empty text.
 * @param {unknown} error
 * @returns {string}
 */
export function codeOf(error: unknown): string;
/**
 * What lies behind an error: `fetch` says only that it failed, and hides the reason one level down.
 * @param {unknown} error
 * @returns {unknown} the error itself when nothing does
 */
export function causeOf(error: unknown): unknown;
/**
 * Why a command of a package manager or a build failed, as far as its output tells.
 * @param {string} output
 * @returns {'no network' | 'not enough rights' | 'the disk is full' | null}
 */
export function likelyCause(output: string): 'no network' | 'not enough rights' | 'the disk is full' | null;
/** Something that a person can put right: one sentence on what is wrong, one on the way out. */
export class Problem extends Error {
  /**
   * @param {string} what one plain sentence
   * @param {string} [wayOut] one plain sentence; empty when there is nothing to do but read the first
   */
  constructor(what: string, wayOut?: string);
  wayOut: string;
}
