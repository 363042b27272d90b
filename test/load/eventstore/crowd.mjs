// Thousands of subscribers on a few connections.
import http2 from 'node:http2';
import { createRequire } from 'node:module';
import esdb from '@eventstore/db-client';
import { credentials } from '@grpc/grpc-js';

const require = createRequire(import.meta.url);
const { StreamsClient } = require('@eventstore/db-client/generated/streams_grpc_pb.js');
const pb = require('@eventstore/db-client/generated/streams_pb.js');
const shared = require('@eventstore/db-client/generated/shared_pb.js');

const STREAM = 'crowd';
const EVENTS = 3;
const BYTES = 1_000;
const CALLS_PER_CONNECTION = 500;

function request() {
  const { Options } = pb.ReadReq;
  const identifier = new shared.StreamIdentifier().setStreamName(Buffer.from(STREAM).toString('base64'));
  const options = new Options()
    .setStream(new Options.StreamOptions().setStreamIdentifier(identifier).setStart(new shared.Empty()))
    .setSubscription(new Options.SubscriptionOptions())
    .setReadDirection(Options.ReadDirection.FORWARDS)
    .setNoFilter(new shared.Empty())
    .setUuidOption(new Options.UUIDOption().setString(new shared.Empty()));
  return new pb.ReadReq().setOptions(options);
}

/** Opens `count` subscriptions. `deliver` appends, and gives the milliseconds until all of them have everything. */
export async function openCrowd(url, count) {
  const host = new URL(url.replace('esdb', 'http')).host;
  const channels = Array.from(
    { length: Math.ceil(count / CALLS_PER_CONNECTION) },
    () =>
      new StreamsClient(host, credentials.createInsecure(), {
        'grpc.use_local_subchannel_pool': 1,
        'grpc.initial_reconnect_backoff_ms': 100,
      }),
  );
  let complete = 0;
  let allComplete = () => undefined;
  const confirmed = Array.from({ length: count }, (_, n) => {
    const call = channels[n % channels.length].read(request());
    call.on('error', () => undefined);
    return new Promise((resolve) => {
      let events = 0;
      call.on('data', (response) => {
        if (response.hasCaughtUp()) resolve();
        else if (response.hasEvent() && ++events === EVENTS && ++complete === count) allComplete();
      });
    });
  });
  await Promise.all(confirmed);
  return {
    channels,
    deliver: async () => {
      const done = new Promise((resolve) => (allComplete = resolve));
      const client = esdb.EventStoreDBClient.connectionString(url);
      const begin = performance.now();
      for (let n = 0; n < EVENTS; n++)
        await client.appendToStream(STREAM, esdb.binaryEvent({ type: 'bench', data: Buffer.alloc(BYTES) }));
      await done;
      const took = performance.now() - begin;
      await client.dispose();
      return took;
    },
  };
}

const LARGE = 10_000;
const MANY = 100;

/**
 * Opens `count` subscriptions whose clients take nothing off the wire. `deliver` appends a megabyte for each of them
 * to miss, and gives how long, in milliseconds, a subscriber that does read waited for each event.
 */
export async function openSilentCrowd(url, count) {
  const sessions = Array.from({ length: Math.ceil(count / CALLS_PER_CONNECTION) }, () =>
    http2.connect(url.replace('esdb', 'http')).on('error', () => undefined),
  );
  const message = Buffer.from(request().serializeBinary());
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  const answered = Array.from({ length: count }, (_, n) => {
    const headers = { 'content-type': 'application/grpc', te: 'trailers' };
    const path = '/event_store.client.streams.Streams/Read';
    const call = sessions[n % sessions.length].request({ ':method': 'POST', ':path': path, ...headers });
    call.on('error', () => undefined).pause();
    call.end(Buffer.concat([head, message]));
    return new Promise((resolve) => call.once('response', resolve));
  });
  await Promise.all(answered);
  return {
    close: () => sessions.forEach((session) => session.destroy()),
    deliver: async () => {
      const client = esdb.EventStoreDBClient.connectionString(url);
      const subscription = client.subscribeToStream(STREAM);
      let heard = () => undefined;
      subscription.on('error', () => undefined).on('data', () => heard());
      await new Promise((resolve) => subscription.once('caughtUp', resolve));
      const times = [];
      for (let n = 0; n < MANY; n++) {
        const begin = performance.now();
        const arrived = new Promise((resolve) => (heard = resolve));
        await client.appendToStream(STREAM, esdb.binaryEvent({ type: 'bench', data: Buffer.alloc(LARGE) }));
        await arrived;
        times.push(performance.now() - begin);
      }
      await client.dispose();
      return times.toSorted((a, b) => a - b);
    },
  };
}
