import { describe, expect, it } from '@jest/globals';
import { configurationNames, hearthEnvironment, machineEnvironment } from './environment.mjs';
import { ROOT } from './places.mjs';

const names = configurationNames(ROOT);

const made = {
  ports: { api: 3000, worker: 3001 },
  urls: {
    eventstore: 'esdb://127.0.0.1:1?tls=false',
    redis: 'redis://127.0.0.1:2',
    livekit: 'ws://127.0.0.1:3',
  },
  secrets: { HEARTH_SECRET: 'cookie', LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 'secret' },
  keyring: '/data/keyring',
};

describe('what Hearth is configured by', () => {
  it('is what .env.example names', () => {
    for (const name of [
      'EVENTSTORE_URL',
      'REDIS_URL',
      'LIVEKIT_API_SECRET',
      'KEYRING_PATH',
      'PORT',
      'HEARTH_SECRET',
    ]) {
      expect(names.has(name)).toBe(true);
    }
    expect(names.has('PATH')).toBe(false);
  });
});

describe("the machine's environment", () => {
  it("is the caller's without what configures Hearth, npm or a test run", () => {
    const env = machineEnvironment(names, {
      PATH: '/bin',
      NODE_ENV: 'test',
      NODE_OPTIONS: '--experimental-vm-modules',
      JEST_WORKER_ID: '1',
      npm_lifecycle_event: 'test',
      REDIS_URL: 'redis://elsewhere',
      HEARTH_SECRET: 'theirs',
      PORT: '80',
    });
    expect(env).toEqual({ PATH: '/bin' });
  });

  it('keeps a NODE_ENV that was meant', () => {
    expect(machineEnvironment(names, { NODE_ENV: 'production' })).toEqual({ NODE_ENV: 'production' });
  });
});

describe("the environment of Hearth's processes", () => {
  it('names everything that was brought up', () => {
    expect(hearthEnvironment(names, {}, made)).toEqual({
      HEARTH_MODE: 'demo',
      HEARTH_SECRET: 'cookie',
      KEYRING_PATH: '/data/keyring',
      PORT: '3000',
      WORKER_PORT: '3001',
      EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false',
      REDIS_URL: 'redis://127.0.0.1:2',
      LIVEKIT_URL: 'ws://127.0.0.1:3',
      LIVEKIT_PUBLIC_URL: 'ws://127.0.0.1:3',
      LIVEKIT_API_KEY: 'key',
      LIVEKIT_API_SECRET: 'secret',
    });
  });

  it('puts what was given above what was made, but for the addresses that are in use', () => {
    const env = hearthEnvironment(
      names,
      { HEARTH_MODE: 'test', LIVEKIT_PUBLIC_URL: 'wss://out', PORT: '80', HOME: '/root' },
      made,
    );
    expect(env).toMatchObject({ HEARTH_MODE: 'test', LIVEKIT_PUBLIC_URL: 'wss://out', PORT: '3000' });
    expect(env).not.toHaveProperty('HOME');
  });

  it('says nothing of LiveKit when video is off', () => {
    const env = hearthEnvironment(names, {}, { ...made, urls: { ...made.urls, livekit: null } });
    expect(Object.keys(env).filter((name) => name.startsWith('LIVEKIT_'))).toEqual([]);
  });
});
