// npm run bench:eventstore [-- --seconds 5 --events 1000000 --only one,rates,live,crowd,growth]: needs a build
// (npm run build:server).
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import esdb from '@eventstore/db-client';
import { MAIN, startServer } from '../../crash/server.mjs';
import { openCrowd, openSilentCrowd } from './crowd.mjs';
import { appendOne, appendRate, liveLatency, medians, openDisk, readRate } from './measure.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    events: { type: 'string', default: '1000000' },
    only: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const dir = fs.mkdtempSync(path.join(process.env.BENCH_DIR ?? os.tmpdir(), 'hearth-bench-'));
const say = (name, value) => process.stdout.write(`${name.padEnd(54)} ${value}\n`);
const perSecond = (rate) => `${Math.round(rate).toLocaleString('en')}/s`;
const ratio = (value, limit, target) => `${value.toFixed(2)} (target ${target} ${limit})`;

async function startEcho(...args) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'echo-server.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { ...JSON.parse(line), stop: () => child.kill('SIGKILL') };
}

const appends = [
  ['append, 1 in flight', { inFlight: 1 }],
  ['append, 32 in flight', { inFlight: 32 }],
  ['append, 256 in flight', { inFlight: 256 }],
  ['batches of 200, 4 in flight', { inFlight: 4, batch: 200 }],
];

async function measureAppends(client, label) {
  const rates = {};
  for (const [name, options] of appends) {
    rates[name] = await appendRate(client, { ...options, seconds });
    say(`${label}: ${name}`, `${perSecond(rates[name])} events`);
  }
  return rates;
}

async function onServers(work) {
  const echo = await startEcho();
  const server = await startServer(path.join(dir, 'throughput'));
  const bare = esdb.EventStoreDBClient.connectionString(echo.url);
  const own = esdb.EventStoreDBClient.connectionString(server.url);
  await work({ bare, own });
  await Promise.all([bare.dispose(), own.dispose()]);
  echo.stop();
  await server.stop();
}

/**
 * One append at a time, against what the disk and grpc-js take by themselves: an echo and then a durable write, one
 * after the other, as an append needs them. Each of the two in a loop of its own takes less, because processors that
 * have waited for longer than a moment go to sleep, and waking them takes as long as the work.
 */
async function oneInFlight({ bare, own }) {
  const credentials = { username: 'bench', password: 'bench' };
  const disk = openDisk(dir, 1_000);
  const writing = await startEcho(path.join(dir, 'echo'));
  const durable = esdb.EventStoreDBClient.connectionString(writing.url);
  const things = { 'disk: a durable write of 1 kB': () => disk.write() };
  for (const [method, given] of [
    ['BatchAppend', undefined],
    ['Append', credentials],
  ]) {
    things[`bare echo: ${method}`] = (n) => appendOne(bare, n, given);
    things[`bare echo, then the disk: ${method}`] = async (n) => {
      await appendOne(bare, n, given);
      disk.write();
    };
    things[`echo that writes durably: ${method}`] = (n) => appendOne(durable, n, given);
    things[`event store: ${method}`] = (n) => appendOne(own, n, given);
  }
  await medians(things, { rounds: 5, each: 100 });
  const found = await medians(things, { rounds: 10 * seconds, each: 25 });
  disk.close();
  await durable.dispose();
  writing.stop();
  for (const [name, micros] of Object.entries(found))
    say(`1 in flight, ${name}`, `${micros.toFixed(0)} us (median)`);
  for (const method of ['BatchAppend', 'Append']) {
    const took = found[`event store: ${method}`];
    const together = found[`bare echo, then the disk: ${method}`];
    const apart = found[`bare echo: ${method}`] + found['disk: a durable write of 1 kB'];
    say(`1 in flight, ${method}: against echo, then disk`, ratio(took / together, 'or less', 1.3));
    say(
      `1 in flight, ${method}: against the sum of both in loops`,
      `${(took / apart).toFixed(2)} (one after the other they are ${(together / apart).toFixed(2)})`,
    );
    const floor = found[`echo that writes durably: ${method}`];
    say(
      `1 in flight, ${method}: against the writing echo`,
      `${(took / floor).toFixed(2)} (which is ${(floor / together).toFixed(2)} of echo, then disk)`,
    );
  }
}

async function rates({ bare, own }) {
  const limits = await measureAppends(bare, 'bare echo');
  const found = await measureAppends(own, 'event store');
  const many = 'append, 256 in flight';
  say('256 in flight: rate against echo', ratio(found[many] / limits[many], 'or more', 0.6));
  const stream = { direction: esdb.FORWARDS, maxCount: 50_000 };
  const bareRead = await readRate(() => bare.readAll(stream));
  say('bare echo: stream of events', perSecond(bareRead.rate));
  const all = await readRate(() => own.readAll(stream));
  say('event store: $all from the start', `${perSecond(all.rate)} (${all.count} events)`);
  say('$all: rate against the echo stream', ratio(all.rate / bareRead.rate, 'or more', 0.7));
  for (let n = 0; n < 50; n++) {
    await own.appendToStream(
      'one',
      Array.from({ length: 200 }, () => esdb.binaryEvent({ type: 'bench', data: Buffer.alloc(1_000) })),
    );
  }
  const one = await readRate(() => own.readStream('one'));
  say('event store: one stream', `${perSecond(one.rate)} (${one.count} events)`);
}

/** From the call of append to the moment when subscribers of the same process have the event. */
async function live({ bare, own }) {
  for (const subscribers of [1, 100, 1_000]) {
    const rounds = subscribers === 1_000 ? 60 : 200;
    const limit = await liveLatency(bare, subscribers, rounds);
    const found = await liveLatency(own, subscribers, rounds);
    for (const [name, { first, last }] of Object.entries({ 'bare echo': limit, 'event store': found })) {
      say(
        `${name}: append → ${subscribers} subscribers, ms`,
        `first p50 ${first.p50} p99 ${first.p99}, last p50 ${last.p50} p99 ${last.p99}`,
      );
    }
    const against = (part, at) => (found[part][at] / limit[part][at]).toFixed(2);
    say(
      `${subscribers} subscribers: time against echo`,
      `first p50 ${against('first', 'p50')} p99 ${against('first', 'p99')}, last p50 ${against('last', 'p50')} p99 ${against('last', 'p99')}`,
    );
  }
}

/** Memory of the event store by number of subscribers. */
async function crowd(count) {
  const server = await startServer(path.join(dir, `crowd-${count}`));
  const before = residentBytes(server.pid);
  const { channels, deliver } = await openCrowd(server.url, count);
  const idle = residentBytes(server.pid);
  const took = await deliver();
  const after = residentBytes(server.pid);
  const each = (bytes) => `${((bytes - before) / count / 1024).toFixed(1)} kB each`;
  say(
    `${count.toLocaleString('en')} subscribers`,
    `idle ${megabytes(idle)} (${each(idle)}); after 3 events of 1 kB ${megabytes(after)} (${each(after)}); all had them after ${took.toFixed(0)} ms`,
  );
  for (const channel of channels) channel.close();
  await server.stop();
}

/** Memory of the event store, and how long others wait, by number of subscribers that never read. */
async function silentCrowd(count) {
  const server = await startServer(path.join(dir, `silent-${count}`));
  const before = residentBytes(server.pid);
  const crowd = await openSilentCrowd(server.url, count);
  const times = await crowd.deliver();
  const after = residentBytes(server.pid);
  say(
    `${count.toLocaleString('en')} subscribers that never read`,
    `${megabytes(after)} after 1 MB for each (${((after - before) / count / 1024).toFixed(1)} kB each); one that reads waits ${times[times.length >> 1].toFixed(1)} ms (p50), ${times.at(-2).toFixed(1)} ms (p99)`,
  );
  crowd.close();
  await server.stop();
}

/** Start-up and memory by number of events, which are written without the network; 10 k, 100 k, and as many as asked. */
async function growth() {
  const { Engine, DEFAULT_ENGINE_OPTIONS } = await import(path.join(path.dirname(MAIN), 'engine/engine.js'));
  const dataDir = path.join(dir, 'growth');
  fs.mkdirSync(dataDir);
  const empty = Buffer.alloc(0);
  const data = Buffer.alloc(200, 'x');
  let written = 0;
  for (const goal of [10_000, 100_000, Number(values.events)]) {
    const engine = await Engine.open(dataDir, DEFAULT_ENGINE_OPTIONS);
    const begin = performance.now();
    const from = written;
    while (written < goal) {
      const writes = Array.from({ length: 20 }, (_, n) => {
        const events = Array.from({ length: 50 }, () => ({
          id: randomBytes(16),
          type: 'bench',
          isJson: false,
          data,
          metadata: empty,
        }));
        return engine.write({
          kind: 'append',
          stream: `s-${(written / 50 + n) % 10_000}`,
          expected: 'any',
          events,
        });
      });
      await Promise.all(writes);
      written += 1_000;
    }
    const rate = ((written - from) * 1_000) / (performance.now() - begin);
    await engine.close();
    const clean = await starts(dataDir, 'stop');
    const crashed = await starts(dataDir, 'kill');
    say(`${goal.toLocaleString('en')} events: written by the engine alone`, perSecond(rate));
    for (const [how, { millis, memory, reindexed }] of Object.entries({
      'a proper end': clean,
      'kill -9': crashed,
    }))
      say(
        `${goal.toLocaleString('en')} events: start after ${how}`,
        `${millis.toFixed(0)} ms (median of ${STARTS}), ${megabytes(memory)}; ${reindexed} events indexed again`,
      );
  }
}

const STARTS = 5;
/** Fewer than those after which the next checkpoint is made: what a start after a crash has to index at worst. */
const BEHIND = 20_000;

async function appendBehind(url) {
  const client = esdb.EventStoreDBClient.connectionString(url);
  const event = () => esdb.binaryEvent({ type: 'bench', data: Buffer.alloc(100) });
  for (let n = 0; n < BEHIND; n += 1_000)
    await client.appendToStream('behind', Array.from({ length: 1_000 }, event));
  await client.dispose();
}

/** How long a start takes, and what memory it needs, after ends of one kind. Each start appends something. */
async function starts(dataDir, ending) {
  const found = [];
  const first = await startServer(dataDir);
  if (ending === 'kill') await appendBehind(first.url);
  await first[ending]();
  for (let n = 0; n < STARTS; n++) {
    const begin = performance.now();
    const server = await startServer(dataDir);
    const millis = performance.now() - begin;
    const client = esdb.EventStoreDBClient.connectionString(server.url);
    for await (const { event } of client.readAll({
      direction: esdb.BACKWARDS,
      fromPosition: esdb.END,
      maxCount: 100,
    }))
      void event;
    found.push({ millis, memory: residentBytes(server.pid), reindexed: server.reindexed });
    await client.appendToStream('starts', esdb.binaryEvent({ type: 'bench', data: Buffer.alloc(100) }));
    await client.dispose();
    await server[ending]();
  }
  return found.toSorted((a, b) => a.millis - b.millis)[STARTS >> 1];
}

/** Memory that is the process's own. */
function residentBytes(pid) {
  const file = `/proc/${pid}/status`;
  const match = /RssAnon:\s+(\d+)/.exec(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  return match ? Number(match[1]) * 1024 : NaN;
}

const megabytes = (bytes) => (Number.isNaN(bytes) ? 'unknown' : `${Math.round(bytes / 2 ** 20)} MB`);

const parts = {
  one: () => onServers(oneInFlight),
  rates: () => onServers(rates),
  live: () => onServers(live),
  crowd: async () => {
    for (const count of [100, 1_000, 10_000]) await crowd(count);
    for (const count of [1_000, 10_000]) await silentCrowd(count);
  },
  growth,
};
const wanted = values.only?.split(',') ?? Object.keys(parts);

try {
  say(
    'machine',
    `${os.cpus().length} x ${os.cpus()[0]?.model ?? 'unknown'}, node ${process.version}, load ${os.loadavg()[0]?.toFixed(1)}`,
  );
  for (const [name, part] of Object.entries(parts)) if (wanted.includes(name)) await part();
} finally {
  fs.rmSync(dir, { recursive: true, force: true });
}
