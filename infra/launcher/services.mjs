// @ts-check
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endLeftovers } from './children.mjs';
import {
  appDefinition,
  demoDefinition,
  entryOf,
  eventStoreDefinition,
  liveKitDefinition,
  redisDefinition,
} from './definitions.mjs';
import { configurationNames, hearthEnvironment, machineEnvironment } from './environment.mjs';
import { checkGiven } from './given.mjs';
import { House } from './house.mjs';
import { writeLiveKitConfiguration } from './livekit-configuration.mjs';
import { layoutOf, ROOT } from './places.mjs';
import { givenServices } from './plan.mjs';
import { freePort } from './ports.mjs';
import { Problem, sentenceOf } from './problem.mjs';
import { noRedis, obtainLiveKit, obtainRedis } from './programs.mjs';
import { clonesSecrets } from './secrets.mjs';

/** @typedef {import('./types.mjs').ServiceName} ServiceName */
/** @typedef {import('./types.mjs').StartServicesOptions} Options */
/** @typedef {import('./types.mjs').RunningServices} Running */

/** @typedef {Awaited<ReturnType<typeof makePlan>>} Plan */

/**
 * Brings services up, each ready before this returns, and keeps them up until `stop`.
 * @param {Options} options
 * @returns {Promise<Running>}
 * @throws {Problem} when one of them cannot be had or does not get ready; nothing runs then
 */
export async function startServices(options) {
  mkdirSync(options.dataDir, { recursive: true });
  await endLeftovers(layoutOf(options.dataDir).children);
  const plan = await makePlan(options);
  const house = new House(options.dataDir, plan.onStatus, options.signal);
  try {
    await house.together([bringEventStore(plan, house), bringRedis(plan, house), bringLiveKit(plan, house)]);
    await house.together([bringApp('api', plan, house), bringApp('worker', plan, house)]);
    await bringDemo(plan, house);
  } catch (error) {
    await house.stop();
    throw error;
  }
  return running(plan, house);
}

/**
 * What is settled before anything runs: ports, secrets, which services are given.
 * @param {Options} options
 */
async function makePlan(options) {
  const root = options.root ?? ROOT;
  const given = options.env ?? {};
  const layout = layoutOf(options.dataDir);
  const made = clonesSecrets(layout.secrets);
  const names = configurationNames(root);
  const { version } = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  );
  return {
    options,
    root,
    layout,
    version,
    wanted: new Set(options.services),
    given: givenServices(given),
    onStatus: options.onStatus ?? (() => undefined),
    names,
    machine: machineEnvironment(names),
    host: addressOf(given['HOST']),
    secrets: {
      HEARTH_SECRET: given['HEARTH_SECRET'] || made.HEARTH_SECRET,
      LIVEKIT_API_KEY: given['LIVEKIT_API_KEY'] || made.LIVEKIT_API_KEY,
      LIVEKIT_API_SECRET: given['LIVEKIT_API_SECRET'] || made.LIVEKIT_API_SECRET,
    },
    urls: { eventstore: '', redis: '', livekit: /** @type {string | null} */ (null) },
    ports: {
      api: options.ports === 'free' ? await freePort() : options.ports.web,
      worker: await freePort(),
      eventstore: await freePort(),
      redis: await freePort(),
      signal: await freePort(),
      rtcTcp: await freePort(),
      rtcUdp: await freePort('udp'),
    },
  };
}

/**
 * Where the api and the worker can be reached from this machine.
 * @param {string | undefined} listening the address that they listen on
 */
function addressOf(listening) {
  return !listening || ['0.0.0.0', '::', 'localhost'].includes(listening) ? '127.0.0.1' : listening;
}

/**
 * @param {Plan} plan
 * @param {House} house
 */
async function bringEventStore(plan, house) {
  const { given, root, layout, version } = plan;
  if (given.eventstore !== undefined) plan.urls.eventstore = given.eventstore.url;
  if (!plan.wanted.has('eventstore')) return;
  if (given.eventstore !== undefined)
    return checkGiven('eventstore', given.eventstore, plan.secrets, plan.onStatus);
  mustBeBuilt(root, 'eventstore');
  const port = plan.ports.eventstore;
  plan.urls.eventstore = `esdb://127.0.0.1:${port}?tls=false`;
  await house.run(
    eventStoreDefinition({ root, data: layout.eventstore, port, env: environmentOf(plan), version }),
  );
}

/**
 * @param {Plan} plan
 * @param {House} house
 */
async function bringRedis(plan, house) {
  const { given, layout } = plan;
  if (given.redis !== undefined) plan.urls.redis = given.redis.url;
  if (!plan.wanted.has('redis')) return;
  if (given.redis !== undefined) return checkGiven('redis', given.redis, plan.secrets, plan.onStatus);
  const obtained = await obtainRedis(obtainOptions(plan, house, 'redis'));
  if (obtained.program === null) {
    plan.onStatus({ name: 'redis', state: 'failed', detail: obtained.reasons.join('; ') });
    throw noRedis(obtained.reasons);
  }
  const port = plan.ports.redis;
  plan.urls.redis = `redis://127.0.0.1:${port}`;
  mkdirSync(layout.redis, { recursive: true });
  await house.run(
    redisDefinition({ program: obtained.program, data: layout.redis, port, env: plan.machine }),
  );
}

/**
 * @param {Plan} plan
 * @param {House} house
 */
async function bringLiveKit(plan, house) {
  const { given, root, layout, ports, secrets } = plan;
  if (given.livekit !== undefined) plan.urls.livekit = given.livekit.url;
  if (!plan.wanted.has('livekit')) return;
  if (given.livekit !== undefined) return checkGiven('livekit', given.livekit, secrets, plan.onStatus);
  const { program, ...rest } = await obtainLiveKit(obtainOptions(plan, house, 'livekit'));
  if (program === null) return withoutVideo(plan, 'reasons' in rest ? rest.reasons.join('; ') : '');
  const { LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = secrets;
  const configuration = layout.livekitConfiguration;
  writeLiveKitConfiguration(root, configuration, {
    signalPort: ports.signal,
    apiHost: plan.host,
    rtcTcpPort: ports.rtcTcp,
    rtcUdpPort: ports.rtcUdp,
    apiPort: ports.api,
    apiKey: key,
    apiSecret: secret,
  });
  try {
    const port = ports.signal;
    await house.run(liveKitDefinition({ program, configuration, port, key, secret, env: plan.machine }));
  } catch (error) {
    house.ending.throwIfAborted();
    return withoutVideo(plan, sentenceOf(error));
  }
  plan.urls.livekit = `ws://127.0.0.1:${ports.signal}`;
}

/**
 * @param {Plan} plan
 * @param {string} why
 */
function withoutVideo({ options, onStatus }, why) {
  if (options.videoMayBeOff !== true) throw new Problem(`LiveKit cannot be brought up: ${why}`);
  onStatus({ name: 'livekit', state: 'off', detail: `video is off: ${why.split('\n')[0]}` });
}

/**
 * @param {'api' | 'worker'} name
 * @param {Plan} plan
 * @param {House} house
 */
async function bringApp(name, plan, house) {
  const { root, version, host } = plan;
  if (!plan.wanted.has(name)) return;
  mustBeBuilt(root, name);
  await house.run(
    appDefinition({ root, name, host, port: plan.ports[name], env: environmentOf(plan), version }),
  );
}

/**
 * @param {Plan} plan
 * @param {House} house
 */
async function bringDemo(plan, house) {
  const { root, version } = plan;
  if (!plan.wanted.has('demo')) return;
  mustBeBuilt(root, 'demo');
  try {
    await house.run(demoDefinition({ root, env: environmentOf(plan), version }));
  } catch (error) {
    house.ending.throwIfAborted();
    if (plan.options.demoMayFail !== true) throw error;
  }
}

/**
 * @param {Plan} plan
 * @returns {Record<string, string>}
 */
function environmentOf(plan) {
  return { ...plan.machine, ...configurationOf(plan) };
}

/** @param {Plan} plan */
function configurationOf({ options, names, ports, urls, secrets, layout }) {
  return hearthEnvironment(names, options.env ?? {}, { ports, urls, secrets, keyring: layout.keyring });
}

/**
 * @param {Plan} plan
 * @param {House} house
 * @param {'redis' | 'livekit'} name
 */
function obtainOptions({ options, onStatus }, house, name) {
  const { mayInstall } = options;
  const binaries = options.binaries ?? {
    redis: process.env['HEARTH_TEST_REDIS_BIN'],
    livekit: process.env['HEARTH_TEST_LIVEKIT_BIN'],
  };
  return {
    tell: (/** @type {string} */ detail) => onStatus({ name, state: 'working', detail }),
    signal: house.ending,
    ...(mayInstall === undefined ? {} : { mayInstall }),
    ...(binaries[name] === undefined ? {} : { binary: binaries[name] }),
  };
}

/**
 * @param {string} root
 * @param {'api' | 'worker' | 'eventstore' | 'demo'} app
 */
function mustBeBuilt(root, app) {
  if (existsSync(entryOf(root, app))) return;
  throw new Problem(`The ${app} is not built.`, 'Build it: npm run build:server');
}

/**
 * @param {Plan} plan
 * @param {House} house
 * @returns {Running}
 */
function running(plan, house) {
  const { host, ports } = plan;
  return {
    urls: { ...plan.urls, api: `http://${host}:${ports.api}`, worker: `http://${host}:${ports.worker}` },
    env: configurationOf(plan),
    stop: () => house.stop(),
    killNow: () => house.killNow(),
    kill: (name, signal = 'SIGKILL') => house.service(name).signal(signal),
    down: (name) => house.service(name).stop(),
    restart: async (name) => {
      await house.service(name).stop();
      await house.service(name).start();
    },
    pid: (name) => house.pid(name),
  };
}
