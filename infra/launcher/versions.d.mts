/**
 * The numbers of a version such as `v20.19.0`, `1.13.5` or `7.0.15-rc1`.
 * @param {string} text
 * @returns {[number, number, number] | null} null when there is no number in it
 */
export function versionNumbers(text: string): [number, number, number] | null;
/**
 * Compares two versions by their three numbers.
 * @param {string} left
 * @param {string} right
 * @returns {number} below 0 when left is older, 0 when equal, above 0 when left is newer; a text without a
 *   number is older than everything
 */
export function compareVersions(left: string, right: string): number;
/**
 * One sentence for somebody whose Node is too old, or null when it is new enough.
 * @param {string} running the version that runs
 * @returns {string | null}
 */
export function nodeComplaint(running: string): string | null;
/** The oldest Node that Hearth runs on. */
export const MINIMUM_NODE: '20.19.0';
