import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import esdb, { type EventStoreDBClient } from '@eventstore/db-client';
import { startEventStoreNode, type EventStoreNode } from '../../apps/eventstore/src/node.js';
import { collect, isEmbedded, samples, take } from './target.js';

const { START, BACKWARDS, END } = esdb;

// On a server of one's own they are the administrator's to switch on.
(isEmbedded ? describe : describe.skip)('the system projections', () => {
  let dataDir: string;
  let node: EventStoreNode;
  let client: EventStoreDBClient;
  beforeEach(() => {
    dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-projections-'));
  });
  afterEach(async () => {
    await stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  });

  async function start(systemProjections = true): Promise<void> {
    node = await startEventStoreNode({ dataDir, port: 0, systemProjections });
    client = esdb.EventStoreDBClient.connectionString(node.url);
  }

  async function stop(): Promise<void> {
    await client.dispose();
    await node.stop();
  }

  /** The first links of a stream, as soon as they are there. */
  async function links(stream: string, count: number, resolveLinkTos = true) {
    return take(client.subscribeToStream(stream, { fromRevision: START, resolveLinkTos }), count);
  }

  const targets = (found: Awaited<ReturnType<typeof links>>) =>
    found.map(({ event }) => `${event?.revision}@${event?.streamId}`);

  it('link events by category, by type and by stream', async () => {
    await start();
    await client.appendToStream('order-1', samples(2, 'placed'));
    await client.appendToStream('order-2-x', samples(1, 'paid'));
    await client.appendToStream('single', samples(1, 'paid'));
    expect(targets(await links('$ce-order', 3))).toEqual(['0@order-1', '1@order-1', '0@order-2-x']);
    expect(targets(await links('$et-placed', 2))).toEqual(['0@order-1', '1@order-1']);
    expect(targets(await links('$et-paid', 2))).toEqual(['0@order-2-x', '0@single']);
    expect(targets(await links('$streams', 3))).toEqual(['0@order-1', '0@order-2-x', '0@single']);
    const [plain] = await links('$ce-order', 1, false);
    expect(plain?.event).toMatchObject({ type: '$>', streamId: '$ce-order', revision: 0n });
    expect(Buffer.from(plain?.event?.data as Uint8Array).toString()).toBe('0@order-1');
  });

  it('are read in both directions, resolved and not, and filtered in $all', async () => {
    await start();
    await client.appendToStream('order-1', samples(3, 'placed'));
    await links('$ce-order', 3);
    const backwards = client.readStream('$ce-order', {
      direction: BACKWARDS,
      fromRevision: END,
      maxCount: 2,
      resolveLinkTos: true,
    });
    expect((await collect(backwards)).map(({ event, link }) => [event?.revision, link?.revision])).toEqual([
      [2n, 2n],
      [1n, 1n],
    ]);
    const unresolved = await collect(client.readStream('$ce-order'));
    expect(unresolved.map(({ event, link }) => [event?.type, link])).toEqual(
      Array.from({ length: 3 }, () => ['$>', undefined]),
    );
    const filter = esdb.streamNameFilter({ prefixes: ['$ce-'] });
    const heard = await take(client.subscribeToAll({ filter, resolveLinkTos: true }), 3);
    expect(heard.map(({ event }) => event?.streamId)).toEqual(['order-1', 'order-1', 'order-1']);
  });

  it('show links to what has been deleted as links to nothing', async () => {
    await start();
    await client.appendToStream('order-1', samples(1));
    await client.appendToStream('order-2', samples(1));
    await links('$ce-order', 2);
    await client.deleteStream('order-1');
    const found = await collect(client.readStream('$ce-order', { resolveLinkTos: true }));
    expect(found.map(({ event, link }) => [event?.streamId, link?.type])).toEqual([
      [undefined, '$>'],
      ['order-2', '$>'],
    ]);
  });

  it('link live', async () => {
    await start();
    const subscription = client.subscribeToStream('$et-live', { fromRevision: START, resolveLinkTos: true });
    const heard = take(subscription, 200);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => client.appendToStream(`live-${n}`, samples(10, 'live'))),
    );
    expect(new Set(targets(await heard)).size).toBe(200);
  });

  it('catch up when they are turned on later, and over restarts double nothing', async () => {
    await start(false);
    for (let n = 0; n < 30; n++) await client.appendToStream(`late-${n % 3}`, samples(20, 'late', n * 20));
    await stop();
    await start();
    await links('$ce-late', 600);
    await client.appendToStream('late-3', samples(1, 'late'));
    await links('$ce-late', 601);
    await stop();
    await start();
    await client.appendToStream('late-4', samples(1, 'late'));
    const all = targets(await links('$ce-late', 602));
    expect(new Set(all).size).toBe(602);
    expect(all.slice(-2)).toEqual(['0@late-3', '0@late-4']);
    const stored = await collect(client.readStream('$ce-late'));
    expect(stored).toHaveLength(602);
  });
});
