import { status as code } from '@grpc/grpc-js';
import type { Expected } from '../engine/command.js';
import type { Failure } from './failure.js';
import { shared, status, wellKnown, type sharedPb, type statusPb } from './stubs.js';
import { varintSize, writeBytes, writeTagged } from './wire.js';

const { Any, Empty } = wellKnown;

/** Which append an answer is about: what its client sent to tell it from others, as it came. */
export interface Addressee {
  correlation: Uint8Array;
  identifier: Uint8Array;
}

const CORRELATION = 0x0a;
const ERROR = 0x12;
const SUCCESS = 0x1a;
const IDENTIFIER = 0x22;
const REVISION = 0x08;
const NO_STREAM = 0x12;
const POSITION = 0x1a;
const NO_POSITION = 0x22;
const COMMIT = 0x08;
const PREPARE = 0x10;

/** `BatchAppendResp` with a success, written by hand, because it is what a writer waits for. */
export function encodeSuccess(to: Addressee, revision: number, position: number | undefined): Buffer {
  const place = position === undefined ? 0 : 2 * (1 + varintSize(position));
  const size = (revision < 0 ? 2 : 1 + varintSize(revision)) + 2 + place;
  const { out, at: start } = envelope(to, SUCCESS, size);
  let at = revision < 0 ? writeTagged(out, start, NO_STREAM, 0) : writeTagged(out, start, REVISION, revision);
  at = writeTagged(out, at, position === undefined ? NO_POSITION : POSITION, place);
  if (position !== undefined)
    at = writeTagged(out, writeTagged(out, at, COMMIT, position), PREPARE, position);
  writeBytes(out, at, IDENTIFIER, to.identifier);
  return out;
}

/** `BatchAppendResp` with an error. */
export function encodeError(to: Addressee, error: statusPb.Status): Buffer {
  const bytes = error.serializeBinary();
  const { out, at } = envelope(to, ERROR, bytes.length);
  out.set(bytes, at);
  writeBytes(out, at + bytes.length, IDENTIFIER, to.identifier);
  return out;
}

/** Room for an answer, with everything before its content of `size` bytes, and where that goes. */
function envelope({ correlation, identifier }: Addressee, tag: number, size: number) {
  const sizes = [correlation.length, size, identifier.length];
  const out = Buffer.allocUnsafe(sizes.reduce((sum, bytes) => sum + 1 + varintSize(bytes) + bytes, 0));
  const at = writeTagged(out, writeBytes(out, 0, CORRELATION, correlation), tag, size);
  return { out, at };
}

export function wrongVersionError(expected: Expected, actual: number): statusPb.Status {
  const detail = new shared.WrongExpectedVersion();
  if (actual < 0) detail.setCurrentNoStream(new Empty());
  else detail.setCurrentStreamRevision(String(actual));
  switch (expected) {
    case 'any':
      detail.setExpectedAny(new Empty());
      break;
    case 'no_stream':
      detail.setExpectedNoStream(new Empty());
      break;
    case 'stream_exists':
      detail.setExpectedStreamExists(new Empty());
      break;
    default:
      detail.setExpectedStreamPosition(String(expected));
  }
  return build(
    code.FAILED_PRECONDITION,
    'Wrong expected version',
    detail.serializeBinary(),
    'WrongExpectedVersion',
  );
}

/** A failure as `google.rpc.Status`; the detail's type is how clients tell failures apart. */
export function batchError(failure: Failure, maxAppendBytes: number, stream?: string): statusPb.Status {
  const [bytes, type] = detailOf(failure, maxAppendBytes, stream);
  return build(failure.code, failure.message, bytes, type);
}

function detailOf(
  failure: Failure,
  maxAppendBytes: number,
  stream: string | undefined,
): [Uint8Array, string] {
  if (failure.code === code.DEADLINE_EXCEEDED) return [new shared.Timeout().serializeBinary(), 'Timeout'];
  switch (failure.trailers['exception']) {
    case 'stream-deleted':
      return [
        new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream)).serializeBinary(),
        'StreamDeleted',
      ];
    case 'access-denied':
      return [new shared.AccessDenied().serializeBinary(), 'AccessDenied'];
    case 'maximum-append-size-exceeded': {
      const detail = new shared.MaximumAppendSizeExceeded().setMaxappendsize(maxAppendBytes);
      return [detail.serializeBinary(), 'MaximumAppendSizeExceeded'];
    }
    default:
      // Clients show the message of a detail that they do not know, and lose that of `Unknown`.
      return [new shared.BadRequest().setMessage(failure.message).serializeBinary(), 'BadRequest'];
  }
}

function identifierOf(stream = ''): sharedPb.StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));
}

function build(statusCode: code, message: string, detail: Uint8Array, type: string): statusPb.Status {
  const any = new Any();
  any.pack(detail, `event_store.client.${type}`);
  return new status.Status().setCode(Number(statusCode)).setMessage(message).setDetails(any);
}
