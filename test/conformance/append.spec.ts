import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb from '@eventstore/db-client';
import { collect, rejection, samples, startTarget, type Target } from './target.js';

const { ANY, NO_STREAM, STREAM_EXISTS, jsonEvent, binaryEvent } = esdb;
const credentials = { username: 'admin', password: 'changeit' };

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

// Per-call credentials make the client use `Append`; otherwise it uses `BatchAppend`.
describe.each([
  ['BatchAppend', {}],
  ['Append', { credentials }],
])('%s', (_name, way) => {
  it('creates a stream and counts revisions on', async () => {
    const stream = target.name('append');
    const first = await target.client.appendToStream(stream, samples(3), {
      expectedRevision: NO_STREAM,
      ...way,
    });
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 2n });
    const second = await target.client.appendToStream(stream, samples(2), { expectedRevision: 2n, ...way });
    expect(second.nextExpectedRevision).toBe(4n);
    expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
    const events = await collect(target.client.readStream(stream));
    expect(events.map(({ event }) => event?.revision)).toEqual([0n, 1n, 2n, 3n, 4n]);
  });

  it('gives back what was written', async () => {
    const stream = target.name('append');
    const id = randomUUID();
    const json = jsonEvent({
      id,
      type: 'Größe/测试',
      data: { text: 'ümläut 🙂' },
      metadata: { $correlationId: 'c' },
    });
    const binary = binaryEvent({ type: 'bytes', data: Buffer.from([0, 255, 1]), metadata: Buffer.from([9]) });
    await target.client.appendToStream(stream, [json, binary], way);
    const [first, second] = await collect(target.client.readStream(stream));
    expect(first?.event).toMatchObject({
      id,
      streamId: stream,
      type: 'Größe/测试',
      isJson: true,
      data: { text: 'ümläut 🙂' },
      metadata: { $correlationId: 'c' },
    });
    expect(Math.abs((first?.event?.created.getTime() ?? 0) - Date.now())).toBeLessThan(60 * 60 * 1000);
    expect(second?.event?.isJson).toBe(false);
    expect(Buffer.from(second?.event?.data as Uint8Array)).toEqual(Buffer.from([0, 255, 1]));
    expect(first?.event?.position?.commit).toBe(first?.event?.position?.prepare);
  });

  it.each([
    ['no stream, but there is one', NO_STREAM, 1n],
    ['a revision that is behind', 0n, 1n],
    ['a revision that is ahead', 7n, 1n],
  ] as const)('refuses: %s', async (_case, expectedRevision, actual) => {
    const stream = target.name('refuse');
    await target.client.appendToStream(stream, samples(2), way);
    const error = await rejection(
      target.client.appendToStream(stream, samples(1), { expectedRevision, ...way }),
    );
    expect(error).toBeInstanceOf(esdb.WrongExpectedVersionError);
    expect(error).toMatchObject({
      streamName: stream,
      expectedVersion: expectedRevision,
      actualVersion: actual,
    });
    expect(await collect(target.client.readStream(stream))).toHaveLength(2);
  });

  it.each([
    ['a revision', 0n],
    ['stream exists', STREAM_EXISTS],
  ] as const)('refuses where there is no stream: %s', async (_case, expectedRevision) => {
    const stream = target.name('refuse');
    const error = await rejection(
      target.client.appendToStream(stream, samples(1), { expectedRevision, ...way }),
    );
    expect(error).toMatchObject({ type: 'wrong-expected-version', actualVersion: 'no_stream' });
  });

  it('accepts stream exists once it does', async () => {
    const stream = target.name('exists');
    await target.client.appendToStream(stream, samples(1), way);
    const result = await target.client.appendToStream(stream, samples(1), {
      expectedRevision: STREAM_EXISTS,
      ...way,
    });
    expect(result.nextExpectedRevision).toBe(1n);
  });

  it.each([
    ['no stream', NO_STREAM],
    ['any', ANY],
  ] as const)('takes a retry for what it is: %s', async (_case, expectedRevision) => {
    const stream = target.name('retry');
    const events = samples(3);
    const first = await target.client.appendToStream(stream, events, { expectedRevision, ...way });
    await target.client.appendToStream(stream, samples(1), way);
    const again = await target.client.appendToStream(stream, events, { expectedRevision, ...way });
    expect(again.success).toBe(true);
    expect(again.nextExpectedRevision).toBe(first.nextExpectedRevision);
    expect(await collect(target.client.readStream(stream))).toHaveLength(4);
  });

  it('takes a retry at a revision for what it is, even behind the head', async () => {
    const stream = target.name('retry');
    await target.client.appendToStream(stream, samples(2), way);
    const events = samples(2);
    await target.client.appendToStream(stream, events, { expectedRevision: 1n, ...way });
    await target.client.appendToStream(stream, samples(1), way);
    const again = await target.client.appendToStream(stream, events, { expectedRevision: 1n, ...way });
    expect(again.nextExpectedRevision).toBe(3n);
    expect(await collect(target.client.readStream(stream))).toHaveLength(5);
  });

  it('refuses a retry that carries more than it did', async () => {
    const stream = target.name('retry');
    const [a, b, c] = samples(3);
    if (!a || !b || !c) throw new Error('samples');
    await target.client.appendToStream(stream, [a, b], { expectedRevision: NO_STREAM, ...way });
    const error = await rejection(
      target.client.appendToStream(stream, [a, b, c], { expectedRevision: NO_STREAM, ...way }),
    );
    expect(error.type).toBe('wrong-expected-version');
    expect(await collect(target.client.readStream(stream))).toHaveLength(2);
  });

  it('refuses an append that is too large, and goes on', async () => {
    const stream = target.name('large');
    const large = jsonEvent({ type: 'large', data: { text: 'x'.repeat(2 << 20) } });
    const error = await rejection(target.client.appendToStream(stream, large, way));
    expect(error.type).toBe('maximum-append-size-exceeded');
    expect(error['maxAppendSize']).toBeGreaterThan(0);
    await target.client.appendToStream(stream, samples(1), { expectedRevision: NO_STREAM, ...way });
  });

  it('keeps appends in order when many go at once', async () => {
    const stream = target.name('many');
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => target.client.appendToStream(stream, samples(3, 'm', n * 3), way)),
    );
    const events = await collect(target.client.readStream<{ type: string; data: { n: number } }>(stream));
    expect(events.map(({ event }) => event?.revision)).toEqual(
      Array.from({ length: 150 }, (_, n) => BigInt(n)),
    );
    for (let at = 0; at < 150; at += 3) {
      const [x = 0, y, z] = events.slice(at, at + 3).map(({ event }) => event?.data.n);
      expect([y, z]).toEqual([x + 1, x + 2]);
    }
  });

  it('lets exactly one of many with the same expectation through', async () => {
    const stream = target.name('race');
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        target.client.appendToStream(stream, samples(1), { expectedRevision: NO_STREAM, ...way }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await collect(target.client.readStream(stream))).toHaveLength(1);
  });
});

it('takes a batch in several chunks as one append', async () => {
  const stream = target.name('chunks');
  const result = await target.client.appendToStream(stream, samples(200), {
    expectedRevision: NO_STREAM,
    batchAppendSize: 1_000,
  });
  expect(result.nextExpectedRevision).toBe(199n);
});

it('says with throwOnAppendFailure = false what the revision is', async () => {
  const client = esdb.EventStoreDBClient.connectionString(`${target.url}&throwOnAppendFailure=false`);
  try {
    const stream = target.name('quiet');
    await client.appendToStream(stream, samples(3));
    const result = await client.appendToStream(stream, samples(1), { expectedRevision: 9n, credentials });
    expect(result).toMatchObject({ success: false, nextExpectedRevision: 2n });
  } finally {
    await client.dispose();
  }
});
