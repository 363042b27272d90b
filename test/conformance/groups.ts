import esdb, { type PersistentSubscriptionToStreamSettings, type ResolvedEvent } from '@eventstore/db-client';
import persistentGrpc from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import pb from '@eventstore/db-client/generated/persistent_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { ChannelCredentials } from '@grpc/grpc-js';
import { eventually } from '../fixtures/eventually.js';
import type { Target } from './target.js';
import { hostOf, identifier } from './wire.js';

const { START } = esdb;
const streamSettings = esdb.persistentSubscriptionToStreamSettingsFromDefaults;

export type Delivery = ResolvedEvent & { retryCount: number };

export const revisions = (deliveries: Delivery[]) => deliveries.map(({ event }) => Number(event?.revision));

/** What tests of persistent subscriptions do with groups again and again. */
export function groupsOf(target: () => Target) {
  async function group(settings: Partial<PersistentSubscriptionToStreamSettings> = {}) {
    const [stream, name] = [target().name('stream'), target().name('group')];
    await target().client.createPersistentSubscriptionToStream(
      stream,
      name,
      streamSettings({ startFrom: START, ...settings }),
    );
    return { stream, name };
  }

  /** Reads `count` deliveries, doing with each what `handle` says, and leaves. */
  async function consume(
    { stream, name }: { stream: string; name: string },
    count: number,
    handle: (delivery: Delivery) => 'ack' | 'park' | 'retry' | 'skip' | 'stop' | 'nothing' = () => 'ack',
  ): Promise<Delivery[]> {
    const subscription = target().client.subscribeToPersistentSubscriptionToStream(stream, name);
    subscription.on('error', () => undefined);
    const seen: Delivery[] = [];
    try {
      for await (const delivery of subscription) {
        seen.push(delivery);
        const action = handle(delivery);
        if (action === 'ack') await subscription.ack(delivery);
        else if (action !== 'nothing') await subscription.nack(action, 'a reason', delivery);
        if (seen.length === count) break;
      }
      // What was acknowledged must have arrived before the connection goes.
      await info({ stream, name });
      return seen;
    } finally {
      await subscription.unsubscribe();
    }
  }

  const info = ({ stream, name }: { stream: string; name: string }) =>
    target().client.getPersistentSubscriptionToStreamInfo(stream, name);

  /** Waits for what the server says about a group. */
  const groupHas = (
    own: { stream: string; name: string },
    what: string,
    condition: (found: Awaited<ReturnType<typeof info>>) => boolean,
  ) => eventually(what, async () => condition(await info(own)));

  return { group, consume, info, groupHas };
}

/** A group with a strategy that the official client has no name for. */
export async function createByWire(
  url: string,
  stream: string,
  name: string,
  strategy: string,
): Promise<void> {
  const { Options, Settings, StreamOptions } = pb.CreateReq;
  const settings = new Settings()
    .setConsumerStrategy(strategy)
    .setMessageTimeoutMs(30_000)
    .setCheckpointAfterMs(1_000)
    .setMinCheckpointCount(1)
    .setMaxCheckpointCount(100)
    .setMaxRetryCount(5)
    .setLiveBufferSize(100)
    .setReadBatchSize(10)
    .setHistoryBufferSize(100);
  const request = new pb.CreateReq().setOptions(
    new Options()
      .setStream(new StreamOptions().setStreamIdentifier(identifier(stream)).setStart(new shared.Empty()))
      .setGroupName(name)
      .setSettings(settings),
  );
  const client = new persistentGrpc.PersistentSubscriptionsClient(
    hostOf(url),
    ChannelCredentials.createInsecure(),
  );
  await new Promise<void>((resolve, reject) =>
    client.create(request, (error) => (error ? reject(error) : resolve())),
  );
  client.close();
}
