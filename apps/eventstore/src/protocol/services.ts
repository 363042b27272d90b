import type { Server } from '@grpc/grpc-js';
import { append } from './append.js';
import { batchAppend } from './batch-append.js';
import type { Context } from './context.js';
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

/** Registers everything that the node answers. */
export function addServices(server: Server, context: Context, identity: Identity): void {
  const { StreamsService } = streamsService;
  // Events are encoded before they reach gRPC, so `Read` answers with bytes.
  const asIs = {
    ...StreamsService,
    read: { ...StreamsService.read, responseSerialize: (bytes: Buffer) => bytes },
  };
  server.addService(asIs, {
    read: read(context),
    append: append(context),
    batchAppend: batchAppend(context),
    delete: softDelete(context),
    tombstone: tombstone(context),
  });
  const { PersistentSubscriptionsService } = persistentService;
  const deliver = { ...PersistentSubscriptionsService.read, responseSerialize: (bytes: Buffer) => bytes };
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
