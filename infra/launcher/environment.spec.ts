import { describe, expect, it } from '@jest/globals';
import { hearthEnvironment, machineEnvironment } from './environment.mjs';

const made = {
  ports: { api: 3000, worker: 3001 },
  urls: {
    eventstore: 'esdb://127.0.0.1:1?tls=false',
    redis: 'redis://127.0.0.1:2',
    livekit: 'ws://127.0.0.1:3',
  },
  secrets: { HEARTH_SECRET: 'cookie', LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 'secret' },
  keyring: '/data/keyring.json',
};

describe("the machine's environment", () => {
  it("is the caller's without what configures Hearth, npm or a test run", () => {
    const env = machineEnvironment({
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
    expect(machineEnvironment({ NODE_ENV: 'production' })).toEqual({ NODE_ENV: 'production' });
  });
});

describe("the environment of Hearth's processes", () => {
  it('names everything that was brought up', () => {
    expect(hearthEnvironment({}, made)).toEqual({
      HEARTH_MODE: 'demo',
      HEARTH_SECRET: 'cookie',
      KEYRING_PATH: '/data/keyring.json',
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
      { HEARTH_MODE: 'test', LIVEKIT_PUBLIC_URL: 'wss://out', PORT: '80', HOME: '/root' },
      made,
    );
    expect(env).toMatchObject({ HEARTH_MODE: 'test', LIVEKIT_PUBLIC_URL: 'wss://out', PORT: '3000' });
    expect(env).not.toHaveProperty('HOME');
  });

  it('says nothing of LiveKit when video is off', () => {
    const env = hearthEnvironment({}, { ...made, urls: { ...made.urls, livekit: null } });
    expect(Object.keys(env).filter((name) => name.startsWith('LIVEKIT_'))).toEqual([]);
  });
});
