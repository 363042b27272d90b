import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb from '@eventstore/db-client';
import { collect, rejection, samples, startTarget, type Target } from './target.js';

const { BACKWARDS, END, NO_STREAM, STREAM_EXISTS } = esdb;

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

const revisions = async (stream: string, options = {}) =>
  (await collect(target.client.readStream(stream, options))).map(({ event }) => Number(event?.revision));

describe('metadata', () => {
  it('is kept and replaced as a whole', async () => {
    const stream = target.name('meta');
    await target.client.setStreamMetadata(stream, { maxCount: 5, owner: 'x', acl: { readRoles: ['$all'] } });
    const first = await target.client.getStreamMetadata(stream);
    expect(first.metadata).toMatchObject({ maxCount: 5, owner: 'x', acl: { readRoles: ['$all'] } });
    await target.client.setStreamMetadata(stream, { owner: 'y' });
    const second = await target.client.getStreamMetadata(stream);
    expect(second.metadata).toEqual({ owner: 'y' });
  });

  it('is empty where there is none', async () => {
    const { metadata } = await target.client.getStreamMetadata(target.name('meta'));
    expect(metadata).toBeUndefined();
  });

  it('$maxCount hides all but the last events', async () => {
    const stream = target.name('meta');
    await target.client.appendToStream(stream, samples(10));
    await target.client.setStreamMetadata(stream, { maxCount: 3 });
    expect(await revisions(stream)).toEqual([7, 8, 9]);
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: END })).toEqual([9, 8, 7]);
    expect(await revisions(stream, { fromRevision: 2n, maxCount: 2 })).toEqual([7, 8]);
    await target.client.appendToStream(stream, samples(1));
    expect(await revisions(stream)).toEqual([8, 9, 10]);
  });

  it('$tb hides what is before it', async () => {
    const stream = target.name('meta');
    await target.client.appendToStream(stream, samples(5));
    await target.client.setStreamMetadata(stream, { truncateBefore: 3 });
    expect(await revisions(stream)).toEqual([3, 4]);
  });

  it('$maxAge hides what is older', async () => {
    const stream = target.name('meta');
    await target.client.appendToStream(stream, samples(2));
    await target.client.setStreamMetadata(stream, { maxAge: 100_000 });
    expect(await revisions(stream)).toEqual([0, 1]);
  });

  it('leaves $all as it is', async () => {
    const stream = target.name('meta');
    await target.client.appendToStream(stream, samples(4));
    await target.client.setStreamMetadata(stream, { maxCount: 1 });
    const all = (await collect(target.client.readAll())).filter(({ event }) => event?.streamId === stream);
    expect(all).toHaveLength(4);
  });
});

describe('delete', () => {
  it('hides the stream and lets it be written on', async () => {
    const stream = target.name('delete');
    await target.client.appendToStream(stream, samples(3));
    const { position } = await target.client.deleteStream(stream, { expectedRevision: 2n });
    expect(position?.commit).toBeGreaterThan(0n);
    expect(await rejection(revisions(stream))).toBeInstanceOf(esdb.StreamNotFoundError);
    const back = await target.client.appendToStream(stream, samples(2), { expectedRevision: NO_STREAM });
    expect(back.nextExpectedRevision).toBe(4n);
    expect(await revisions(stream)).toEqual([3, 4]);
    expect((await target.client.getStreamMetadata(stream)).metadata).toMatchObject({ truncateBefore: 3 });
  });

  it('keeps the other metadata', async () => {
    const stream = target.name('delete');
    await target.client.appendToStream(stream, samples(3));
    await target.client.setStreamMetadata(stream, { maxCount: 9, owner: 'x' });
    await target.client.deleteStream(stream);
    await target.client.appendToStream(stream, samples(1));
    const { metadata } = await target.client.getStreamMetadata(stream);
    expect(metadata).toMatchObject({ maxCount: 9, owner: 'x', truncateBefore: 3 });
  });

  it('can be written on at the old revision', async () => {
    const stream = target.name('delete');
    await target.client.appendToStream(stream, samples(3));
    await target.client.deleteStream(stream);
    const back = await target.client.appendToStream(stream, samples(1), { expectedRevision: 2n });
    expect(back.nextExpectedRevision).toBe(3n);
  });

  it.each([
    ['a wrong revision', 1n],
    ['no stream', NO_STREAM],
  ] as const)('is refused with %s', async (_case, expectedRevision) => {
    const stream = target.name('delete');
    await target.client.appendToStream(stream, samples(4));
    const error = await rejection(target.client.deleteStream(stream, { expectedRevision }));
    expect(error).toBeInstanceOf(esdb.WrongExpectedVersionError);
    expect(error).toMatchObject({ streamName: stream, actualVersion: 3n });
    expect(await revisions(stream)).toHaveLength(4);
  });

  it('is retried by a subscriber that saw the stream vanish: a later append is one more event', async () => {
    const stream = target.name('delete');
    const events = samples(2);
    await target.client.appendToStream(stream, events);
    await target.client.deleteStream(stream);
    await target.client.appendToStream(stream, samples(1), { expectedRevision: NO_STREAM });
    await target.client.deleteStream(stream);
    const last = await target.client.appendToStream(stream, samples(1), { expectedRevision: NO_STREAM });
    expect(last.nextExpectedRevision).toBe(3n);
    expect(await revisions(stream)).toEqual([3]);
  });
});

describe('tombstone', () => {
  it('ends a stream for ever', async () => {
    const stream = target.name('tomb');
    await target.client.appendToStream(stream, samples(3));
    await target.client.tombstoneStream(stream, { expectedRevision: 2n });
    expect(await rejection(revisions(stream))).toBeInstanceOf(esdb.StreamDeletedError);
    for (const expectedRevision of [esdb.ANY, NO_STREAM, STREAM_EXISTS, 2n] as const) {
      const error = await rejection(target.client.appendToStream(stream, samples(1), { expectedRevision }));
      expect(error).toBeInstanceOf(esdb.StreamDeletedError);
      expect(error['streamName']).toBe(stream);
    }
    expect(await rejection(target.client.deleteStream(stream))).toBeInstanceOf(esdb.StreamDeletedError);
    expect(await rejection(target.client.tombstoneStream(stream))).toBeInstanceOf(esdb.StreamDeletedError);
  });

  it('can be put where there is no stream', async () => {
    const stream = target.name('tomb');
    await target.client.tombstoneStream(stream, { expectedRevision: NO_STREAM });
    expect(await rejection(revisions(stream))).toBeInstanceOf(esdb.StreamDeletedError);
  });

  it('is refused with a wrong revision', async () => {
    const stream = target.name('tomb');
    await target.client.appendToStream(stream, samples(3));
    const error = await rejection(target.client.tombstoneStream(stream, { expectedRevision: 1n }));
    expect(error).toMatchObject({ type: 'wrong-expected-version', expectedVersion: 1n, actualVersion: 2n });
  });

  it('shows in $all', async () => {
    const stream = target.name('tomb');
    await target.client.appendToStream(stream, samples(1));
    await target.client.tombstoneStream(stream);
    const all = (await collect(target.client.readAll())).filter(({ event }) => event?.streamId === stream);
    expect(all.map(({ event }) => event?.type)).toEqual(['sample', '$streamDeleted']);
  });
});
