import type { Server } from '@grpc/grpc-js';
import { append } from './append.js';
import { batchAppend } from './batch-append.js';
import type { Context } from './context.js';
import { decodeAppend, decodeBatchAppend } from './decode-append.js';
import { softDelete, tombstone } from './delete.js';
import { getSupportedMethods, readGossip } from './features.js';
import { operationsHandlers } from './operations.js';
import { persistentHandlers } from './persistent.js';
import { read } from './read.js';
import {
  featuresService,
  gossipService,
  monitoringService,
  operationsService,
  persistentService,
  projectionsService,
  streamsService,
  usersService,
} from './stubs.js';
import { refuseAll } from './unimplemented.js';
import { usersHandlers } from './users.js';

export interface Identity {
  instanceId: string;
  address: string;
  port: () => number;
}

const asIs = (bytes: Buffer): Buffer => bytes;

/** Registers everything that the node answers. */
export function addServices(server: Server, context: Context, identity: Identity): void {
  const { StreamsService } = streamsService;
  // What goes through a node most is decoded and encoded by hand, not by the generated code.
  const byHand = {
    ...StreamsService,
    read: { ...StreamsService.read, responseSerialize: asIs },
    append: { ...StreamsService.append, requestDeserialize: decodeAppend },
    batchAppend: {
      ...StreamsService.batchAppend,
      requestDeserialize: decodeBatchAppend,
      responseSerialize: asIs,
    },
  };
  server.addService(byHand, {
    read: read(context),
    append: append(context),
    batchAppend: batchAppend(context),
    delete: softDelete(context),
    tombstone: tombstone(context),
  });
  const { PersistentSubscriptionsService } = persistentService;
  const deliver = { ...PersistentSubscriptionsService.read, responseSerialize: asIs };
  server.addService({ ...PersistentSubscriptionsService, read: deliver }, persistentHandlers(context));
  server.addService(featuresService.ServerFeaturesService, { getSupportedMethods });
  server.addService(gossipService.GossipService, {
    read: readGossip(identity.instanceId, identity.address, identity.port),
  });
  server.addService(operationsService.OperationsService, operationsHandlers(context));
  const { ProjectionsService } = projectionsService;
  server.addService(ProjectionsService, refuseAll(ProjectionsService, 'projections'));
  server.addService(usersService.UsersService, usersHandlers(context));
  const { MonitoringService } = monitoringService;
  server.addService(
    MonitoringService,
    refuseAll(MonitoringService, 'statistics over gRPC; see /metrics over HTTP'),
  );
}
