import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventDefinitions, type ProgrammeEvent } from '@hearth/domain';
import { inMemoryEventStore, type EventStore, type StoredEvent } from '@hearth/eventstore';
import { connectRedis, createLogger, createMetrics, disconnectRedis } from '@hearth/platform';
import { projectionMetrics, Projections, redisViewReader } from '@hearth/projections';
import { applyRecorded, emptyDocument } from '@hearth/views';
import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { Documents } from '../../libs/projections/src/store/documents.js';
import { eventually } from '../fixtures/eventually.js';
import { startTestRedis, type TestRedis } from '../fixtures/redis-server.js';
import {
  chainView,
  regionView,
  sampleViews,
  type ChainDocument,
  type RegionDocument,
} from '../fixtures/sample-views.js';

const logger = createLogger({ name: 'spec', level: 'silent' });
const ids = ['north-1', 'north-2', 'south-1'] as const;

/** What may happen while documents are built. */
type Step =
  | { readonly kind: 'append'; readonly id: (typeof ids)[number]; readonly count: number }
  | { readonly kind: 'poke'; readonly view: 'chain' | 'region'; readonly id: (typeof ids)[number] }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'flush' }
  | { readonly kind: 'restart' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      id: fc.constantFrom(...ids),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('poke' as const),
      view: fc.constantFrom('chain', 'region'),
      id: fc.constantFrom(...ids),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'sweep' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'flush' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
);

/** A store whose reads stall between events for as long as the dice say, so that workers overtake each other. */
const stalling = (store: EventStore, random: () => number): EventStore => ({
  ...store,
  async *read(category, id, options): AsyncGenerator<StoredEvent<typeof category>> {
    for await (const stored of store.read(category, id, options)) {
      if (random() < 0.3) await delay(Math.floor(random() * 4));
      yield stored;
    }
  },
});

const random = (seed: number): (() => number) => {
  let state = seed | 1;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return (state >>> 0) / 2 ** 32;
  };
};

let redisServer: TestRedis;
let redis: Redis;
let runs = 0;
beforeAll(async () => {
  redisServer = await startTestRedis({ durable: false });
  redis = connectRedis(redisServer.url, 'commands', () => undefined);
});
afterAll(async () => {
  await disconnectRedis(redis);
  await redisServer.remove();
});

const play = async (steps: readonly Step[], seed: number) => {
  const namespace = `{fence-${(runs += 1)}}`;
  const store = inMemoryEventStore({ definitions: eventDefinitions });
  const lengths = new Map<string, number>();
  const run = (): Projections => {
    const projections = new Projections({
      store: stalling(store, random(seed + runs)),
      redis,
      openWorkerConnection: () => connectRedis(redisServer.url, 'worker', () => undefined),
      views: sampleViews,
      namespace,
      concurrency: 4,
      logger,
      metrics: projectionMetrics(createMetrics('spec')),
      times: { watchMs: 20, sweepMs: 100 },
      feedTimes: { beatMs: 20, leaseMs: 500, batchMs: 1 },
    });
    projections.start();
    return projections;
  };
  const processes = [run(), run()];
  for (const [index, each] of steps.entries()) {
    switch (each.kind) {
      case 'append': {
        const from = lengths.get(each.id) ?? 0;
        const events = Array.from({ length: each.count }, (_, at): ProgrammeEvent => ({
          type: 'SealChained',
          data: { sessionId: 's', sequence: from + at, hash: 'h', previousHash: null, at: 0 },
        }));
        const context = {
          commandId: `${index}`,
          correlationId: 'k',
          actor: { kind: 'system' as const, id: 'spec' },
        };
        await store.append('programme', each.id, events, 'any', context);
        lengths.set(each.id, from + each.count);
        break;
      }
      case 'poke':
        // A stray poke of something that may not even be there.
        await Promise.all(processes.map((process) => process.poke([{ view: each.view, key: each.id }])));
        break;
      case 'sweep':
        await Promise.all(processes.map((process) => process.sweep()));
        break;
      case 'flush':
        await redis.flushall();
        break;
      case 'restart':
        await processes.shift()?.stop();
        processes.push(run());
        break;
      default:
        each satisfies never;
    }
  }
  return { namespace, store, lengths, processes };
};

/** The documents as one straight fold gives them. */
const expected = async (store: EventStore, id: string): Promise<ChainDocument> => {
  let stored = emptyDocument(chainView, id);
  for await (const each of store.read('programme', id)) {
    if (each.kind === 'known') stored = applyRecorded(chainView, stored, each.recorded);
  }
  return stored.document;
};

describe('documents', () => {
  it('are the same whatever is doubled, stalled, lost, out of order or run by two', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), fc.integer(), async (steps, seed) => {
        const { namespace, store, lengths, processes } = await play(steps, seed);
        const reader = redisViewReader({ commands: redis, subscriber: redis, namespace });
        const chains = await Promise.all([...lengths.keys()].map((id) => expected(store, id)));
        for (const chain of chains) {
          await eventually(`${chain.programmeId} is whole`, async () => {
            const read = await reader.read(chainView, chain.programmeId);
            return JSON.stringify(read?.document) === JSON.stringify(chain);
          });
        }
        for (const region of new Set(chains.map((chain) => chain.region))) {
          const own = chains.filter((chain) => chain.region === region);
          const whole: RegionDocument | null = regionView.derive(region, {
            chains: own,
            even: own.filter(({ seals }) => seals % 2 === 0).map(({ programmeId }) => programmeId),
          });
          await eventually(`${region} is whole`, async () => {
            const read = await reader.read(regionView, region);
            return JSON.stringify(read?.document) === JSON.stringify(whole);
          });
        }
        await Promise.all(processes.map((process) => process.stop()));
        expect(chains).toHaveLength(lengths.size);
      }),
      { numRuns: Number(process.env['HEARTH_PROPERTY_RUNS'] ?? 12) },
    );
  }, 120_000);
});

describe('a derived document', () => {
  it('is not held back by what was computed before Redis was emptied', async () => {
    const documents = new Documents(redis, '{straddle}', 'g1');
    const next = (count: number, seals: number) => ({
      count,
      document: { seals },
      degraded: false,
      indexes: [],
      dependents: [],
    });
    const soiled = () => redis.hincrby(documents.keys.dirty, 'region|north', 1);
    for (let times = 0; times < 5; times += 1) await soiled();
    expect((await documents.applyDerived(regionView, 'north', next(5, 5))).applied).toBe(true);
    await redis.flushall();
    // The counter has begun anew: a result that counts by the old one comes from parts that are gone.
    expect((await documents.applyDerived(regionView, 'north', next(5, 5))).applied).toBe(false);
    await soiled();
    expect(await documents.applyDerived(regionView, 'north', next(1, 1))).toMatchObject({
      applied: true,
      settled: true,
    });
    // And an older result still does not replace a newer one.
    await soiled();
    expect((await documents.applyDerived(regionView, 'north', next(2, 2))).applied).toBe(true);
    expect((await documents.applyDerived(regionView, 'north', next(1, 1))).applied).toBe(false);
  });
});
