import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb from '@eventstore/db-client';
import operationsGrpc from '@eventstore/db-client/generated/operations_grpc_pb.js';
import operationsPb from '@eventstore/db-client/generated/operations_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import pb, { type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { ChannelCredentials, status as code } from '@grpc/grpc-js';
import { eventually } from '../fixtures/eventually.js';
import { collect, isEmbedded, once, samples, startTarget, take, type Target } from './target.js';
import {
  append,
  expression,
  failure,
  filterOptions,
  hostOf,
  id,
  identifier,
  message,
  options,
  Options,
  properties,
  readAllRequest,
  streamsClient,
} from './wire.js';

// What the official client never sends, or never shows.
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

describe('a filtered read of $all', () => {
  it.each([
    ['prefixes', (prefix: string) => expression('', [`${prefix}a`, `${prefix}b`]), 4],
    ['an expression', (prefix: string) => expression(`^${prefix}[ab]`), 4],
  ])('by %s', async (_case, expressionOf, expected) => {
    const prefix = target.name('f');
    for (const letter of ['a', 'b', 'c']) await target.client.appendToStream(prefix + letter, samples(2));
    const read = (count: string) =>
      collect<ReadResp>(
        client.read(readAllRequest((o) => o.setCount(count).setFilter(filterOptions(expressionOf(prefix))))),
      );
    expect((await read('1000')).filter((response) => response.hasEvent())).toHaveLength(expected);
    expect((await read('3')).filter((response) => response.hasEvent())).toHaveLength(3);
  });
});

describe('bad input', () => {
  it.each([
    ['no options', [new pb.AppendReq().setProposedMessage(message(id, properties))], code.INVALID_ARGUMENT],
    ['nothing at all', [], code.INVALID_ARGUMENT],
    [
      'an id that is none',
      [options('bad'), new pb.AppendReq().setProposedMessage(message('x', properties))],
      code.INVALID_ARGUMENT,
    ],
    [
      'no type',
      [options('bad'), new pb.AppendReq().setProposedMessage(message(id, properties.slice(1)))],
      code.INVALID_ARGUMENT,
    ],
    [
      'an empty type',
      [
        options('bad'),
        new pb.AppendReq().setProposedMessage(message(id, [['type', ''], ...properties.slice(1)])),
      ],
      code.INVALID_ARGUMENT,
    ],
    ['no stream name', [options('')], code.INVALID_ARGUMENT],
    ['a name that is too long', [options('x'.repeat(5_000))], code.INVALID_ARGUMENT],
    ['$all', [options('$all')], code.INVALID_ARGUMENT],
  ])('in an append is refused: %s', async (_case, requests, expected) => {
    expect((await append(client, requests))?.code).toBe(expected);
  });

  it('an expression that would hang takes no time, and one that needs backtracking is refused', async () => {
    await target.client.appendToStream('a'.repeat(200), samples(1));
    const evil = filterOptions(expression('^(a+)+b$'));
    expect(await collect(client.read(readAllRequest((o) => o.setCount('10').setFilter(evil))))).toEqual([]);
    const backReference = filterOptions(expression('(a)\\1'));
    const error = await failure(
      client.read(readAllRequest((o) => o.setCount('10').setFilter(backReference))),
    );
    expect(error.code).toBe(code.INVALID_ARGUMENT);
    const broken = await failure(
      client.read(readAllRequest((o) => o.setCount('10').setFilter(filterOptions(expression('('))))),
    );
    expect(broken.code).toBe(code.INVALID_ARGUMENT);
  });

  it('half a batch leaves nothing, and the call goes on for others', async () => {
    const stream = target.name('half');
    const call = client.batchAppend();
    const answers: pb.BatchAppendResp[] = [];
    call.on('data', (answer: pb.BatchAppendResp) => answers.push(answer));
    const chunk = (correlation: string, isFinal: boolean) => {
      const proposed = new pb.BatchAppendReq.ProposedMessage().setId(
        new shared.UUID().setString(correlation),
      );
      for (const [key, value] of properties) proposed.getMetadataMap().set(key, value);
      return new pb.BatchAppendReq()
        .setCorrelationId(new shared.UUID().setString(correlation))
        .setOptions(
          new pb.BatchAppendReq.Options().setStreamIdentifier(identifier(stream)).setStreamPosition('0'),
        )
        .setProposedMessagesList([proposed])
        .setIsFinal(isFinal);
    };
    call.write(chunk('3f2504e0-4f89-41d3-9a0c-0305e82c3302', false));
    call.write(chunk('3f2504e0-4f89-41d3-9a0c-0305e82c3303', true));
    await once(call, 'data');
    expect(answers.map((answer) => answer.hasError())).toEqual([true]);
    call.end();
    await once(call, 'end');
    const left = (await collect(target.client.readAll())).filter(({ event }) => event?.streamId === stream);
    expect(left).toEqual([]);
  });
});

describe('a subscriber that never reads', () => {
  it('holds nobody up, and gets everything when it does', async () => {
    const stream = target.name('lazy');
    const call = client.read(
      readAllRequest((o) =>
        o
          .setSubscription(new Options.SubscriptionOptions())
          .setFilter(filterOptions(expression('', [stream]))),
      ),
    );
    call.on('error', () => undefined);
    call.pause();
    const text = 'x'.repeat(50_000);
    for (let n = 0; n < 30; n++) {
      await target.client.appendToStream(
        stream,
        Array.from({ length: 10 }, () => esdb.jsonEvent({ type: 't', data: { text } })),
      );
    }
    const others = await take(target.client.subscribeToStream(stream, { fromRevision: 289n }), 10);
    expect(others).toHaveLength(10);
    const revisions: number[] = [];
    for await (const response of call as AsyncIterable<ReadResp>) {
      const event = response.getEvent()?.getEvent();
      if (event) revisions.push(Number(event.getStreamRevision()));
      if (revisions.length === 300) break;
    }
    call.cancel();
    expect(revisions).toEqual(Array.from({ length: 300 }, (_, n) => n));
  });
});

(isEmbedded ? describe : describe.skip)('the embedded node', () => {
  it('says in a sentence what it does not do', async () => {
    const error = await target.client.createProjection('p', 'fromAll()').catch((reason: unknown) => reason);
    expect(String(error)).toContain('does not do that: projections');
  });

  it('compacts when it is told to scavenge', async () => {
    const operations = new operationsGrpc.OperationsClient(
      hostOf(target.url),
      ChannelCredentials.createInsecure(),
    );
    const stream = target.name('gone');
    await target.client.appendToStream(stream, samples(3));
    await target.client.tombstoneStream(stream);
    const answer = await new Promise<operationsPb.ScavengeResp>((resolve, reject) =>
      operations.startScavenge(new operationsPb.StartScavengeReq(), (error, response) =>
        error ? reject(error) : resolve(response),
      ),
    );
    operations.close();
    expect(answer.getScavengeResult()).toBe(operationsPb.ScavengeResp.ScavengeResult.STARTED);
    await eventually('it was compacted', () => target.node?.metrics.compactions !== 0);
    const left = (await collect(target.client.readAll())).filter(({ event }) => event?.streamId === stream);
    expect(left.map(({ event }) => event?.type)).toEqual(['$streamDeleted']);
  });
});
