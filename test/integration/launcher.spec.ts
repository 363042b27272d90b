import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { Redis } from 'ioredis';
import { RoomServiceClient } from 'livekit-server-sdk';
import { processIdentity } from '../../infra/launcher/processes.mjs';
import { startServices } from '../../infra/launcher/services.mjs';
import type { RunningServices, ServiceName, Status } from '../../infra/launcher/types.mjs';

const SERVICES = ['eventstore', 'redis', 'livekit'] as const satisfies readonly ServiceName[];
const LONG_MS = 240_000;

let dataDir: string;
let running: RunningServices;
const statuses: Status[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'hearth-launcher-'));
  running = await startServices({
    services: SERVICES,
    dataDir,
    ports: 'free',
    onStatus: (status) => statuses.push(status),
  });
}, LONG_MS);

afterAll(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true });
}, LONG_MS);

/** Waits until a condition holds; the test's own time limit is the only clock. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

function accepts(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url.replace(/^\w+:/, 'http:'));
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function pidOf(name: ServiceName): number {
  const pid = running.pid(name);
  if (pid === null) throw new Error(`${name} does not run.`);
  return pid;
}

async function setAndGet(): Promise<string | null> {
  const redis = new Redis(running.urls.redis);
  try {
    await redis.set('key', 'value');
    return await redis.get('key');
  } finally {
    redis.disconnect();
  }
}

async function roomNames(): Promise<string[]> {
  const { LIVEKIT_URL = '', LIVEKIT_API_KEY = '', LIVEKIT_API_SECRET = '' } = running.env;
  const rooms = new RoomServiceClient(
    LIVEKIT_URL.replace(/^ws/, 'http'),
    LIVEKIT_API_KEY,
    LIVEKIT_API_SECRET,
  );
  await rooms.createRoom({ name: 'a-room', emptyTimeout: 60 });
  return (await rooms.listRooms()).map(({ name }) => name);
}

async function appendAndRead(): Promise<string[]> {
  const client = EventStoreDBClient.connectionString(running.urls.eventstore);
  try {
    await client.appendToStream('launcher-1', [jsonEvent({ type: 'Lit', data: {} })]);
    const types: string[] = [];
    for await (const { event } of client.readStream('launcher-1')) types.push(event?.type ?? '');
    return types;
  } finally {
    await client.dispose();
  }
}

describe('services that are brought up for a test', () => {
  it(
    'answer their own clients',
    async () => {
      expect(await setAndGet()).toBe('value');
      expect(await roomNames()).toEqual(['a-room']);
      expect(await appendAndRead()).toEqual(['Lit']);
    },
    LONG_MS,
  );

  it('were reported with where they came from, their version and their address', () => {
    for (const name of SERVICES) {
      const ready = statuses.find((status) => status.name === name && status.state === 'ready');
      expect(ready).toMatchObject({
        origin: expect.stringMatching(/./),
        version: expect.stringMatching(/^\d+\.\d+/),
        address: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      });
    }
  });

  it('are configured as Hearth needs them', async () => {
    const redis = new Redis(running.urls.redis);
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await redis.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    expect(await redis.config('GET', 'bind')).toEqual(['bind', '127.0.0.1']);
    redis.disconnect();
  });

  it.each(SERVICES)(
    'come back when %s is killed, at the same address and with what they kept',
    async (name) => {
      const before = pidOf(name);
      const from = statuses.length;
      expect(running.kill(name)).toBe(true);
      const since = () => statuses.slice(from).filter((status) => status.name === name);
      await until(() => since().some(({ state }) => state === 'ready'));
      expect(since().map(({ state }) => state)).toEqual(['restarting', 'working', 'ready']);
      expect(pidOf(name)).not.toBe(before);
      const answers = { eventstore: appendAndRead, redis: setAndGet, livekit: roomNames };
      expect(await answers[name]()).not.toHaveLength(0);
    },
    LONG_MS,
  );

  it(
    'keep the events of before after a restart',
    async () => {
      const before = await appendAndRead();
      await running.restart('eventstore');
      expect((await appendAndRead()).length).toBe(before.length + 1);
    },
    LONG_MS,
  );

  it(
    'stay down when they are taken down, until they are wanted again',
    async () => {
      await running.down('redis');
      expect(running.pid('redis')).toBeNull();
      expect(await accepts(running.urls.redis)).toBe(false);
      await running.restart('redis');
      expect(await setAndGet()).toBe('value');
    },
    LONG_MS,
  );

  it(
    'leave no process and no open port when they are stopped',
    async () => {
      const pids = SERVICES.map(pidOf);
      const { eventstore, redis, livekit } = running.urls;
      await running.stop();
      for (const pid of pids) expect(processIdentity(pid)).toBeNull();
      for (const url of [eventstore, redis, livekit ?? '']) expect(await accepts(url)).toBe(false);
      expect(readFileSync(join(dataDir, 'logs', 'redis.log'), 'utf8')).toContain(
        'Ready to accept connections',
      );
    },
    LONG_MS,
  );
});

describe('services that cannot be brought up', () => {
  const options = { dataDir: '', ports: 'free', env: {} } as const;

  it('are said so when a URL names nobody', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hearth-launcher-'));
    const env = { REDIS_URL: 'redis://127.0.0.1:1' };
    await expect(
      startServices({ ...options, dataDir: folder, services: ['redis'], env }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('REDIS_URL names redis://127.0.0.1:1, and that cannot be used'),
      wayOut: expect.stringContaining('without REDIS_URL Hearth runs Redis itself'),
    });
    rmSync(folder, { recursive: true });
  });

  it(
    'take down those that were up already',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hearth-launcher-'));
      const seen: Status[] = [];
      await expect(
        startServices({
          ...options,
          dataDir: folder,
          services: ['redis', 'livekit'],
          binaries: { livekit: '/nowhere/livekit-server' },
          onStatus: (status) => seen.push(status),
        }),
      ).rejects.toThrow('LiveKit cannot be brought up: /nowhere/livekit-server does not run');
      expect(seen.filter(({ name }) => name === 'redis').at(-1)?.state).not.toBe('ready');
      rmSync(folder, { recursive: true });
    },
    LONG_MS,
  );
});
