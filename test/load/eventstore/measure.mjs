import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import esdb from '@eventstore/db-client';

const payload = Buffer.alloc(1_000, 'x');
const event = () => esdb.binaryEvent({ id: randomUUID(), type: 'bench', data: payload });
const streams = Array.from({ length: 100 }, () => `bench-${randomUUID()}`);

/** A file filled with zeros, to be written durably one event's size at a time. */
export function openDisk(dir, count) {
  const file = path.join(dir, 'fsync');
  const fd = fs.openSync(file, 'w');
  fs.writeSync(fd, Buffer.alloc(count * 1_200));
  fs.fsyncSync(fd);
  let n = 0;
  return {
    write() {
      fs.writeSync(fd, payload, 0, payload.length, (n++ % count) * 1_200);
      fs.fdatasyncSync(fd);
    },
    close() {
      fs.closeSync(fd);
      fs.rmSync(file);
    },
  };
}

/**
 * Median microseconds of each of several things, done one at a time in turns, so that what else the machine does
 * weighs on all of them alike.
 */
export async function medians(things, { rounds, each }) {
  const times = new Map(Object.keys(things).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, thing] of Object.entries(things)) {
      for (let n = 0; n < each; n++) {
        const begin = performance.now();
        await thing(n);
        times.get(name).push(performance.now() - begin);
      }
    }
  }
  return Object.fromEntries(
    [...times].map(([name, values]) => [name, values.toSorted((a, b) => a - b)[values.length >> 1] * 1_000]),
  );
}

/** One append of one event; with credentials, the client uses the classic `Append`. */
export async function appendOne(client, n, credentials) {
  await client.appendToStream(streams[n % streams.length], event(), { credentials });
}

/** Appends of `batch` events each, `inFlight` at once; events per second. */
export async function appendRate(client, { inFlight, batch = 1, seconds }) {
  const one = async (n) => {
    await client.appendToStream(streams[n % streams.length], Array.from({ length: batch }, event));
  };
  for (let n = 0; n < 50; n++) await one(n);
  const end = performance.now() + seconds * 1_000;
  let count = 0;
  const begin = performance.now();
  const worker = async (own) => {
    for (let n = own; performance.now() < end; n += inFlight) {
      await one(n);
      count++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, own) => worker(own)));
  return (count * batch * 1_000) / (performance.now() - begin);
}

/** Events per second out of a read. */
export async function readRate(read) {
  let count = 0;
  const begin = performance.now();
  for await (const { event: recorded } of read()) if (recorded) count++;
  return { rate: (count * 1_000) / (performance.now() - begin), count };
}

/** Milliseconds from the call of append to the moment when the subscribers have the event. */
export async function liveLatency(client, subscribers, rounds) {
  const stream = `live-${randomUUID()}`;
  let heard = 0;
  let all = () => undefined;
  let times = [];
  const subscriptions = await Promise.all(
    Array.from({ length: subscribers }, async () => {
      const subscription = client.subscribeToStream(stream, { fromRevision: esdb.START });
      subscription
        .on('error', () => undefined)
        .on('data', () => {
          times.push(performance.now());
          if (++heard === subscribers) all();
        });
      await new Promise((resolve) => subscription.once('caughtUp', resolve));
      return subscription;
    }),
  );
  const first = [];
  const last = [];
  for (let round = 0; round < rounds; round++) {
    heard = 0;
    times = [];
    const done = new Promise((resolve) => (all = resolve));
    const begin = performance.now();
    await client.appendToStream(stream, event());
    await done;
    first.push(times[0] - begin);
    last.push(times.at(-1) - begin);
  }
  await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
  return { first: quantiles(first), last: quantiles(last) };
}

function quantiles(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))].toFixed(2));
  return { p50: at(0.5), p99: at(0.99) };
}
