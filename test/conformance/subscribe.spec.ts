import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb, { type Position } from '@eventstore/db-client';
import { collect, once, rejection, samples, startTarget, take, type Target } from './target.js';

const { END, START, eventTypeFilter, excludeSystemEvents, jsonEvent, streamNameFilter } = esdb;

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

const revisions = (events: { event?: { revision: bigint } }[]) =>
  events.map(({ event }) => Number(event?.revision));

describe('to a stream', () => {
  it('brings what is there, says that it has caught up, and brings what comes', async () => {
    const stream = target.name('sub');
    await target.client.appendToStream(stream, samples(3));
    const subscription = target.client.subscribeToStream(stream);
    const seen: number[] = [];
    const all = new Promise<void>((resolve) =>
      subscription.on('data', ({ event }) => {
        seen.push(Number(event?.revision));
        if (seen.length === 5) resolve();
      }),
    );
    await once(subscription, 'caughtUp');
    expect(seen).toEqual([0, 1, 2]);
    await target.client.appendToStream(stream, samples(2));
    await all;
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    await subscription.unsubscribe();
  });

  it('starts after a revision', async () => {
    const stream = target.name('sub');
    await target.client.appendToStream(stream, samples(5));
    const events = await take(target.client.subscribeToStream(stream, { fromRevision: 2n }), 2);
    expect(revisions(events)).toEqual([3, 4]);
  });

  it('starts at the end', async () => {
    const stream = target.name('sub');
    await target.client.appendToStream(stream, samples(5));
    const subscription = target.client.subscribeToStream(stream, { fromRevision: END });
    const first = take(subscription, 1);
    await once(subscription, 'confirmation');
    await target.client.appendToStream(stream, samples(1));
    expect(revisions(await first)).toEqual([5]);
  });

  it('waits for a stream that is not there yet', async () => {
    const stream = target.name('sub');
    const subscription = target.client.subscribeToStream(stream);
    const first = take(subscription, 2);
    await once(subscription, 'caughtUp');
    await target.client.appendToStream(stream, samples(2));
    expect(revisions(await first)).toEqual([0, 1]);
  });

  it('of a tombstoned stream is refused', async () => {
    const stream = target.name('sub');
    await target.client.tombstoneStream(stream);
    const subscription = target.client.subscribeToStream(stream);
    const error = await rejection(collect(subscription));
    expect(error).toBeInstanceOf(esdb.StreamDeletedError);
  });

  it('ends when its stream is tombstoned', async () => {
    const stream = target.name('sub');
    await target.client.appendToStream(stream, samples(1));
    const subscription = target.client.subscribeToStream(stream);
    const failed = new Promise((resolve) => subscription.on('error', resolve));
    subscription.resume();
    await once(subscription, 'caughtUp');
    await target.client.tombstoneStream(stream);
    expect(await failed).toBeInstanceOf(esdb.StreamDeletedError);
  });

  it('resolves links', async () => {
    const [origin, index] = [target.name('origin'), target.name('index')];
    const subscription = target.client.subscribeToStream(index, { resolveLinkTos: true });
    const first = take(subscription, 2);
    await once(subscription, 'caughtUp');
    await target.client.appendToStream(origin, samples(1, 'target'));
    const links = [`0@${origin}`, '0@nowhere-at-all'].map((to) =>
      esdb.binaryEvent({ type: '$>', data: Buffer.from(to) }),
    );
    await target.client.appendToStream(index, links);
    const [resolved, broken] = await first;
    expect(resolved?.event?.streamId).toBe(origin);
    expect(resolved?.link?.streamId).toBe(index);
    expect(broken?.event).toBeUndefined();
    expect(broken?.link?.revision).toBe(1n);
  });
});

describe('to $all', () => {
  it('brings every event once and in order, whatever is being written meanwhile', async () => {
    const prefix = target.name('storm');
    const writing = Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; n < 60; n++)
          await target.client.appendToStream(`${prefix}-${writer}`, samples(2, 'storm', n * 2));
      }),
    );
    const total = 8 * 60 * 2;
    const filter = streamNameFilter({ prefixes: [prefix] });
    const readers = await Promise.all(
      Array.from({ length: 3 }, () =>
        take(target.client.subscribeToAll({ fromPosition: START, filter }), total),
      ),
    );
    await writing;
    for (const events of readers) {
      const commits = events.map(({ event }) => event?.position?.commit ?? -1n);
      expect(new Set(commits).size).toBe(total);
      expect(commits).toEqual(commits.toSorted((a, b) => Number(a - b)));
      for (let writer = 0; writer < 8; writer++) {
        const own = events.filter(({ event }) => event?.streamId === `${prefix}-${writer}`);
        expect(revisions(own)).toEqual(Array.from({ length: 120 }, (_, n) => n));
      }
    }
  });

  it('starts after a position', async () => {
    const stream = target.name('sub');
    const { position } = await target.client.appendToStream(stream, samples(1));
    await target.client.appendToStream(stream, samples(2));
    const [first] = await take(target.client.subscribeToAll({ fromPosition: position }), 1);
    expect(first?.event).toMatchObject({ streamId: stream, revision: 1n });
  });

  it('starts at the end', async () => {
    const stream = target.name('sub');
    await target.client.appendToStream(stream, samples(2));
    const filter = streamNameFilter({ prefixes: [stream] });
    const subscription = target.client.subscribeToAll({ fromPosition: END, filter });
    const first = take(subscription, 1);
    await once(subscription, 'confirmation');
    await target.client.appendToStream(stream, samples(1));
    expect(revisions(await first)).toEqual([2]);
  });

  it.each([
    ['stream prefixes', (name: string) => streamNameFilter({ prefixes: [name] })],
    ['a stream expression', (name: string) => streamNameFilter({ regex: `^${name}.*$` })],
    ['type prefixes', (name: string) => eventTypeFilter({ prefixes: [name] })],
    ['a type expression', (name: string) => eventTypeFilter({ regex: `^${name}` })],
  ])('filters by %s, before and after it has caught up', async (_case, filterOf) => {
    const name = target.name('filter');
    await target.client.appendToStream(`${name}-a`, samples(2, `${name}-t`));
    await target.client.appendToStream(target.name('noise'), samples(5, 'noise'));
    const subscription = target.client.subscribeToAll({ fromPosition: START, filter: filterOf(name) });
    const events = take(subscription, 4);
    await once(subscription, 'caughtUp');
    await target.client.appendToStream(target.name('noise'), samples(5, 'noise'));
    await target.client.appendToStream(`${name}-b`, samples(2, `${name}-t`));
    expect((await events).map(({ event }) => event?.streamId)).toEqual([
      `${name}-a`,
      `${name}-a`,
      `${name}-b`,
      `${name}-b`,
    ]);
  });

  it('leaves system events out', async () => {
    const stream = target.name('system');
    await target.client.setStreamMetadata(stream, { maxCount: 3 });
    await target.client.appendToStream(stream, samples(1, 'last-of-all'));
    const subscription = target.client.subscribeToAll({ fromPosition: START, filter: excludeSystemEvents() });
    subscription.on('error', () => undefined);
    const types: string[] = [];
    for await (const { event } of subscription) {
      types.push(event?.type ?? '');
      if (event?.type === 'last-of-all') break;
    }
    await subscription.unsubscribe();
    expect(types.filter((type) => type.startsWith('$'))).toEqual([]);
  });

  it('tells checkpoints, from which it goes on without a gap', async () => {
    const name = target.name('check');
    const { position: start } = await target.client.appendToStream(name, samples(1));
    const checkpoints: Position[] = [];
    const filter = streamNameFilter({
      prefixes: [name],
      checkpointInterval: 2,
      checkpointReached: (_subscription, position) => {
        checkpoints.push(position);
      },
    });
    const subscription = target.client.subscribeToAll({ fromPosition: start, filter });
    const done = take(subscription, 1);
    await once(subscription, 'caughtUp');
    for (let n = 0; n < 10; n++) await target.client.appendToStream(target.name('noise'), samples(20));
    await target.client.appendToStream(name, samples(1));
    await done;
    expect(checkpoints.length).toBeGreaterThanOrEqual(3);
    const commits = checkpoints.map(({ commit }) => commit);
    expect(commits).toEqual(commits.toSorted((a, b) => Number(a - b)));
    const again = await take(target.client.subscribeToAll({ fromPosition: checkpoints.at(-1), filter }), 1);
    expect(revisions(again)).toEqual([1]);
  });

  it('loses nothing when the reader is slower than the writers', async () => {
    const name = target.name('slow');
    const filter = streamNameFilter({ prefixes: [name] });
    const subscription = target.client.subscribeToAll({ fromPosition: END, filter });
    subscription.on('error', () => undefined);
    await once(subscription, 'confirmation');
    const text = 'x'.repeat(20_000);
    for (let n = 0; n < 20; n++) {
      await target.client.appendToStream(
        name,
        Array.from({ length: 40 }, () => jsonEvent({ type: 't', data: { text } })),
      );
    }
    let next = 0;
    for await (const { event } of subscription) {
      expect(event?.revision).toBe(BigInt(next++));
      if (next === 20 * 40) break;
    }
    await subscription.unsubscribe();
  });
});
