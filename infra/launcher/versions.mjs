// @ts-check
// Written in old syntax on purpose: an outdated Node must be able to read this far and be told so.

/** The oldest Node that Hearth runs on. */
export const MINIMUM_NODE = '20.19.0';

/**
 * The numbers of a version such as `v20.19.0`, `1.13.5` or `7.0.15-rc1`.
 * @param {string} text
 * @returns {[number, number, number] | null} null when there is no number in it
 */
export function versionNumbers(text) {
  const match = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text);
  if (match === null) return null;
  return [Number(match[1]), Number(match[2] || 0), Number(match[3] || 0)];
}

/**
 * Compares two versions by their three numbers.
 * @param {string} left
 * @param {string} right
 * @returns {number} below 0 when left is older, 0 when equal, above 0 when left is newer; a text without a
 *   number is older than everything
 */
export function compareVersions(left, right) {
  const a = versionNumbers(left) || [-1, -1, -1];
  const b = versionNumbers(right) || [-1, -1, -1];
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * One sentence for somebody whose Node is too old, or null when it is new enough.
 * @param {string} running the version that runs
 * @returns {string | null}
 */
export function nodeComplaint(running) {
  if (compareVersions(running, MINIMUM_NODE) >= 0) return null;
  return (
    'Hearth needs Node ' +
    MINIMUM_NODE.replace(/\.0$/, '') +
    ' or newer, and this is ' +
    running +
    '. Install a newer one from https://nodejs.org (or with nvm: nvm install 22), then run this again.'
  );
}
