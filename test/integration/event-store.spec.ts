import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventDefinitions, type PatientEvent, type ProgrammeEvent } from '@hearth/domain';
import {
  connectEventStore,
  createCodec,
  inMemoryKeyRing,
  RevisionConflict,
  StoreUnavailable,
  type AllPosition,
  type AppendContext,
  type EventStore,
  type FeedItem,
} from '@hearth/eventstore';
import { startEventStoreNode, type EventStoreNode } from '../../apps/eventstore/src/node.js';

const keyRing = inMemoryKeyRing();
const times = { deadlineMs: 2_000, appendTries: 40, backoffBaseMs: 20, backoffMaxMs: 100 };
const codec = createCodec({
  definitions: eventDefinitions,
  keyRing,
  organisationId: 'o',
  onIncident: () => undefined,
});
const connect = (url: string, changes: Partial<typeof times> = {}): EventStore =>
  connectEventStore({ connectionString: url, codec, times: { ...times, ...changes } });

let commands = 0;
const by = (commandId = `command-${(commands += 1)}`): AppendContext => ({
  commandId,
  correlationId: 'k',
  actor: { kind: 'system', id: 'spec' },
});
const link = (sequence: number): ProgrammeEvent => ({
  type: 'SealChained',
  data: { sessionId: 's', sequence, hash: 'h', previousHash: null, at: 0 },
});
const links = (count: number) => Array.from({ length: count }, (_, index) => link(index));

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('the event store behind its port', () => {
  let dataDir: string;
  let node: EventStoreNode;
  let store: EventStore;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hearth-store-'));
    node = await startEventStoreNode({ dataDir, port: 0 });
    store = connect(node.url);
  });
  afterAll(async () => {
    await store.close();
    await node.stop();
    await rm(dataDir, { recursive: true });
  });

  it('gives back what was appended, from any revision, and says where the head is', async () => {
    expect(await store.append('programme', 'read', links(3), 'no-stream', by())).toEqual({ revision: 2 });
    const all = await collect(store.read('programme', 'read'));
    expect(all.map((stored) => stored.kind === 'known' && stored.recorded.revision)).toEqual([0, 1, 2]);
    expect(await collect(store.read('programme', 'read', { fromRevision: 2 }))).toHaveLength(1);
    expect(await collect(store.read('programme', 'read', { fromRevision: 3 }))).toEqual([]);
    expect(await collect(store.read('programme', 'nobody'))).toEqual([]);
    expect(await store.head('programme', 'read')).toBe(2);
    expect(await store.head('programme', 'nobody')).toBeNull();
  });

  it('closes at once though reads of every length were left before their end', async () => {
    const store = connect(node.url);
    for (let length = 1; length <= 80; length += 1) {
      await store.append('programme', 'left', links(1), length === 1 ? 'no-stream' : length - 2, by());
      for await (const first of store.read('programme', 'left')) {
        expect(first.kind).toBe('known');
        // What the server still sends lies unread, down to its last word.
        await delay(5);
        break;
      }
    }
    await expect(store.close()).resolves.toBeUndefined();
  });

  it('refuses an append at the wrong place, and recognises one that it has seen', async () => {
    const command = by();
    await store.append('programme', 'conflict', links(2), 'no-stream', command);
    expect(await store.append('programme', 'conflict', links(2), 'no-stream', command)).toEqual({
      revision: 1,
    });
    await expect(store.append('programme', 'conflict', [link(9)], 'no-stream', by())).rejects.toThrow(
      RevisionConflict,
    );
    await expect(store.append('programme', 'conflict', [link(9)], 0, by())).rejects.toThrow(RevisionConflict);
    await expect(store.append('programme', 'conflict', [link(9)], 7, by())).rejects.toThrow(RevisionConflict);
    expect(await store.head('programme', 'conflict')).toBe(1);
  });

  it('keeps personal parts from whoever holds the store but not the key', async () => {
    const registered: PatientEvent = {
      type: 'PatientRegistered',
      data: {
        patientId: 'p1',
        programmeId: 'g',
        simulated: true,
        at: 0,
        personal: { displayName: 'Rosa', locale: 'es' },
      },
    };
    await store.append('patient', 'p1', [registered], 'no-stream', by());
    const nameIn = async () => {
      const [stored] = await collect(store.read('patient', 'p1'));
      if (stored?.kind !== 'known' || stored.recorded.event.type !== 'PatientRegistered') return undefined;
      return stored.recorded.event.data.personal;
    };
    expect(await nameIn()).toEqual({ displayName: 'Rosa', locale: 'es' });
    await keyRing.drop('p1');
    expect(await nameIn()).toBe('redacted');
  });

  it('lists each stream once, with its head', async () => {
    const found = await collect(store.streams(['programme']));
    expect(found.filter(({ id }) => id === 'read')).toEqual([
      { category: 'programme', id: 'read', revision: 2 },
    ]);
    expect(found.some(({ category }) => category === 'patient')).toBe(false);
  });

  it('follows all streams from any place, and stops when asked', async () => {
    const stop = new AbortController();
    const before: AllPosition[] = [];
    for await (const item of store.follow(null, stop.signal)) {
      if (item.kind === 'news') before.push(item.news.position);
      if (item.kind === 'caught-up') stop.abort();
    }
    const after: FeedItem[] = [];
    const again = new AbortController();
    for await (const item of store.follow(before.at(-3) ?? null, again.signal)) {
      after.push(item);
      if (item.kind === 'caught-up') again.abort();
    }
    expect(after.filter(({ kind }) => kind === 'news')).toHaveLength(2);
  });

  it('loses no event to a checkpoint that overtakes it', async () => {
    await store.append('programme', 'long', links(3_000), 'no-stream', by());
    const stop = new AbortController();
    let news = 0;
    let last = 0n;
    for await (const item of store.follow(null, stop.signal)) {
      if (item.kind === 'news' || item.kind === 'checkpoint') {
        const position = BigInt(item.kind === 'news' ? item.news.position.commit : item.position.commit);
        expect(position >= last).toBe(true);
        last = position;
      }
      if (item.kind === 'news' && item.news.id === 'long') news += 1;
      if (item.kind === 'caught-up') stop.abort();
      if (news % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(news).toBe(3_000);
  });
});

describe('the event store going away and coming back', () => {
  it('neither loses nor doubles anything', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hearth-store-'));
    let node = await startEventStoreNode({ dataDir, port: 0 });
    const { port } = node;
    const store = connect(node.url);
    const stop = new AbortController();
    const seen: number[] = [];
    let lost = 0;
    const following = (async () => {
      for await (const item of store.follow(null, stop.signal)) {
        if (item.kind === 'lost') lost += 1;
        if (item.kind === 'news') seen.push(item.news.revision);
        if (item.kind === 'news' && item.news.revision === 39) stop.abort();
      }
    })();
    const append = (sequence: number) =>
      store.append('programme', 'p', [link(sequence)], sequence === 0 ? 'no-stream' : sequence - 1, by());
    for (let sequence = 0; sequence < 20; sequence += 1) await append(sequence);
    await node.stop();
    const during = append(20);
    node = await startEventStoreNode({ dataDir, port });
    expect(await during).toEqual({ revision: 20 });
    for (let sequence = 21; sequence < 40; sequence += 1) await append(sequence);
    await following;
    expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => index));
    expect(lost).toBeGreaterThan(0);
    await store.close();
    await node.stop();
    await rm(dataDir, { recursive: true });
  });

  it('says so when it stays away', async () => {
    const store = connect('esdb://127.0.0.1:1?tls=false', { appendTries: 2, deadlineMs: 500 });
    await expect(store.append('programme', 'p', [link(0)], 'no-stream', by())).rejects.toThrow(
      StoreUnavailable,
    );
    await expect(collect(store.read('programme', 'p'))).rejects.toThrow(StoreUnavailable);
    await expect(store.head('programme', 'p')).rejects.toThrow(StoreUnavailable);
    await store.close();
  });
});
