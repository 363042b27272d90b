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
import { appendRate, fsyncRate, liveLatency, readRate } from './measure.mjs';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '4' }, events: { type: 'string', default: '1000000' } },
});
const seconds = Number(values.seconds);
const dir = fs.mkdtempSync(path.join(process.env.BENCH_DIR ?? os.tmpdir(), 'hearth-bench-'));
const say = (name, value) => process.stdout.write(`${name.padEnd(46)} ${value}\n`);
const perSecond = (rate) => `${Math.round(rate).toLocaleString('en')}/s`;
const ratio = (value, limit, target) => `${value.toFixed(2)} (target ${target} ${limit})`;

async function startEcho() {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'echo-server.mjs')], {
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

async function throughput() {
  const fsync = fsyncRate(dir);
  say('disk: durable 1 kB writes', `${perSecond(fsync)} (${(1_000_000 / fsync).toFixed(0)} us each)`);
  const echo = await startEcho();
  const echoClient = esdb.EventStoreDBClient.connectionString(echo.url);
  const bare = await measureAppends(echoClient, 'bare echo');
  const bareRead = await readRate(() => echoClient.readAll({ maxCount: 50_000 }));
  say('bare echo: stream of events', perSecond(bareRead.rate));
  await echoClient.dispose();
  echo.stop();

  const server = await startServer(path.join(dir, 'throughput'));
  const client = esdb.EventStoreDBClient.connectionString(server.url);
  const own = await measureAppends(client, 'event store');
  const one = 1 / own['append, 1 in flight'] / (1 / fsync + 1 / bare['append, 1 in flight']);
  say('1 in flight: time against fsync + echo', ratio(one, 'or less', 1.3));
  const many = own['append, 256 in flight'] / bare['append, 256 in flight'];
  say('256 in flight: rate against echo', ratio(many, 'or more', 0.6));
  const all = await readRate(() => client.readAll({ maxCount: 50_000 }));
  say('event store: $all from the start', `${perSecond(all.rate)} (${all.count} events)`);
  say('$all: rate against the echo stream', ratio(all.rate / bareRead.rate, 'or more', 0.7));
  for (let n = 0; n < 50; n++) {
    await client.appendToStream(
      'one',
      Array.from({ length: 200 }, () => esdb.binaryEvent({ type: 'bench', data: Buffer.alloc(1_000) })),
    );
  }
  const stream = await readRate(() => client.readStream('one'));
  say('event store: one stream', `${perSecond(stream.rate)} (${stream.count} events)`);
  for (const subscribers of [1, 100, 1_000]) {
    const { first, last } = await liveLatency(client, subscribers, subscribers === 1_000 ? 30 : 200);
    say(
      `append → ${subscribers} subscribers, ms`,
      `first p50 ${first.p50} p99 ${first.p99}, last p50 ${last.p50} p99 ${last.p99}`,
    );
  }
  await client.dispose();
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
      `start ${ready.toFixed(0)} ms, ${residentMemory(server.pid)} resident; engine wrote ${perSecond(rate)}`,
    );
    await client.dispose();
    await server.stop();
  }
}

function residentMemory(pid) {
  const match = /RssAnon:\s+(\d+)/.exec(
    fs.existsSync(`/proc/${pid}/status`) ? fs.readFileSync(`/proc/${pid}/status`, 'utf8') : '',
  );
  return match ? `${Math.round(Number(match[1]) / 1024)} MB` : 'unknown';
}

try {
  say(
    'machine',
    `${os.cpus().length} x ${os.cpus()[0]?.model ?? 'unknown'}, node ${process.version}, load ${os.loadavg()[0]?.toFixed(1)}`,
  );
  await throughput();
  await growth();
} finally {
  fs.rmSync(dir, { recursive: true, force: true });
}
