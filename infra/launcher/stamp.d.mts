/**
 * A hash over the names and contents of files, independent of times and of the order of a listing.
 * @param {string} root
 * @param {readonly string[]} inputs files and folders below the root; one that is missing counts as empty
 * @param {(path: string) => boolean} [counts] leaves files out by their path below the root
 * @returns {string}
 */
export function hashOf(root: string, inputs: readonly string[], counts?: (path: string) => boolean): string;
/**
 * Whether the stamp says that this was already made from these inputs.
 * @param {string} file
 * @param {string} hash
 */
export function stampIs(file: string, hash: string): boolean;
/**
 * @param {string} file
 * @param {string} hash
 */
export function writeStamp(file: string, hash: string): void;
