// @ts-check
import { join } from 'node:path';
import { askHealth, askLiveKit, askRedis } from './probe.mjs';

/** @typedef {import('./supervised.mjs').Definition} Definition */
/** @typedef {import('./types.mjs').Program} Program */
/** @typedef {import('./probe.mjs').Answer} Answer */
/** @typedef {Readonly<Record<string, string>>} Env */

const STORES_WITHIN_MS = 60_000;
/** After a crash the event store builds its index anew from the log, at about 45,000 events a second. */
const EVENT_STORE_WITHIN_MS = 15 * 60_000;
const APPS_WITHIN_MS = 90_000;
const DEMO_WITHIN_MS = 180_000;

/**
 * Where the built entry of one of Hearth's own processes is.
 * @param {string} root
 * @param {'api' | 'worker' | 'eventstore' | 'demo'} app
 */
export function entryOf(root, app) {
  return join(root, 'dist', 'apps', app, 'src', 'main.js');
}

/**
 * The embedded event store.
 * @param {{ root: string, data: string, port: number, env: Env, version: string }} options
 * @returns {Definition}
 */
export function eventStoreDefinition({ root, data, port, env, version }) {
  return {
    name: 'eventstore',
    file: process.execPath,
    args: [entryOf(root, 'eventstore'), '--data', data, '--port', String(port)],
    env,
    origin: 'embedded',
    version,
    address: `127.0.0.1:${port}`,
    ready: async ({ lines }) => saidReady(lines),
    readyWithinMs: EVENT_STORE_WITHIN_MS,
  };
}

/**
 * Redis, keeping what it holds on the disk.
 * @param {{ program: Program, data: string, port: number, env: Env }} options
 * @returns {Definition}
 */
export function redisDefinition({ program, data, port, env }) {
  const url = `redis://127.0.0.1:${port}`;
  const keeping = [
    '--appendonly',
    'yes',
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
    '--daemonize',
    'no',
  ];
  const common = {
    name: /** @type {const} */ ('redis'),
    env,
    origin: program.origin,
    version: program.version,
  };
  const rest = { address: `127.0.0.1:${port}`, readyWithinMs: STORES_WITHIN_MS };
  switch (program.run.kind) {
    case 'binary':
      return {
        ...common,
        ...rest,
        file: program.run.path,
        args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', data, '--logfile', '', ...keeping],
        cwd: data,
        ready: async ({ pid }) => {
          const answer = await askRedis(url);
          const stranger = answer.ok && answer.pid !== pid;
          return stranger ? { ok: false, why: 'another Redis answers at its port' } : answer;
        },
      };
    case 'docker': {
      const container = `hearth-redis-${port}`;
      const owner =
        process.getuid === undefined ? [] : ['--user', `${process.getuid()}:${process.getgid?.() ?? 0}`];
      return {
        ...common,
        ...rest,
        file: 'docker',
        args: [
          ...['run', '--rm', '--name', container, ...owner, '--publish', `127.0.0.1:${port}:6379`],
          ...[
            '--volume',
            `${data}:/data`,
            program.run.image,
            'redis-server',
            '--protected-mode',
            'no',
            ...keeping,
          ],
        ],
        container,
        ready: () => askRedis(url),
      };
    }
    default:
      throw new Error(/** @type {never} */ (program.run));
  }
}

/**
 * LiveKit, on this machine only.
 * @param {{ program: Program, configuration: string, port: number, key: string, secret: string, env: Env }} options
 * @returns {Definition}
 */
export function liveKitDefinition({ program, configuration, port, key, secret, env }) {
  if (program.run.kind !== 'binary') throw new Error('LiveKit is run as a program only.');
  return {
    name: 'livekit',
    file: program.run.path,
    args: ['--config', configuration],
    env,
    origin: program.origin,
    version: program.version,
    address: `127.0.0.1:${port}`,
    ready: () => askLiveKit(`http://127.0.0.1:${port}`, key, secret),
    readyWithinMs: STORES_WITHIN_MS,
  };
}

/**
 * The api or the worker, which say on a page of their own whether they are ready.
 * @param {{ root: string, name: 'api' | 'worker', host: string, port: number, env: Env, version: string }} options
 * @returns {Definition}
 */
export function appDefinition({ root, name, host, port, env, version }) {
  return {
    name,
    file: process.execPath,
    args: ['--enable-source-maps', entryOf(root, name)],
    env,
    cwd: root,
    origin: 'built from this clone',
    version,
    address: `${host}:${port}`,
    ready: () => askHealth(`http://${host}:${port}/health/ready`),
    readyWithinMs: APPS_WITHIN_MS,
  };
}

/**
 * The demo programme and its simulated participants. It is ready when it says so, or when it ended well.
 * @param {{ root: string, env: Env, version: string }} options
 * @returns {Definition}
 */
export function demoDefinition({ root, env, version }) {
  return {
    name: 'demo',
    file: process.execPath,
    args: ['--enable-source-maps', entryOf(root, 'demo')],
    env,
    cwd: root,
    origin: 'built from this clone',
    version,
    ready: async ({ lines }) => saidReady(lines),
    readyWithinMs: DEMO_WITHIN_MS,
    mayFinish: true,
  };
}

/**
 * Whether a process wrote its line `{"ready":true,...}`.
 * @param {readonly string[]} lines
 * @returns {Answer}
 */
export function saidReady(lines) {
  const said = lines.some((line) => line.startsWith('{') && isReadyLine(line));
  return said
    ? { ok: true, version: null, pid: null }
    : { ok: false, why: 'it has not said that it is ready' };
}

/** @param {string} line */
function isReadyLine(line) {
  try {
    const value = /** @type {unknown} */ (JSON.parse(line));
    return typeof value === 'object' && value !== null && 'ready' in value && value.ready === true;
  } catch {
    // A log line that only begins like JSON.
    return false;
  }
}
