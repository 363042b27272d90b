import { randomUUID } from 'node:crypto';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Consumer } from '../persistent/consumer.js';
import type { Group, NackAction } from '../persistent/group.js';
import type { Context } from './context.js';
import { encodeDelivery } from './encode-event.js';
import { type Failure, invalid, toFailure } from './failure.js';
import { groupMissing, tooManySubscribers } from './persistent-failure.js';
import { groupName } from './persistent-request.js';
import { persistent, type persistentPb } from './stubs.js';
import { uuidBytes, uuidText } from './uuid.js';

export type DeliveryCall = ServerDuplexStream<persistentPb.ReadReq, Buffer>;

const DEFAULT_SLOTS = 10;
const MAX_SLOTS = 2_000;
/** A consumer that does not read is given no more when this much waits for it. */
const MAX_BACKLOG_BYTES = 1 << 20;

/** `Read`: a consumer of a group. It asks once, and then acknowledges what it is given. */
export function readGroup(context: Context) {
  return (call: DeliveryCall): void => new DeliverySession(context, call).start();
}

class DeliverySession {
  private group: Group | undefined;
  private consumer: Consumer | undefined;
  /** Bytes written since gRPC asked to wait. */
  private backlog = 0;
  private ended = false;

  constructor(
    private readonly context: Context,
    private readonly call: DeliveryCall,
  ) {}

  start(): void {
    const { call } = this;
    const leave = (): void => this.leave();
    call.on('data', (request: persistentPb.ReadReq) => this.receive(request));
    call.on('drain', () => {
      this.backlog = 0;
      this.group?.room();
    });
    call.on('cancelled', leave);
    call.on('close', leave);
    call.on('error', leave);
    call.on('end', () => {
      this.leave();
      if (!call.cancelled) call.end();
    });
  }

  private receive(request: persistentPb.ReadReq): void {
    if (this.ended) return;
    try {
      const { consumer, group } = this;
      if (consumer === undefined || group === undefined) return this.connect(request.getOptions());
      const ack = request.getAck();
      const nack = request.getNack();
      if (ack) group.ack(consumer, idsOf(ack));
      if (nack) group.nack(consumer, idsOf(nack), actionOf(nack.getAction()), nack.getReason());
    } catch (error) {
      this.drop(toFailure(error));
    }
  }

  private connect(options: persistentPb.ReadReq.Options | undefined): void {
    const { stream, group: name } = groupName(options);
    const { access } = this.context;
    access.check(access.caller(this.call), 'read', stream);
    const group = this.context.groups.find(stream, name);
    if (group === undefined) throw groupMissing(stream, name);
    if (group.isFull) throw tooManySubscribers(stream, name);
    const wanted = options?.getBufferSize() ?? 0;
    const slots = wanted > 0 ? Math.min(wanted, MAX_SLOTS) : DEFAULT_SLOTS;
    const id = `${stream}::${name}::${randomUUID()}`;
    const confirmation = new persistent.ReadResp.SubscriptionConfirmation().setSubscriptionId(id);
    this.write(
      Buffer.from(new persistent.ReadResp().setSubscriptionConfirmation(confirmation).serializeBinary()),
    );
    this.group = group;
    this.consumer = group.connect(
      {
        send: ({ resolved, retryCount }) => {
          this.write(encodeDelivery(resolved, retryCount));
          this.context.metrics.eventsSent++;
        },
        hasRoom: () => this.backlog < MAX_BACKLOG_BYTES,
        drop: (failure) => this.drop(failure),
        from: this.call.getPeer(),
        username: userOf(this.call),
        name: String(this.call.metadata.get('connection-name')[0] ?? ''),
      },
      slots,
    );
  }

  private write(bytes: Buffer): void {
    if (!this.ended && !this.call.write(bytes)) this.backlog += bytes.length;
  }

  private drop(failure: Failure): void {
    if (this.ended) return;
    this.leave();
    this.call.emit('error', failure.toStatus());
  }

  private leave(): void {
    this.ended = true;
    const { group, consumer } = this;
    this.consumer = undefined;
    if (group && consumer) group.disconnect(consumer);
  }
}

function idsOf(message: persistentPb.ReadReq.Ack | persistentPb.ReadReq.Nack): string[] {
  return message.getIdsList().map((id) => {
    const bytes = uuidBytes(id);
    if (bytes === undefined) throw invalid('An id to acknowledge must be a UUID.');
    return uuidText(bytes);
  });
}

/** `stop` leaves the message out, as EventStoreDB does. */
function actionOf(action: persistentPb.ReadReq.Nack.Action): NackAction {
  const { PARK, SKIP, STOP } = persistent.ReadReq.Nack.Action;
  if (action === PARK) return 'park';
  return action === SKIP || action === STOP ? 'skip' : 'retry';
}

/** Name in the call's Basic credentials. */
function userOf(call: DeliveryCall): string {
  const header = String(call.metadata.get('authorization')[0] ?? '');
  const [scheme, encoded] = header.split(' ');
  if (scheme?.toLowerCase() !== 'basic' || encoded === undefined) return 'anonymous';
  return Buffer.from(encoded, 'base64').toString('utf8').split(':')[0] ?? 'anonymous';
}
