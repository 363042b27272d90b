// The bare limit: grpc-js and the client's generated code, answering at once and keeping nothing.
import { createRequire } from 'node:module';
import { Server, ServerCredentials } from '@grpc/grpc-js';

const require = createRequire(import.meta.url);
const { StreamsService } = require('@eventstore/db-client/generated/streams_grpc_pb.js');
const pb = require('@eventstore/db-client/generated/streams_pb.js');
const shared = require('@eventstore/db-client/generated/shared_pb.js');
const { ServerFeaturesService } = require('@eventstore/db-client/generated/serverfeatures_grpc_pb.js');
const features = require('@eventstore/db-client/generated/serverfeatures_pb.js');

const data = Buffer.alloc(1_000, 'x').toString('base64');

function eventMessage(n) {
  const recorded = new pb.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(new shared.UUID().setString('00000000-0000-4000-8000-000000000000'));
  recorded.setStreamIdentifier(
    new shared.StreamIdentifier().setStreamName(Buffer.from('echo').toString('base64')),
  );
  recorded
    .setStreamRevision(String(n))
    .setCommitPosition(String(n))
    .setPreparePosition(String(n))
    .setData(data);
  recorded
    .getMetadataMap()
    .set('type', 'bench')
    .set('content-type', 'application/octet-stream')
    .set('created', '0');
  return new pb.ReadResp().setEvent(
    new pb.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(n)),
  );
}

async function read(call) {
  const count = Number(call.request.getOptions().getCount());
  for (let n = 0; n < count; n++) {
    if (!call.write(eventMessage(n))) await new Promise((resolve) => call.once('drain', resolve));
  }
  call.end();
}

function batchAppend(call) {
  let revision = 0;
  call.on('data', (request) => {
    if (!request.getIsFinal()) return;
    revision += request.getProposedMessagesList().length;
    const at = String(revision);
    const success = new pb.BatchAppendResp.Success().setCurrentRevision(at);
    success.setPosition(new shared.AllStreamPosition().setCommitPosition(at).setPreparePosition(at));
    const answer = new pb.BatchAppendResp().setCorrelationId(request.getCorrelationId()).setSuccess(success);
    call.write(answer.setStreamIdentifier(new shared.StreamIdentifier()));
  });
  call.on('end', () => call.end());
}

function getSupportedMethods(_call, callback) {
  const method = new features.SupportedMethod()
    .setServiceName('event_store.client.streams.streams')
    .setMethodName('batchappend');
  callback(
    null,
    new features.SupportedMethods().setMethodsList([method]).setEventStoreServerVersion('23.10.0'),
  );
}

const server = new Server();
server.addService(StreamsService, { read, batchAppend });
server.addService(ServerFeaturesService, { getSupportedMethods });
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(
    `${JSON.stringify({ ready: true, port, url: `esdb://127.0.0.1:${port}?tls=false` })}\n`,
  );
});
