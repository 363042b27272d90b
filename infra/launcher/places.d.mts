/**
 * Where fetched and built tools are kept: outside the clone, so that the next clone starts in seconds.
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {string}
 */
export function cacheFolder(env?: Readonly<Record<string, string | undefined>>): string;
/**
 * The files of one data folder.
 * @param {string} data
 */
export function layoutOf(data: string): {
  eventstore: string;
  redis: string;
  livekitConfiguration: string;
  keyring: string;
  secrets: string;
  children: string;
  lock: string;
  logs: string;
};
/** The root of the clone. */
export const ROOT: string;
/** Where `npm start` keeps everything that belongs to this clone. */
export const DATA: string;
