import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventDefinitions, type ProgrammeEvent } from '@hearth/domain';
import {
  inMemoryEventStore,
  StoreUnavailable,
  type AppendContext,
  type EventStore,
} from '@hearth/eventstore';
import { connectRedis, createLogger, createMetrics } from '@hearth/platform';
import {
  projectionMetrics,
  Projections,
  redisViewReader,
  type ViewChange,
  type ViewReader,
} from '@hearth/projections';
import type { Redis } from 'ioredis';
import { eventually } from '../fixtures/eventually.js';
import { startTestRedis, type TestRedis } from '../fixtures/redis-server.js';
import {
  chainView,
  POISON,
  regionView,
  sampleViews,
  worldView,
  type ChainDocument,
  type RegionDocument,
} from '../fixtures/sample-views.js';

const logger = createLogger({ name: 'spec', level: process.env['LOG_LEVEL'] ?? 'silent' });
const times = { watchMs: 50, sweepMs: 200, forgetAfterMs: 60_000 };
const feedTimes = { beatMs: 50, leaseMs: 1_000 };

let redisServer: TestRedis;
let namespaces = 0;
let commands = 0;
const by = (): AppendContext => ({
  commandId: `command-${(commands += 1)}`,
  correlationId: 'k',
  actor: { kind: 'system', id: 'spec' },
});
const link = (sequence: number, hash = 'h'): ProgrammeEvent => ({
  type: 'SealChained',
  data: { sessionId: 's', sequence, hash, previousHash: null, at: 0 },
});

/** One process that builds views, and what a test needs to look at them. */
class Setting {
  readonly namespace = `{spec-${(namespaces += 1)}}`;
  readonly redis: Redis;
  readonly subscriber: Redis;
  readonly reader: ViewReader;
  readonly #running: Projections[] = [];

  constructor(
    readonly store: EventStore = inMemoryEventStore({ definitions: eventDefinitions, now: Date.now }),
  ) {
    this.redis = this.connect('commands');
    this.subscriber = this.connect('subscriber');
    const { redis: reading, subscriber, namespace } = this;
    this.reader = redisViewReader({ commands: reading, subscriber, namespace });
  }

  connect(purpose: 'commands' | 'subscriber' | 'worker'): Redis {
    return connectRedis(redisServer.url, purpose, (error) => logger.debug({ err: error }, 'redis'));
  }

  run(store = this.store, views = sampleViews): Projections {
    const projections = new Projections({
      store,
      redis: this.redis,
      openWorkerConnection: () => this.connect('worker'),
      views,
      namespace: this.namespace,
      concurrency: 8,
      logger,
      metrics: projectionMetrics(createMetrics('spec')),
      times,
      feedTimes,
    });
    projections.start();
    this.#running.push(projections);
    return projections;
  }

  async append(id: string, ...events: readonly ProgrammeEvent[]): Promise<void> {
    await this.store.append('programme', id, events, 'any', by());
  }

  async chain(id: string): Promise<ChainDocument | undefined> {
    return (await this.reader.read(chainView, id))?.document;
  }

  async region(key: string): Promise<RegionDocument | undefined> {
    return (await this.reader.read(regionView, key))?.document;
  }

  async seals(): Promise<number | undefined> {
    return (await this.reader.read(worldView, 'all'))?.document.seals;
  }

  /** All documents, once nothing is on its way any more. */
  async documents(ids: readonly string[]): Promise<unknown> {
    return {
      chains: await Promise.all(ids.map((id) => this.chain(id))),
      regions: [await this.region('north'), await this.region('south')],
      world: await this.seals(),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#running.map((projections) => projections.stop()));
    this.redis.disconnect();
    this.subscriber.disconnect();
  }
}

let setting: Setting;
beforeAll(async () => {
  redisServer = await startTestRedis({ durable: true });
});
afterAll(() => redisServer.remove());
beforeEach(() => {
  setting = new Setting();
});
afterEach(() => setting.close());

describe('from an event to a document', () => {
  it('folds streams, derives what is made of them, and tells of each change', async () => {
    const changes: ViewChange[] = [];
    await setting.reader.onChange((change) => changes.push(change));
    setting.run();
    await setting.append('north-1', link(0), link(1), link(2));
    await setting.append('south-1', link(0));
    await eventually('all are counted', async () => (await setting.seals()) === 4);
    expect(await setting.chain('north-1')).toEqual({
      programmeId: 'north-1',
      region: 'north',
      seals: 3,
      sum: 5,
    });
    expect(await setting.region('south')).toEqual({ region: 'south', seals: 1, even: [] });
    expect(changes.map(({ view, key }) => `${view} ${key}`)).toEqual(
      expect.arrayContaining(['chain north-1', 'chain south-1', 'region north', 'region south', 'world all']),
    );
    expect(await setting.reader.members('region:north')).toEqual(['north-1']);
  });

  it('moves documents between indexes and grows their version', async () => {
    setting.run();
    await setting.append('north-1', link(0));
    await eventually('it is odd', async () => (await setting.region('north'))?.even.length === 0);
    const before = await setting.reader.read(chainView, 'north-1');
    await setting.append('north-1', link(1));
    await eventually('it is even', async () => (await setting.region('north'))?.even.includes('north-1'));
    expect(await setting.reader.members('north:odd')).toEqual([]);
    const after = await setting.reader.read(chainView, 'north-1');
    expect(after?.version).toBeGreaterThan(before?.version ?? Infinity);
    expect(after?.epoch).toBe(before?.epoch);
  });

  it('reports that it is there and has caught up', async () => {
    expect(await setting.reader.pulse()).toEqual({ feedAt: null, caughtUp: false, waiting: 0, parked: 0 });
    setting.run();
    await eventually('it reports', async () => (await setting.reader.pulse()).caughtUp);
    expect((await setting.reader.pulse()).feedAt).not.toBeNull();
  });

  it('lets several processes share the work, with one feed among them', async () => {
    const processes = [setting.run(), setting.run(), setting.run()];
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => setting.append(`north-${index}`, link(0), link(1))),
    );
    await eventually('all are counted', async () => (await setting.seals()) === 80);
    const statuses = await Promise.all(processes.map((each) => each.status()));
    expect(statuses.flat().filter(({ feeds }) => feeds)).toHaveLength(1);
    await processes[statuses.findIndex(([first]) => first?.feeds)]?.stop();
    await setting.append('south-1', link(0));
    await eventually('another one feeds', async () => (await setting.seals()) === 81);
  });
});

describe('what goes wrong', () => {
  const ids = ['north-1', 'north-2', 'south-1'];
  const fill = async (): Promise<unknown> => {
    for (const id of ids) await setting.append(id, link(0), link(1), link(2));
    await eventually('all are counted', async () => (await setting.seals()) === 9);
    return setting.documents(ids);
  };

  it('comes back equal from events alone when Redis is emptied, without a restart', async () => {
    setting.run();
    const before = await fill();
    const epoch = (await setting.reader.read(chainView, 'north-1'))?.epoch;
    await setting.redis.flushall();
    await eventually('all are counted again', async () => (await setting.seals()) === 9);
    expect(await setting.documents(ids)).toEqual(before);
    expect((await setting.reader.read(chainView, 'north-1'))?.epoch).not.toBe(epoch);
    await setting.append('north-1', link(3));
    await eventually('it goes on', async () => (await setting.seals()) === 10);
  });

  it('goes on when Redis was killed and comes back', async () => {
    setting.run();
    await fill();
    await redisServer.kill();
    await setting.append('south-1', link(3));
    await redisServer.start();
    await eventually('it goes on', async () => (await setting.seals()) === 10);
  });

  it('reads all anew when it is another store that it is started on', async () => {
    const first = setting.run();
    await fill();
    await first.stop();
    const other = inMemoryEventStore({ definitions: eventDefinitions, now: Date.now });
    await other.append('programme', 'north-1', [link(0), link(1)], 'any', by());
    setting.run(other);
    await eventually('only what is in it is shown', async () => (await setting.seals()) === 2);
    expect(await setting.chain('south-1')).toBeUndefined();
  });

  it('reads all anew when the store was away and came back with an older state', async () => {
    const older = inMemoryEventStore({ definitions: eventDefinitions, now: Date.now });
    const away = new AbortController();
    const restored: EventStore = {
      ...setting.store,
      read: (...of) => (away.signal.aborted ? older : setting.store).read(...of),
      async *follow(from, signal) {
        yield* setting.store.follow(from, AbortSignal.any([signal, away.signal]));
        if (signal.aborted) return;
        yield { kind: 'lost', error: new StoreUnavailable('away') };
        yield* older.follow(from, signal);
      },
    };
    setting.run(restored);
    await fill();
    await older.append('programme', 'north-1', [link(0)], 'any', by());
    away.abort();
    await eventually('only what is left is shown', async () => (await setting.seals()) === 1);
    expect(await setting.chain('south-1')).toBeUndefined();
  });

  it('heals a poke that was lost', async () => {
    const projections = setting.run();
    await fill();
    const [status] = await projections.status();
    const prefix = `${setting.namespace}:${status?.generation}`;
    // As a crash between noting and poking leaves it: the stream is known to have gone on, and no job says so.
    const quiet: EventStore = { ...setting.store, follow: () => (async function* () {})() };
    await projections.stop();
    await setting.append('north-1', link(3));
    await setting.redis.hset(`${prefix}:heads`, 'programme-north-1', 3);
    await setting.redis.sadd(`${prefix}:behind:chain`, 'north-1');
    const deaf = setting.run(quiet);
    await eventually('the workers are up', async () => (await deaf.status()).length === 1);
    expect(await setting.seals()).toBe(9);
    await deaf.stop();
    setting.run();
    await eventually('it is found', async () => (await setting.seals()) === 10);
    await eventually(
      'nothing is behind',
      async () => (await setting.redis.scard(`${prefix}:behind:chain`)) === 0,
    );
  });

  it('parks a stream that cannot be folded, alone, says so, and takes it up again when told', async () => {
    const projections = setting.run();
    await fill();
    await setting.append('north-1', link(3, POISON));
    await eventually('it is parked', async () => (await projections.parked()).length === 1);
    expect(await projections.parked()).toMatchObject([
      { view: 'chain', key: 'north-1', revision: 2, errorName: 'TypeError' },
    ]);
    await eventually(
      'what is made of it is marked',
      async () => (await setting.reader.read(worldView, 'all'))?.degraded,
    );
    expect((await setting.reader.read(chainView, 'north-1'))?.degraded).toBe(true);
    expect((await setting.reader.read(chainView, 'north-2'))?.degraded).toBe(false);
    expect((await setting.reader.pulse()).parked).toBe(1);
    await setting.append('north-2', link(3));
    await eventually('others go on', async () => (await setting.seals()) === 10);
    // Still poisonous: it is parked again, at the same place.
    expect(await projections.replay({ view: 'chain', key: 'north-1' })).toBe(true);
    await eventually('it is parked again', async () => (await projections.parked()).length === 1);
    await projections.stop();
    // A corrected program takes the same stream up where it was left.
    const [chain] = sampleViews.streams;
    if (chain === undefined) throw new Error('no view');
    const corrected = {
      ...chain,
      fold: (document: ChainDocument) => ({ ...document, seals: document.seals + 1 }),
    };
    const repaired = setting.run(setting.store, { ...sampleViews, streams: [corrected] });
    await eventually('it runs', async () => repaired.replay({ view: 'chain', key: 'north-1' }));
    await eventually('it is folded', async () => (await setting.seals()) === 11);
    await eventually(
      'it is whole',
      async () => (await setting.reader.read(worldView, 'all'))?.degraded === false,
    );
    expect(await repaired.parked()).toEqual([]);
  });

  it('finds a poison again from the events alone', async () => {
    const projections = setting.run();
    await fill();
    await setting.append('north-1', link(3, POISON));
    await eventually('it is parked', async () => (await projections.parked()).length === 1);
    await setting.redis.flushall();
    await eventually('it is parked again', async () => (await projections.parked()).length === 1);
    await eventually('all is back', async () => (await setting.seals()) === 9);
  });
});

describe('building anew', () => {
  it('builds a newer version in the shadow while the older one serves, and then shows it', async () => {
    setting.run();
    await setting.append('north-1', link(0), link(1));
    await eventually('all are counted', async () => (await setting.seals()) === 2);
    const old = await setting.reader.read(chainView, 'north-1');
    let resets = 0;
    await setting.reader.onReset(() => (resets += 1));
    const [chain] = sampleViews.streams;
    if (chain === undefined) throw new Error('no view');
    const doubled = {
      ...chain,
      version: 2,
      fold: (document: ChainDocument) => ({ ...document, seals: document.seals + 10 }),
    };
    setting.run(setting.store, { ...sampleViews, streams: [doubled] });
    await eventually('the new version is shown', async () => (await setting.seals()) === 20);
    expect((await setting.reader.read(chainView, 'north-1'))?.epoch).not.toBe(old?.epoch);
    await eventually('readers are told', () => Promise.resolve(resets > 0));
    await setting.append('north-1', link(2));
    await eventually('it goes on', async () => (await setting.seals()) === 30);
  });

  it('builds the same versions anew when asked, and comes to the same', async () => {
    const projections = setting.run();
    await setting.append('north-1', link(0), link(1));
    await eventually('all are counted', async () => (await setting.seals()) === 2);
    const before = await setting.reader.read(chainView, 'north-1');
    const generation = await projections.rebuild();
    await eventually('it is shown', async () =>
      (await setting.reader.read(chainView, 'north-1'))?.epoch.startsWith(generation),
    );
    expect((await setting.reader.read(chainView, 'north-1'))?.document).toEqual(before?.document);
    expect(
      JSON.parse((await setting.redis.get(`${setting.namespace}:${generation}:comparison`)) ?? '{}'),
    ).toEqual({
      compared: 1,
      different: 0,
      views: [],
    });
  });
});
