import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import esdb from '@eventstore/db-client';

const payload = Buffer.alloc(1_000, 'x');
const event = () => esdb.binaryEvent({ id: randomUUID(), type: 'bench', data: payload });
const streams = Array.from({ length: 100 }, () => `bench-${randomUUID()}`);

/** Durable writes of one event's size, one after the other, per second: the disk's own limit. */
export function fsyncRate(dir, count = 1_000) {
  const file = path.join(dir, 'fsync');
  const fd = fs.openSync(file, 'w');
  fs.writeSync(fd, Buffer.alloc(count * 1_200));
  fs.fsyncSync(fd);
  const begin = performance.now();
  for (let n = 0; n < count; n++) {
    fs.writeSync(fd, payload, 0, payload.length, n * 1_200);
    fs.fdatasyncSync(fd);
  }
  const rate = (count / (performance.now() - begin)) * 1_000;
  fs.closeSync(fd);
  fs.rmSync(file);
  return rate;
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
