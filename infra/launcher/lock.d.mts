/**
 * @typedef {object} LockHolder
 * @property {number} pid
 * @property {string} identity
 * @property {string} url where that copy can be opened
 */
/**
 * Who holds the lock, or null when nobody does: no file, an unreadable one, or one left by a process that is gone.
 * @param {string} file
 * @returns {LockHolder | null}
 */
export function lockHolder(file: string): LockHolder | null;
/**
 * Takes the lock for this process.
 * @param {string} file
 * @param {string} url where this copy will be open
 * @returns {() => void} gives it back
 * @throws {Problem} when another living process holds it
 */
export function takeLock(file: string, url: string): () => void;
export type LockHolder = {
  pid: number;
  identity: string;
  /**
   * where that copy can be opened
   */
  url: string;
};
