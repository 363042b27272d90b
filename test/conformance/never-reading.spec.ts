import http2 from 'node:http2';
import v8 from 'node:v8';
import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { eventually } from '../fixtures/eventually.js';
import { isEmbedded, take, startTarget, type Target } from './target.js';
import { frame, identifier, Options, subscriptionRequest } from './wire.js';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

const CONNECTIONS = 20;
const EACH = 100;
const EVENTS = 30;
const BYTES = 50_000;

/** Subscribes and takes nothing: HTTP/2's own windows are all that the other side can send into. */
function subscribeWithoutReading(session: http2.ClientHttp2Session, stream: string): http2.ClientHttp2Stream {
  const headers = { 'content-type': 'application/grpc', te: 'trailers' };
  const path = streamsGrpc.StreamsService.read.path;
  const call = session.request({ ':method': 'POST', ':path': path, ...headers });
  call.on('error', () => undefined).pause();
  call.end(frame(subscriptionRequest((o) => o.setStream(fromTheStartOf(stream))).serializeBinary()));
  return call;
}

function fromTheStartOf(stream: string) {
  return new Options.StreamOptions().setStreamIdentifier(identifier(stream)).setStart(new shared.Empty());
}

describe(`${CONNECTIONS * EACH} subscribers that never read`, () => {
  it('hold nobody up, keep nothing in memory, and leave nothing behind', async () => {
    const stream = target.name('never');
    const sessions = Array.from({ length: CONNECTIONS }, () =>
      http2.connect(target.url.replace('esdb', 'http')).on('error', () => undefined),
    );
    const calls = sessions.flatMap((session) =>
      Array.from({ length: EACH }, () => subscribeWithoutReading(session, stream)),
    );
    if (isEmbedded) {
      await eventually('all have subscribed', () => target.node?.metrics.subscriptions === calls.length);
    }
    const before = memory();
    const text = 'x'.repeat(BYTES);
    for (let n = 0; n < EVENTS; n++)
      await target.client.appendToStream(stream, esdb.jsonEvent({ type: 't', data: { text } }));
    const others = await take(target.client.subscribeToStream(stream), EVENTS);
    expect(others.map(({ event }) => Number(event?.revision))).toEqual(
      Array.from({ length: EVENTS }, (_, n) => n),
    );
    // Each of them would have one and a half megabytes waiting; both ends of every connection are in this process.
    expect(memory() - before).toBeLessThan((calls.length * EVENTS * BYTES) / 4);
    for (const session of sessions) session.destroy();
    if (!isEmbedded) return;
    await eventually('all have gone', () => target.node?.metrics.subscriptions === 0);
    expect(target.node?.engine.feed.listeners).toBe(1);
  });
});

v8.setFlagsFromString('--expose-gc');

/** What is in use, and not what only waits to be collected. */
function memory(): number {
  vm.runInNewContext('gc()');
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}
