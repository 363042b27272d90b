import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb, { type PersistentSubscriptionToStreamSettings } from '@eventstore/db-client';
import { eventually } from '../fixtures/eventually.js';
import { createByWire, groupsOf, revisions, type Delivery } from './groups.js';
import { collect, once, rejection, samples, startTarget, type Target } from './target.js';

const { DISPATCH_TO_SINGLE, END, PINNED, ROUND_ROBIN, streamNameFilter } = esdb;
const streamSettings = esdb.persistentSubscriptionToStreamSettingsFromDefaults;
const allSettings = esdb.persistentSubscriptionToAllSettingsFromDefaults;

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

const { group, consume, info, groupHas } = groupsOf(() => target);

describe('reading', () => {
  it('brings what is there and what comes', async () => {
    const own = await group();
    await target.client.appendToStream(own.stream, samples(20));
    const all = consume(own, 25);
    await target.client.appendToStream(own.stream, samples(5));
    expect(revisions(await all)).toEqual(Array.from({ length: 25 }, (_, n) => n));
  });

  it('starts at a revision, inclusive', async () => {
    const own = await group({ startFrom: 2n });
    await target.client.appendToStream(own.stream, samples(5));
    expect(revisions(await consume(own, 3))).toEqual([2, 3, 4]);
  });

  it('starts at the end of when the group was made', async () => {
    const [stream, name] = [target.name('stream'), target.name('group')];
    await target.client.appendToStream(stream, samples(4));
    await target.client.createPersistentSubscriptionToStream(stream, name, streamSettings());
    await target.client.appendToStream(stream, samples(2));
    expect(revisions(await consume({ stream, name }, 2))).toEqual([4, 5]);
  });

  it('follows links, which are acknowledged by their own ids', async () => {
    const own = await group({ resolveLinkTos: true });
    const origin = target.name('origin');
    await target.client.appendToStream(origin, samples(3));
    const links = [0, 1, 2].map((n) => esdb.binaryEvent({ type: '$>', data: Buffer.from(`${n}@${origin}`) }));
    await target.client.appendToStream(own.stream, links);
    const deliveries = await consume(own, 3);
    expect(deliveries.map(({ event, link }) => [event?.streamId, link?.streamId])).toEqual(
      [0, 1, 2].map(() => [origin, own.stream]),
    );
    await groupHas(own, 'nothing is outstanding', ({ stats }) => stats.outstandingMessagesCount === 0);
  });

  it('goes on at the checkpoint', async () => {
    const own = await group({ checkPointLowerBound: 1, checkPointUpperBound: 1, checkPointAfter: 1 });
    await target.client.appendToStream(own.stream, samples(6));
    await consume(own, 4);
    await groupHas(own, 'the checkpoint is at 3', ({ stats }) => stats.lastCheckpointedEventRevision === 3n);
    expect(revisions(await consume(own, 2))).toEqual([4, 5]);
  });

  it('hands what a consumer left unacknowledged to the next, and it does not count as a retry', async () => {
    const own = await group();
    await target.client.appendToStream(own.stream, samples(3));
    await consume(own, 3, () => 'nothing');
    const again = await consume(own, 3);
    expect(revisions(again)).toEqual([0, 1, 2]);
    expect(again.map(({ retryCount }) => retryCount)).toEqual([0, 0, 0]);
  });

  it('gives a consumer no more than its buffer', async () => {
    const own = await group();
    await target.client.appendToStream(own.stream, samples(50));
    const subscription = target.client.subscribeToPersistentSubscriptionToStream(own.stream, own.name, {
      bufferSize: 5,
    });
    subscription.on('error', () => undefined).on('data', () => undefined);
    await groupHas(own, 'five are on their way', ({ stats }) => stats.totalInFlightMessages === 5);
    await subscription.unsubscribe();
  });
});

describe('nack', () => {
  it('retry brings the message again and counts', async () => {
    const own = await group();
    await target.client.appendToStream(own.stream, samples(2));
    const deliveries = await consume(own, 4, ({ retryCount }) => (retryCount === 0 ? 'retry' : 'ack'));
    expect(deliveries.map(({ retryCount }) => retryCount)).toEqual(expect.arrayContaining([0, 0, 1, 1]));
  });

  it('skip and stop leave it out', async () => {
    const own = await group();
    await target.client.appendToStream(own.stream, samples(4));
    await consume(own, 4, ({ event }) => (event && event.revision % 2n === 0n ? 'skip' : 'stop'));
    await target.client.appendToStream(own.stream, samples(1));
    expect(revisions(await consume(own, 1))).toEqual([4]);
  });

  it('park puts it aside, and replay brings it back once', async () => {
    const own = await group();
    await target.client.appendToStream(own.stream, samples(5));
    await consume(own, 5, () => 'park');
    await groupHas(own, 'five are parked', ({ stats }) => stats.parkedMessageCount === 5n);
    const parked = await collect(
      target.client.readStream(`$persistentsubscription-${own.stream}::${own.name}-parked`),
    );
    expect(parked.map(({ event }) => event?.type)).toEqual(Array.from({ length: 5 }, () => '$>'));
    await target.client.replayParkedMessagesToStream(own.stream, own.name, { stopAt: 2 });
    expect(revisions(await consume(own, 2))).toEqual([0, 1]);
    await groupHas(own, 'three are parked', ({ stats }) => stats.parkedMessageCount === 3n);
    await target.client.replayParkedMessagesToStream(own.stream, own.name);
    expect(revisions(await consume(own, 3))).toEqual([2, 3, 4]);
    await groupHas(own, 'none is parked', ({ stats }) => stats.parkedMessageCount === 0n);
  });

  it('parks after the last retry', async () => {
    const own = await group({ maxRetryCount: 2 });
    await target.client.appendToStream(own.stream, samples(1));
    const deliveries = await consume(own, 3, () => 'retry');
    expect(deliveries.map(({ retryCount }) => retryCount)).toEqual([0, 1, 2]);
    await groupHas(own, 'one is parked', ({ stats }) => stats.parkedMessageCount === 1n);
  });

  it('happens by itself when the time is over', async () => {
    const own = await group({ messageTimeout: 100 });
    await target.client.appendToStream(own.stream, samples(1));
    const deliveries = await consume(own, 2, ({ retryCount }) => (retryCount === 0 ? 'nothing' : 'ack'));
    expect(deliveries.map(({ retryCount }) => retryCount)).toEqual([0, 1]);
  });
});

describe('strategies', () => {
  async function spread(settings: Partial<PersistentSubscriptionToStreamSettings>, events: number) {
    const own = await group({ ...settings, resolveLinkTos: true });
    const seen: string[][] = [[], [], []];
    let total = 0;
    const consumers = await Promise.all(
      seen.map(async (list) => {
        const subscription = target.client.subscribeToPersistentSubscriptionToStream(own.stream, own.name, {
          bufferSize: 100,
        });
        subscription
          .on('error', () => undefined)
          .on('data', (delivery: Delivery) => {
            list.push(delivery.event?.streamId ?? '');
            total++;
            void subscription.ack(delivery);
          });
        await once(subscription, 'confirmation');
        return subscription;
      }),
    );
    const origins = Array.from({ length: 20 }, () => target.name('origin'));
    for (const origin of origins) await target.client.appendToStream(origin, samples(1));
    const links = Array.from({ length: events }, (_, n) =>
      esdb.binaryEvent({ type: '$>', data: Buffer.from(`0@${origins[n % origins.length]}`) }),
    );
    await target.client.appendToStream(own.stream, links);
    await eventually('all have come', () => total >= events);
    await Promise.all(consumers.map((subscription) => subscription.unsubscribe()));
    return seen;
  }

  it('round robin shares evenly', async () => {
    const seen = await spread({ consumerStrategyName: ROUND_ROBIN }, 60);
    expect(seen.map(({ length }) => length)).toEqual([20, 20, 20]);
  });

  it('dispatch to single keeps to one while it has room', async () => {
    const seen = await spread({ consumerStrategyName: DISPATCH_TO_SINGLE }, 60);
    expect(seen.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([0, 0, 60]);
  });

  it('pinned keeps a stream with its consumer', async () => {
    const seen = await spread({ consumerStrategyName: PINNED }, 60);
    const owners = new Map<string, number>();
    seen.forEach((list, consumer) =>
      list.forEach((origin) => owners.set(origin, (owners.get(origin) ?? 0) | (1 << consumer))),
    );
    expect([...owners.values()].every((mask) => [1, 2, 4].includes(mask))).toBe(true);
    expect(seen.filter(({ length }) => length > 0).length).toBeGreaterThan(1);
  });

  it('pinned by correlation keeps a correlation with its consumer, whatever the streams', async () => {
    const [stream, name] = [target.name('stream'), target.name('group')];
    await createByWire(target.url, stream, name, 'PinnedByCorrelation');
    const seen: string[][] = [[], [], []];
    const consumers = await Promise.all(
      seen.map(async (list) => {
        const subscription = target.client.subscribeToPersistentSubscriptionToStream(stream, name);
        subscription
          .on('error', () => undefined)
          .on('data', (delivery: Delivery) => {
            list.push(correlationOf(delivery));
            void subscription.ack(delivery);
          });
        await once(subscription, 'confirmation');
        return subscription;
      }),
    );
    const events = Array.from({ length: 60 }, (_, n) =>
      esdb.jsonEvent({ type: 't', data: {}, metadata: { $correlationId: `c-${n % 20}` } }),
    );
    await target.client.appendToStream(stream, events);
    await eventually('all have come', () => seen.flat().length === events.length);
    await Promise.all(consumers.map((subscription) => subscription.unsubscribe()));
    const owners = seen.map((list) => new Set(list));
    expect(owners.reduce((sum, { size }) => sum + size, 0)).toBe(20);
    expect((await info({ stream, name })).settings.consumerStrategyName).toBe('PinnedByCorrelation');
  });

  function correlationOf({ event }: Delivery): string {
    const metadata: unknown = event?.metadata;
    const found =
      typeof metadata === 'object' && metadata !== null && Reflect.get(metadata, '$correlationId');
    return String(found);
  }
});

describe('to $all', () => {
  it('filters, and starts where it was told', async () => {
    const [prefix, name] = [target.name('all'), target.name('group')];
    const { position } = await target.client.appendToStream(`${prefix}-a`, samples(2));
    if (!position) throw new Error('position');
    await target.client.createPersistentSubscriptionToAll(name, allSettings({ startFrom: position }), {
      filter: streamNameFilter({ prefixes: [prefix] }),
    });
    await target.client.appendToStream(target.name('noise'), samples(10));
    await target.client.appendToStream(`${prefix}-b`, samples(2));
    const subscription = target.client.subscribeToPersistentSubscriptionToAll(name);
    subscription.on('error', () => undefined);
    const seen: string[] = [];
    for await (const delivery of subscription) {
      seen.push(`${delivery.event?.streamId}@${delivery.event?.revision}`);
      await subscription.ack(delivery);
      if (seen.length === 3) break;
    }
    await subscription.unsubscribe();
    expect(seen).toEqual([`${prefix}-a@1`, `${prefix}-b@0`, `${prefix}-b@1`]);
    const listed = await target.client.listPersistentSubscriptionsToAll();
    expect(listed.map(({ groupName }) => groupName)).toContain(name);
    const updated = allSettings({ startFrom: END, consumerStrategyName: PINNED });
    await target.client.updatePersistentSubscriptionToAll(name, updated);
    const after = await target.client.getPersistentSubscriptionToAllInfo(name);
    expect(after.settings).toEqual(updated);
    await target.client.deletePersistentSubscriptionToAll(name);
    const error = await rejection(target.client.getPersistentSubscriptionToAllInfo(name));
    expect(error).toBeInstanceOf(esdb.PersistentSubscriptionDoesNotExistError);
  });
});
