import { randomUUID } from 'node:crypto';
import http2 from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import pb from '@eventstore/db-client/generated/streams_pb.js';
import { status as code } from '@grpc/grpc-js';
import { wellKnown } from '../../apps/eventstore/src/protocol/stubs.js';
import { eventually } from '../fixtures/eventually.js';
import { collect, isEmbedded, rejection, samples, startTarget, type Target } from './target.js';
import { anEvent, append, frame, identifier, options, properties, streamsClient } from './wire.js';

let target: Target;
let client: streamsGrpc.StreamsClient;
beforeAll(async () => {
  target = await startTarget();
  client = streamsClient(target.url);
});
afterAll(async () => {
  client.close();
  await target.stop();
});

/** Sends bytes as one gRPC call of a method, and gives the status that comes back. */
async function statusOf(path: string, bytes: Buffer): Promise<number> {
  const session = http2.connect(target.url.replace('esdb', 'http'));
  try {
    return await new Promise<number>((resolve, reject) => {
      const headers = { 'content-type': 'application/grpc', te: 'trailers' };
      const stream = session.request({ ':method': 'POST', ':path': path, ...headers });
      const take = (found: http2.IncomingHttpHeaders): void => {
        if (found['grpc-status'] !== undefined) resolve(Number(found['grpc-status']));
      };
      stream.on('response', take).on('trailers', take).on('error', reject).resume();
      stream.end(bytes);
    });
  } finally {
    session.destroy();
  }
}

describe('a malformed message', () => {
  const { StreamsService } = streamsGrpc;

  it.each([
    ['Append', StreamsService.append.path],
    ['BatchAppend', StreamsService.batchAppend.path],
    ['Read', StreamsService.read.path],
    ['Delete', StreamsService.delete.path],
    ['persistent Read', '/event_store.client.persistent_subscriptions.PersistentSubscriptions/Read'],
  ])('to %s gets an error, and the node goes on', async (_name, path) => {
    const garbage = Buffer.from('ff0a0b0c8000ff', 'hex');
    expect(await statusOf(path, frame(garbage))).not.toBe(code.OK);
    // Says that it is compressed.
    expect(await statusOf(path, Buffer.from([1, 0, 0, 0, 1, 0]))).not.toBe(code.OK);
    expect(await append(client, [options(target.name('next')), anEvent()])).toBeUndefined();
  });

  it('that is larger than any may be is refused', async () => {
    const head = Buffer.alloc(5);
    head.writeUInt32BE(0x7fffffff, 1);
    expect(await statusOf(StreamsService.append.path, Buffer.concat([head, Buffer.alloc(1_000)]))).toBe(
      code.RESOURCE_EXHAUSTED,
    );
  });

  it('of no method that there is gets UNIMPLEMENTED', async () => {
    expect(await statusOf('/event_store.client.streams.Streams/Nothing', frame(Buffer.alloc(0)))).toBe(
      code.UNIMPLEMENTED,
    );
  });
});

describe('in a BatchAppend', () => {
  const uuid = () => new shared.UUID().setString(randomUUID());

  function chunk(stream: string, change: (request: pb.BatchAppendReq, event: Proposed) => void) {
    const event = new pb.BatchAppendReq.ProposedMessage().setId(uuid());
    for (const [key, value] of properties) event.getMetadataMap().set(key, value);
    const request = new pb.BatchAppendReq()
      .setCorrelationId(uuid())
      .setOptions(
        new pb.BatchAppendReq.Options().setStreamIdentifier(identifier(stream)).setAny(new wellKnown.Empty()),
      )
      .setIsFinal(true);
    change(request, event);
    return request.setProposedMessagesList([event]);
  }
  type Proposed = pb.BatchAppendReq.ProposedMessage;

  /** Answers to some requests, or the status with which the call ended. */
  async function answers(requests: pb.BatchAppendReq[]): Promise<pb.BatchAppendResp[] | number> {
    const call = client.batchAppend();
    for (const request of requests) call.write(request);
    call.end();
    return collect<pb.BatchAppendResp>(call).catch((error: { code: number }) => error.code);
  }

  it.each<[string, (request: pb.BatchAppendReq, event: Proposed) => void]>([
    ['no event id', (_request, event) => event.clearId()],
    ['an event id that is none', (_request, event) => event.setId(new shared.UUID().setString('x'))],
    ['no type', (_request, event) => event.getMetadataMap().del('type')],
    ['an empty type', (_request, event) => event.getMetadataMap().set('type', '')],
    ['no options', (request) => request.clearOptions()],
    ['no stream', (request) => request.getOptions()?.setStreamIdentifier(identifier(''))],
    ['no expectation', (request) => request.getOptions()?.clearAny()],
    ['more than an append may hold', (_request, event) => event.setData(Buffer.alloc((1 << 20) + 1))],
  ])('%s is refused, and what comes with it is written', async (_name, change) => {
    const [bad, good] = [target.name('bad'), target.name('good')];
    const found = await answers([chunk(bad, change), chunk(good, () => undefined)]);
    expect(typeof found === 'number' ? found : found.map((answer) => answer.hasError())).toEqual([
      true,
      false,
    ]);
    expect(await collect(target.client.readStream(good))).toHaveLength(1);
    expect(await rejection(collect(target.client.readStream(bad)))).toBeInstanceOf(esdb.StreamNotFoundError);
  });

  it('no correlation id ends the call', async () => {
    const stream = target.name('bad');
    expect(await answers([chunk(stream, (request) => request.clearCorrelationId())])).toBe(
      code.INVALID_ARGUMENT,
    );
  });

  it('a deadline that has passed is not written any more', async () => {
    const stream = target.name('late');
    const late = target.client.appendToStream(stream, samples(1), { deadline: -1_000 });
    expect(await rejection(late)).toBeInstanceOf(Error);
    expect(await rejection(collect(target.client.readStream(stream)))).toBeInstanceOf(
      esdb.StreamNotFoundError,
    );
  });
});

describe('many subscribers', () => {
  const COUNT = 400;

  it('get each event, and leave nothing behind when they go', async () => {
    const stream = target.name('many');
    const listenersBefore = target.node?.engine.feed.listeners;
    const subscriptions = Array.from({ length: COUNT }, () => target.client.subscribeToStream(stream));
    const caughtUp = subscriptions.map(
      (subscription) =>
        new Promise((resolve) => subscription.on('error', () => undefined).once('caughtUp', resolve)),
    );
    const heard = subscriptions.map((subscription) => collectFirst(subscription, 3));
    await Promise.all(caughtUp);
    await target.client.appendToStream(stream, samples(3));
    for (const numbers of await Promise.all(heard)) expect(numbers).toEqual([0n, 1n, 2n]);
    await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
    if (!isEmbedded) return;
    await eventually('all have gone', () => (target.node?.metrics.subscriptions ?? 0) === 0);
    expect(target.node?.engine.feed.listeners).toBe(listenersBefore);
  });

  function collectFirst(
    subscription: ReturnType<Target['client']['subscribeToStream']>,
    count: number,
  ): Promise<(bigint | undefined)[]> {
    return new Promise((resolve) => {
      const numbers: (bigint | undefined)[] = [];
      subscription.on('data', ({ event }) => {
        numbers.push(event?.revision);
        if (numbers.length === count) resolve(numbers);
      });
    });
  }
});
