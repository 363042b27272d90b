// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./types.mjs').Environment} Environment */

// What a program that calls us leaves in the environment for its own children.
const OF_THE_CALLER = /^(npm_|JEST_|HEARTH_TEST_|INIT_CWD$|NODE_OPTIONS$|NODE_CHANNEL_)/;

/**
 * The names of everything that Hearth's processes are configured by. They are read from `.env.example`, which is
 * written from the schema that those processes check, so that no second list can fall behind it.
 * @param {string} root
 * @returns {ReadonlySet<string>}
 */
export function configurationNames(root) {
  const example = readFileSync(join(root, '.env.example'), 'utf8');
  return new Set([...example.matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name));
}

/**
 * The environment that children start from: the machine's, without what configures Hearth. A launcher hands on
 * what it was given on purpose, and never what happens to be in the environment of its caller, such as a test run.
 * @param {ReadonlySet<string>} names see configurationNames
 * @param {Environment} [env]
 * @returns {Record<string, string>}
 */
export function machineEnvironment(names, env = process.env) {
  /** @type {Record<string, string>} */
  const kept = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || names.has(name) || OF_THE_CALLER.test(name)) continue;
    if (name === 'NODE_ENV' && value === 'test') continue;
    kept[name] = value;
  }
  return kept;
}

/**
 * The configuration of Hearth's processes: what was given, and for the rest what was brought up here.
 * @param {ReadonlySet<string>} names see configurationNames
 * @param {Environment} given
 * @param {object} made
 * @param {Readonly<{ api: number, worker: number }>} made.ports
 * @param {Readonly<{ eventstore: string, redis: string, livekit: string | null }>} made.urls
 * @param {Readonly<{ HEARTH_SECRET: string, LIVEKIT_API_KEY: string, LIVEKIT_API_SECRET: string }>} made.secrets
 * @param {string} made.keyring
 * @returns {Record<string, string>}
 */
export function hearthEnvironment(names, given, { ports, urls, secrets, keyring }) {
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && value !== '' && names.has(name)) env[name] = value;
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
