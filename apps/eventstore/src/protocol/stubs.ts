import { createRequire } from 'node:module';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import monitoringService from '@eventstore/db-client/generated/monitoring_grpc_pb.js';
import operationsService from '@eventstore/db-client/generated/operations_grpc_pb.js';
import operations from '@eventstore/db-client/generated/operations_pb.js';
import projectionsService from '@eventstore/db-client/generated/projections_grpc_pb.js';
import usersService from '@eventstore/db-client/generated/users_grpc_pb.js';
import persistentService from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import users from '@eventstore/db-client/generated/users_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Any } from 'google-protobuf/google/protobuf/any_pb.js';
import type { Empty } from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb.js';

// Google's own messages must come from the client's copy of google-protobuf: those of another copy are not
// recognised by the generated code.
const require = createRequire(import.meta.url);
const fromClient = createRequire(require.resolve('@eventstore/db-client'));

function load(name: string): unknown {
  return fromClient(`google-protobuf/google/protobuf/${name}_pb.js`);
}

export const wellKnown = {
  Any: (load('any') as { Any: typeof Any }).Any,
  Empty: (load('empty') as { Empty: typeof Empty }).Empty,
  Timestamp: (load('timestamp') as { Timestamp: typeof Timestamp }).Timestamp,
};

export {
  features,
  featuresService,
  gossip,
  gossipService,
  persistent,
  monitoringService,
  operations,
  operationsService,
  persistentService,
  projectionsService,
  usersService,
  shared,
  status,
  streams,
  streamsService,
  users,
};
export type * as featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
export type * as gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
export type * as operationsPb from '@eventstore/db-client/generated/operations_pb.js';
export type * as persistentPb from '@eventstore/db-client/generated/persistent_pb.js';
export type * as sharedPb from '@eventstore/db-client/generated/shared_pb.js';
export type * as statusPb from '@eventstore/db-client/generated/status_pb.js';
export type * as usersPb from '@eventstore/db-client/generated/users_pb.js';
export type * as streamsPb from '@eventstore/db-client/generated/streams_pb.js';
