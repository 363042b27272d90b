import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import esdb from '@eventstore/db-client';
import { UnusableDataError } from './errors.js';
import { startEventStoreNode, type EventStoreNode } from './node.js';

jest.setTimeout(60_000);

let dataDir: string;
let node: EventStoreNode | undefined;
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-node-'));
});
afterEach(async () => {
  await node?.stop();
  node = undefined;
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function start() {
  node = await startEventStoreNode({ dataDir, port: 0, httpPort: 0 });
  return { node, client: esdb.EventStoreDBClient.connectionString(node.url) };
}

const events = (count: number) =>
  Array.from({ length: count }, (_, n) => esdb.jsonEvent({ type: 't', data: { n } }));

async function handle(client: esdb.EventStoreDBClient, count: number): Promise<number[]> {
  const subscription = client.subscribeToPersistentSubscriptionToStream('s', 'g');
  subscription.on('error', () => undefined);
  const seen: number[] = [];
  for await (const delivery of subscription) {
    seen.push(Number(delivery.event?.revision));
    await subscription.ack(delivery);
    if (seen.length === count) break;
  }
  await client.getPersistentSubscriptionToStreamInfo('s', 'g');
  await subscription.unsubscribe();
  return seen;
}

it('keeps persistent subscriptions and their checkpoints over a restart', async () => {
  const first = await start();
  await first.client.appendToStream('s', events(6));
  const settings = esdb.persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: esdb.START });
  await first.client.createPersistentSubscriptionToStream('s', 'g', settings);
  expect(await handle(first.client, 4)).toEqual([0, 1, 2, 3]);
  await first.client.dispose();
  await first.node.stop();
  const second = await start();
  const info = await second.client.getPersistentSubscriptionToStreamInfo('s', 'g');
  expect(info.settings).toEqual(settings);
  expect(info.stats.lastCheckpointedEventRevision).toBe(3n);
  expect(await handle(second.client, 2)).toEqual([4, 5]);
  await second.client.dispose();
});

it('keeps a second node off its folder', async () => {
  await start();
  await expect(startEventStoreNode({ dataDir, port: 0 })).rejects.toThrow(UnusableDataError);
});

it('ends with subscribers connected, and says so to them', async () => {
  const { client, node: running } = await start();
  const subscription = client.subscribeToAll();
  const ended = new Promise((resolve) => subscription.on('end', resolve).on('error', resolve));
  subscription.resume();
  await new Promise((resolve) => subscription.once('caughtUp', resolve));
  await running.stop();
  await ended;
  await client.dispose();
});

it('tells its health and its counters over HTTP', async () => {
  const { client, node: running } = await start();
  await client.appendToStream('s', events(2));
  const ready = await fetch(`http://127.0.0.1:${running.httpPort}/health/ready`);
  expect(await ready.json()).toEqual({ writable: true, position: 2 });
  const metrics = await (await fetch(`http://127.0.0.1:${running.httpPort}/metrics`)).text();
  expect(metrics).toContain('hearth_eventstore_events_appended_total 2\n');
  await client.dispose();
});
