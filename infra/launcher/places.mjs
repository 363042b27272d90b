// @ts-check
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the clone. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where `npm start` keeps everything that belongs to this clone. */
export const DATA = join(ROOT, '.hearth');

/**
 * Where fetched and built tools are kept: outside the clone, so that the next clone starts in seconds.
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  const base = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(base, 'hearth');
}

/**
 * The files of one data folder.
 * @param {string} data
 */
export function layoutOf(data) {
  return {
    eventstore: join(data, 'eventstore'),
    redis: join(data, 'redis'),
    livekitConfiguration: join(data, 'livekit.yaml'),
    keyring: join(data, 'keyring'),
    secrets: join(data, 'secrets.json'),
    children: join(data, 'children.json'),
    lock: join(data, 'launcher.lock'),
    logs: join(data, 'logs'),
  };
}
