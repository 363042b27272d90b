import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb from '@eventstore/db-client';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { MemberInfo, type ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import monitoringGrpc from '@eventstore/db-client/generated/monitoring_grpc_pb.js';
import projectionsGrpc from '@eventstore/db-client/generated/projections_grpc_pb.js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import {
  ChannelCredentials,
  Client,
  status as code,
  type ServiceDefinition,
  type ServiceError,
} from '@grpc/grpc-js';
import { wellKnown } from '../../apps/eventstore/src/protocol/stubs.js';
import { isEmbedded, rejection, startTarget, type Target } from './target.js';
import { hostOf } from './wire.js';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

describe('what a client asks before it knows how to behave', () => {
  it('the server says which methods it has, BatchAppend among them', async () => {
    const client = new featuresGrpc.ServerFeaturesClient(
      hostOf(target.url),
      ChannelCredentials.createInsecure(),
    );
    const found = await new Promise<SupportedMethods>((resolve, reject) =>
      client.getSupportedMethods(new shared.Empty(), (error, answer) =>
        error ? reject(error) : resolve(answer),
      ),
    );
    client.close();
    expect(found.getEventStoreServerVersion()).not.toBe('');
    const names = found
      .getMethodsList()
      .map((method) => `${method.getServiceName()}/${method.getMethodName()}`);
    for (const method of ['read', 'append', 'delete', 'tombstone', 'batchappend'])
      expect(names).toContain(`event_store.client.streams.streams/${method}`);
    for (const method of ['create', 'update', 'delete', 'read', 'getinfo', 'list', 'replayparked'])
      expect(names).toContain(
        `event_store.client.persistent_subscriptions.persistentsubscriptions/${method}`,
      );
  });

  it('the gossip names a leader that is alive', async () => {
    const client = new gossipGrpc.GossipClient(hostOf(target.url), ChannelCredentials.createInsecure());
    const found = await new Promise<ClusterInfo>((resolve, reject) =>
      client.read(new shared.Empty(), (error, answer) => (error ? reject(error) : resolve(answer))),
    );
    client.close();
    const leaders = found
      .getMembersList()
      .filter((member) => member.getIsAlive() && member.getState() === MemberInfo.VNodeState.LEADER);
    expect(leaders).toHaveLength(1);
    expect(leaders[0]?.getHttpEndPoint()?.getPort()).toBeGreaterThan(0);
  });

  it('the official client finds the node by gossip', async () => {
    const host = hostOf(target.url);
    const client = esdb.EventStoreDBClient.connectionString(`esdb://${host},${host}?tls=false`);
    const { success } = await client.appendToStream(
      target.name('found'),
      esdb.jsonEvent({ type: 't', data: {} }),
    );
    await client.dispose();
    expect(success).toBe(true);
  });
});

/** The error with which a method answers an empty message, whatever kind of method it is. */
function refusal(service: ServiceDefinition, name: string): Promise<ServiceError> {
  const definition = service[name];
  if (definition === undefined) throw new Error(name);
  const client = new Client(hostOf(target.url), ChannelCredentials.createInsecure());
  const empty = new wellKnown.Empty();
  return new Promise<ServiceError>((resolve, reject) => {
    const serialize = (): Buffer => Buffer.from(empty.serializeBinary());
    const answered = (): void => reject(new Error(`${name} was answered`));
    if (definition.responseStream) {
      client
        .makeServerStreamRequest(definition.path, serialize, (bytes: Buffer) => bytes, empty)
        .on('error', (error) => resolve(error as ServiceError))
        .on('data', answered)
        .on('end', answered);
    } else {
      client.makeUnaryRequest(
        definition.path,
        serialize,
        (bytes: Buffer) => bytes,
        empty,
        (error) => (error ? resolve(error) : answered()),
      );
    }
  }).finally(() => client.close());
}

(isEmbedded ? describe : describe.skip)('what the embedded node does not do', () => {
  const { ProjectionsService } = projectionsGrpc;
  const { MonitoringService } = monitoringGrpc;

  it.each(Object.keys(ProjectionsService))('projections: %s says so in a sentence', async (name) => {
    const error = await refusal(ProjectionsService, name);
    expect(error.code).toBe(code.UNIMPLEMENTED);
    expect(error.details).toBe('This single-node event store does not do that: projections');
  });

  it.each(Object.keys(MonitoringService))('monitoring: %s says where to look instead', async (name) => {
    const error = await refusal(MonitoringService, name);
    expect(error.code).toBe(code.UNIMPLEMENTED);
    expect(error.details).toContain('/metrics');
  });

  it.each<[string, (client: esdb.EventStoreDBClient) => Promise<unknown>]>([
    ['createProjection', (client) => client.createProjection('p', 'fromAll()')],
    ['updateProjection', (client) => client.updateProjection('p', 'fromAll()')],
    ['deleteProjection', (client) => client.deleteProjection('p')],
    ['enableProjection', (client) => client.enableProjection('p')],
    ['disableProjection', (client) => client.disableProjection('p')],
    ['abortProjection', (client) => client.abortProjection('p')],
    ['resetProjection', (client) => client.resetProjection('p')],
    ['getProjectionStatus', (client) => client.getProjectionStatus('p')],
    ['getProjectionState', (client) => client.getProjectionState('p')],
    ['getProjectionResult', (client) => client.getProjectionResult('p')],
    ['listProjections', (client) => client.listProjections()],
  ])('the official client’s %s gives the sentence', async (_name, attempt) => {
    expect((await rejection(attempt(target.client))).message).toContain('does not do that: projections');
  });
});
