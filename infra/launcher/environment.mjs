// @ts-check

/** @typedef {import('./types.mjs').Environment} Environment */

// What Hearth's own processes are configured by. A launcher hands on what it was given on purpose, and never
// what happens to be in the environment of the program that called it, such as a test run.
const CONFIGURATION = /^(EVENTSTORE_|REDIS_|LIVEKIT_|HEARTH_|KEYRING_|PORT$|WORKER_PORT$|LOG_LEVEL$)/;
const OF_THE_CALLER = /^(npm_|JEST_|INIT_CWD$|NODE_OPTIONS$|NODE_CHANNEL_)/;

/**
 * The environment that children start from: the machine's, without the caller's own configuration.
 * @param {Environment} [env]
 * @returns {Record<string, string>}
 */
export function machineEnvironment(env = process.env) {
  /** @type {Record<string, string>} */
  const kept = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || CONFIGURATION.test(name) || OF_THE_CALLER.test(name)) continue;
    if (name === 'NODE_ENV' && value === 'test') continue;
    kept[name] = value;
  }
  return kept;
}

/**
 * The configuration of Hearth's processes: what was given, and for the rest what was brought up here.
 * @param {Environment} given
 * @param {object} made
 * @param {Readonly<{ api: number, worker: number }>} made.ports
 * @param {Readonly<{ eventstore: string, redis: string, livekit: string | null }>} made.urls
 * @param {Readonly<{ HEARTH_SECRET: string, LIVEKIT_API_KEY: string, LIVEKIT_API_SECRET: string }>} made.secrets
 * @param {string} made.keyring
 * @returns {Record<string, string>}
 */
export function hearthEnvironment(given, { ports, urls, secrets, keyring }) {
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && value !== '' && CONFIGURATION.test(name)) env[name] = value;
  }
  const fallbacks = { HEARTH_MODE: 'demo', KEYRING_PATH: keyring, ...secrets };
  for (const [name, value] of Object.entries(fallbacks)) env[name] ??= value;
  env['PORT'] = String(ports.api);
  env['WORKER_PORT'] = String(ports.worker);
  env['EVENTSTORE_URL'] = urls.eventstore;
  env['REDIS_URL'] = urls.redis;
  if (urls.livekit === null) {
    for (const name of Object.keys(env)) if (name.startsWith('LIVEKIT_')) delete env[name];
  } else {
    env['LIVEKIT_URL'] = urls.livekit;
    env['LIVEKIT_PUBLIC_URL'] ??= urls.livekit;
  }
  return env;
}
