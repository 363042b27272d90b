import http2 from 'node:http2';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb from '@eventstore/db-client';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { collect, startTarget, type Target } from './target.js';
import { anEvent, append, frame, options, streamsClient } from './wire.js';

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

describe('an append that is broken off before its end', () => {
  it.each([1, 20, 400])('writes none of the %s events that have come', async (count) => {
    for (let time = 0; time < 10; time += 1) {
      const name = target.name('broken');
      await new Promise<void>((resolve) => {
        const call = client.append(() => resolve());
        call.write(options(name));
        for (let sent = 1; sent < count; sent += 1) call.write(anEvent());
        call.write(anEvent(), () => call.cancel());
      });
      // On the same connection, so the server has met the end of the one before.
      expect(await append(client, [options(target.name('next')), anEvent()])).toBeUndefined();
      const found = target.client.readStream(name);
      await expect(collect(found)).rejects.toBeInstanceOf(esdb.StreamNotFoundError);
    }
  });

  it.each([
    ['its connection breaks', {}],
    ['its deadline passes', { 'grpc-timeout': '150m' }],
  ])('writes nothing when %s', async (_case, headers) => {
    const name = target.name('broken');
    const { hostname, port } = new URL(target.url.replace('esdb', 'http'));
    const socket = net.connect(Number(port), hostname);
    const session = http2
      .connect(target.url.replace('esdb', 'http'), { createConnection: () => socket })
      .on('error', () => undefined);
    const stream = session
      .request({
        ':method': 'POST',
        ':path': streamsGrpc.StreamsService.append.path,
        'content-type': 'application/grpc',
        te: 'trailers',
        ...headers,
      })
      .on('error', () => undefined);
    for (const request of [options(name), anEvent()]) stream.write(frame(request.serializeBinary()));
    const hasDeadline = 'grpc-timeout' in headers;
    const over = new Promise((resolve) => stream.once(hasDeadline ? 'end' : 'close', resolve));
    // The server has met the options and the event when it answers what came after them.
    await new Promise((resolve) => session.ping(resolve));
    if (hasDeadline) stream.resume();
    else socket.destroy();
    await over;
    session.destroy();
    expect(await append(client, [options(target.name('next')), anEvent()])).toBeUndefined();
    await expect(collect(target.client.readStream(name))).rejects.toBeInstanceOf(esdb.StreamNotFoundError);
  });
});
