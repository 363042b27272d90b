import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb from '@eventstore/db-client';
import { collect, rejection, samples, startTarget, type Target } from './target.js';

const { BACKWARDS, END, START, jsonEvent } = esdb;

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

const revisions = (events: { event?: { revision: bigint } }[]) =>
  events.map(({ event }) => Number(event?.revision));

describe('a stream', () => {
  let stream: string;
  beforeAll(async () => {
    stream = target.name('read');
    await target.client.appendToStream(stream, samples(10));
  });

  it.each([
    ['from the start', {}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['limited', { maxCount: 3 }, [0, 1, 2]],
    ['from a revision, inclusive', { fromRevision: 7n }, [7, 8, 9]],
    ['from behind the end', { fromRevision: 70n }, []],
    ['from the end', { fromRevision: END }, []],
    ['backwards from the end', { direction: BACKWARDS, fromRevision: END, maxCount: 3 }, [9, 8, 7]],
    ['backwards from a revision, inclusive', { direction: BACKWARDS, fromRevision: 2n }, [2, 1, 0]],
    ['backwards from the start', { direction: BACKWARDS, fromRevision: START }, [0]],
    ['backwards from behind the end', { direction: BACKWARDS, fromRevision: 70n, maxCount: 2 }, [9, 8]],
  ] as const)('%s', async (_case, options, expected) => {
    expect(revisions(await collect(target.client.readStream(stream, options)))).toEqual(expected);
  });

  it('is not there', async () => {
    const error = await rejection(collect(target.client.readStream(target.name('none'))));
    expect(error).toBeInstanceOf(esdb.StreamNotFoundError);
  });

  it('is longer than a page', async () => {
    const long = target.name('long');
    for (let n = 0; n < 4; n++) await target.client.appendToStream(long, samples(250, 'l', n * 250));
    const forwards = revisions(await collect(target.client.readStream(long)));
    expect(forwards).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
    const backwards = await collect(
      target.client.readStream(long, { direction: BACKWARDS, fromRevision: END }),
    );
    expect(revisions(backwards)).toEqual(forwards.toReversed());
    const some = await collect(target.client.readStream(long, { fromRevision: 100n, maxCount: 600 }));
    expect(revisions(some)).toEqual(forwards.slice(100, 700));
  });

  it('is read while its reader is slow', async () => {
    const large = target.name('large');
    for (let n = 0; n < 30; n++) {
      await target.client.appendToStream(
        large,
        jsonEvent({ type: 'large', data: { text: 'x'.repeat(500_000) } }),
      );
    }
    let count = 0;
    for await (const { event } of target.client.readStream(large)) {
      expect(event?.revision).toBe(BigInt(count++));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(count).toBe(30);
  });
});

describe('$all', () => {
  it('holds everything in the order of writing, with rising positions', async () => {
    const names = Array.from({ length: 20 }, () => target.name('all'));
    const positions: bigint[] = [];
    for (const name of names) {
      const { position } = await target.client.appendToStream(name, samples(2));
      positions.push(position?.commit ?? -1n);
    }
    const events = await collect(target.client.readAll());
    const own = events.filter(({ event }) => names.includes(event?.streamId ?? ''));
    expect(own.map(({ event }) => event?.streamId)).toEqual(names.flatMap((name) => [name, name]));
    expect(own.filter((_, at) => at % 2 === 1).map(({ event }) => event?.position?.commit)).toEqual(
      positions,
    );
    const commits = events.map(({ event }) => event?.position?.commit ?? -1n);
    expect(commits).toEqual(commits.toSorted((a, b) => Number(a - b)));
    expect(new Set(commits).size).toBe(commits.length);
    const backwards = await collect(target.client.readAll({ direction: BACKWARDS, fromPosition: END }));
    expect(backwards.map(({ event }) => event?.position?.commit)).toEqual(commits.toReversed());
  });

  it('is read from a position, forwards inclusive', async () => {
    const stream = target.name('from');
    await target.client.appendToStream(stream, samples(1));
    const { position } = await target.client.appendToStream(stream, samples(1));
    if (!position) throw new Error('position');
    await target.client.appendToStream(stream, samples(1));
    const [first] = await collect(target.client.readAll({ fromPosition: position, maxCount: 1 }));
    expect(first?.event).toMatchObject({ streamId: stream, revision: 1n });
  });

  it('is limited', async () => {
    await target.client.appendToStream(target.name('limit'), samples(5));
    expect(await collect(target.client.readAll({ maxCount: 3 }))).toHaveLength(3);
  });
});

describe('links', () => {
  const link = (to: string) =>
    esdb.binaryEvent({ type: '$>', data: Buffer.from(to), metadata: Buffer.from('{}') });

  it('are followed when asked to, and else served as they are', async () => {
    const [origin, index] = [target.name('origin'), target.name('index')];
    await target.client.appendToStream(origin, samples(3, 'target'));
    await target.client.appendToStream(index, [link(`1@${origin}`), link(`2@${origin}`)]);
    const followed = await collect(target.client.readStream(index, { resolveLinkTos: true }));
    expect(
      followed.map(({ event, link: via }) => [
        event?.streamId,
        event?.revision,
        via?.streamId,
        via?.revision,
      ]),
    ).toEqual([
      [origin, 1n, index, 0n],
      [origin, 2n, index, 1n],
    ]);
    const [asIs] = await collect(target.client.readStream(index, { maxCount: 1 }));
    expect(asIs?.event?.type).toBe('$>');
    expect(asIs?.link).toBeUndefined();
  });

  it('to nothing come without an event', async () => {
    const index = target.name('index');
    await target.client.appendToStream(index, [link(`0@${target.name('nowhere')}`)]);
    const [broken] = await collect(target.client.readStream(index, { resolveLinkTos: true }));
    expect(broken?.event).toBeUndefined();
    expect(broken?.link?.streamId).toBe(index);
  });
});
