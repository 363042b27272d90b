// The bare limit: grpc-js and the client's generated code, answering at once and keeping nothing. What it sends to
// readers and subscribers was encoded before, so that their limit is grpc-js alone.
import fs from 'node:fs';
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

const encoded = Buffer.from(eventMessage(0).serializeBinary());
const caughtUp = Buffer.from(new pb.ReadResp().setCaughtUp(new pb.ReadResp.CaughtUp()).serializeBinary());
const confirmation = Buffer.from(
  new pb.ReadResp()
    .setConfirmation(new pb.ReadResp.SubscriptionConfirmation().setSubscriptionId('echo'))
    .serializeBinary(),
);
const subscribers = new Set();

async function read(call) {
  const options = call.request.getOptions();
  if (options.hasSubscription()) return subscribe(call);
  const count = Number(options.getCount());
  for (let n = 0; n < count; n++) {
    if (!call.write(encoded)) await new Promise((resolve) => call.once('drain', resolve));
  }
  call.end();
}

function subscribe(call) {
  subscribers.add(call);
  call.on('cancelled', () => subscribers.delete(call));
  call.write(confirmation);
  call.write(caughtUp);
}

/** Answers come before the subscribers, as in the event store. */
function publish() {
  if (subscribers.size === 0) return;
  setImmediate(() => {
    for (const subscriber of subscribers) subscriber.write(encoded);
  });
}

let revision = 0;

// With a file's name, each answer waits for one durable write to it, as the event store's do.
const BYTES = 8 << 20;
const [file] = process.argv.slice(2);
const disk = file === undefined ? undefined : openDisk(file);
const record = Buffer.alloc(1_100, 'x');
let offset = 0;

function openDisk(name) {
  const { O_RDWR, O_CREAT, O_DSYNC } = fs.constants;
  const fd = fs.openSync(name, O_RDWR | O_CREAT | O_DSYNC);
  fs.writeSync(fd, Buffer.alloc(BYTES));
  return fd;
}

async function written() {
  if (disk === undefined) return;
  offset = (offset + record.length) % (BYTES - record.length);
  await new Promise((resolve, reject) =>
    fs.write(disk, record, 0, record.length, offset, (error) => (error ? reject(error) : resolve())),
  );
}

function append(call, callback) {
  call.on('data', (request) => {
    if (request.hasProposedMessage()) revision += 1;
  });
  call.on('end', async () => {
    await written();
    const at = String(revision);
    const position = new pb.AppendResp.Position().setCommitPosition(at).setPreparePosition(at);
    const success = new pb.AppendResp.Success().setCurrentRevision(at).setPosition(position);
    callback(null, new pb.AppendResp().setSuccess(success));
    publish();
  });
}

function batchAppend(call) {
  call.on('data', async (request) => {
    if (!request.getIsFinal()) return;
    await written();
    revision += request.getProposedMessagesList().length;
    const at = String(revision);
    const success = new pb.BatchAppendResp.Success().setCurrentRevision(at);
    success.setPosition(new shared.AllStreamPosition().setCommitPosition(at).setPreparePosition(at));
    const answer = new pb.BatchAppendResp().setCorrelationId(request.getCorrelationId()).setSuccess(success);
    call.write(answer.setStreamIdentifier(new shared.StreamIdentifier()));
    publish();
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
const asIs = { ...StreamsService.read, responseSerialize: (bytes) => bytes };
server.addService({ ...StreamsService, read: asIs }, { read, append, batchAppend });
server.addService(ServerFeaturesService, { getSupportedMethods });
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(
    `${JSON.stringify({ ready: true, port, url: `esdb://127.0.0.1:${port}?tls=false` })}\n`,
  );
});
