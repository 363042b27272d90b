// npm run bench:eventstore [-- --seconds 5 --events 1000000]: needs a build (npm run build:server).
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
import { openCrowd } from './crowd.mjs';
import { appendOne, appendRate, liveLatency, medians, openDisk, readRate } from './measure.mjs';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '4' }, events: { type: 'string', default: '1000000' } },
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

/** One append at a time, against what the disk and grpc-js take by themselves. */
async function oneInFlight({ bare, own }) {
  const credentials = { username: 'bench', password: 'bench' };
  const disk = openDisk(dir, 1_000);
  const writing = await startEcho(path.join(dir, 'echo'));
  const durable = esdb.EventStoreDBClient.connectionString(writing.url);
  const things = {
    'disk: a durable write of 1 kB': () => disk.write(),
    'bare echo: BatchAppend': (n) => appendOne(bare, n),
    'echo that writes durably: BatchAppend': (n) => appendOne(durable, n),
    'event store: BatchAppend': (n) => appendOne(own, n),
    'bare echo: Append': (n) => appendOne(bare, n, credentials),
    'echo that writes durably: Append': (n) => appendOne(durable, n, credentials),
    'event store: Append': (n) => appendOne(own, n, credentials),
  };
  await medians(things, { rounds: 5, each: 100 });
  const found = await medians(things, { rounds: 10 * seconds, each: 25 });
  disk.close();
  await durable.dispose();
  writing.stop();
  for (const [name, micros] of Object.entries(found))
    say(`1 in flight, ${name}`, `${micros.toFixed(0)} us (median)`);
  const write = found['disk: a durable write of 1 kB'];
  for (const method of ['BatchAppend', 'Append']) {
    const limit = write + found[`bare echo: ${method}`];
    say(
      `1 in flight, ${method}: time against disk + echo`,
      ratio(found[`event store: ${method}`] / limit, 'or less', 1.3),
    );
    const floor = found[`echo that writes durably: ${method}`];
    say(
      `1 in flight, ${method}: time against the writing echo`,
      `${(found[`event store: ${method}`] / floor).toFixed(2)} (which is ${(floor / limit).toFixed(2)} of disk + echo)`,
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
  const server = await startServer(path.join(dir, 'crowd'));
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

/** Start-up and memory by number of events, which are written without the network. */
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
    const start = performance.now();
    const server = await startServer(dataDir);
    const ready = performance.now() - start;
    const client = esdb.EventStoreDBClient.connectionString(server.url);
    for await (const { event } of client.readAll({
      direction: esdb.BACKWARDS,
      fromPosition: esdb.END,
      maxCount: 100,
    }))
      void event;
    say(
      `${goal.toLocaleString('en')} events`,
      `start ${ready.toFixed(0)} ms, ${megabytes(residentBytes(server.pid))} resident; engine wrote ${perSecond(rate)}`,
    );
    await client.dispose();
    await server.stop();
  }
}

/** Memory that is the process's own. */
function residentBytes(pid) {
  const file = `/proc/${pid}/status`;
  const match = /RssAnon:\s+(\d+)/.exec(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  return match ? Number(match[1]) * 1024 : NaN;
}

const megabytes = (bytes) => (Number.isNaN(bytes) ? 'unknown' : `${Math.round(bytes / 2 ** 20)} MB`);

try {
  say(
    'machine',
    `${os.cpus().length} x ${os.cpus()[0]?.model ?? 'unknown'}, node ${process.version}, load ${os.loadavg()[0]?.toFixed(1)}`,
  );
  await onServers(oneInFlight);
  await onServers(rates);
  await onServers(live);
  for (const count of [100, 1_000, 10_000]) await crowd(count);
  await growth();
} finally {
  fs.rmSync(dir, { recursive: true, force: true });
}
