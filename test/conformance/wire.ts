import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import pb from '@eventstore/db-client/generated/streams_pb.js';
import { ChannelCredentials, type ServiceError } from '@grpc/grpc-js';
import { collect } from './target.js';

/** The protocol's messages as nobody's client makes them, for what the official client never sends or shows. */

/** Host and port of a connection string. */
export function hostOf(url: string): string {
  return new URL(url.replace('esdb', 'http')).host;
}

export function streamsClient(url: string): streamsGrpc.StreamsClient {
  return new streamsGrpc.StreamsClient(hostOf(url), ChannelCredentials.createInsecure());
}

export const { Options } = pb.ReadReq;
export const identifier = (name: string) =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(name).toString('base64'));

export function readAllRequest(set: (options: pb.ReadReq.Options) => void): pb.ReadReq {
  const options = new Options()
    .setAll(new Options.AllOptions().setStart(new shared.Empty()))
    .setReadDirection(Options.ReadDirection.FORWARDS)
    .setUuidOption(new Options.UUIDOption().setString(new shared.Empty()));
  set(options);
  return new pb.ReadReq().setOptions(options);
}

/** A subscription; `set` says to what, which is `$all` otherwise. */
export function subscriptionRequest(set: (options: pb.ReadReq.Options) => void): pb.ReadReq {
  return readAllRequest((options) => {
    options.setSubscription(new Options.SubscriptionOptions()).setNoFilter(new shared.Empty());
    set(options);
  });
}

export function filterOptions(expression: pb.ReadReq.Options.FilterOptions.Expression) {
  return new Options.FilterOptions()
    .setStreamIdentifier(expression)
    .setMax(32)
    .setCheckpointintervalmultiplier(1);
}

export function expression(regex: string, prefixes: string[] = []) {
  return new Options.FilterOptions.Expression().setRegex(regex).setPrefixList(prefixes);
}

export async function failure(call: AsyncIterable<unknown>): Promise<ServiceError> {
  return collect(call).then(
    () => Promise.reject(new Error('it was expected to fail')),
    (error: ServiceError) => error,
  );
}

export function message(id: string, properties: [string, string][]): pb.AppendReq.ProposedMessage {
  const proposed = new pb.AppendReq.ProposedMessage().setId(new shared.UUID().setString(id));
  for (const [key, value] of properties) proposed.getMetadataMap().set(key, value);
  return proposed;
}

export function append(
  client: streamsGrpc.StreamsClient,
  requests: pb.AppendReq[],
): Promise<ServiceError | undefined> {
  return new Promise((resolve) => {
    const call = client.append((error) => resolve(error ?? undefined));
    for (const request of requests) call.write(request);
    call.end();
  });
}

export const options = (name: string) =>
  new pb.AppendReq().setOptions(
    new pb.AppendReq.Options().setStreamIdentifier(identifier(name)).setAny(new shared.Empty()),
  );
export const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
export const properties: [string, string][] = [
  ['type', 't'],
  ['content-type', 'application/octet-stream'],
];

/** An event that nothing is wrong with. */
export const anEvent = () => new pb.AppendReq().setProposedMessage(message(randomUUID(), properties));

/** A message as gRPC puts it on the wire: not compressed, its length, itself. */
export function frame(bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
