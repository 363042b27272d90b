import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { features, gossip, shared, type featuresPb, type gossipPb, type sharedPb } from './stubs.js';

const GROUPS = 'event_store.client.persistent_subscriptions.persistentsubscriptions';

/** What this node answers for, by method; clients choose their calls by it. */
const METHODS: readonly [service: string, method: string, features: string[]][] = [
  ['event_store.client.streams.streams', 'read', ['position', 'events']],
  ['event_store.client.streams.streams', 'append', []],
  ['event_store.client.streams.streams', 'delete', []],
  ['event_store.client.streams.streams', 'tombstone', []],
  ['event_store.client.streams.streams', 'batchappend', ['deadline_duration']],
  [GROUPS, 'create', ['stream', 'all']],
  [GROUPS, 'update', ['stream', 'all']],
  [GROUPS, 'delete', ['stream', 'all']],
  [GROUPS, 'read', ['stream', 'all']],
  [GROUPS, 'getinfo', ['stream', 'all']],
  [GROUPS, 'list', ['stream', 'all']],
  [GROUPS, 'replayparked', ['stream', 'all']],
  [GROUPS, 'restartsubsystem', []],
  ['event_store.client.gossip.gossip', 'read', []],
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
];

/** `GetSupportedMethods`. The version is the EventStoreDB release whose protocol this is. */
export function getSupportedMethods(
  _call: ServerUnaryCall<sharedPb.Empty, featuresPb.SupportedMethods>,
  callback: sendUnaryData<featuresPb.SupportedMethods>,
): void {
  const methods = METHODS.map(([service, method, list]) =>
    new features.SupportedMethod().setServiceName(service).setMethodName(method).setFeaturesList(list),
  );
  callback(
    null,
    new features.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion('23.10.0'),
  );
}

/** `Gossip.Read`: a cluster of one, which leads. */
export function readGossip(instanceId: string, address: string, port: () => number) {
  return (
    _call: ServerUnaryCall<sharedPb.Empty, gossipPb.ClusterInfo>,
    callback: sendUnaryData<gossipPb.ClusterInfo>,
  ): void => {
    const member = new gossip.MemberInfo()
      .setInstanceId(new shared.UUID().setString(instanceId))
      .setTimeStamp(String(Date.now() * 10_000))
      .setState(gossip.MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new gossip.EndPoint().setAddress(address).setPort(port()));
    callback(null, new gossip.ClusterInfo().setMembersList([member]));
  };
}
