import { status as code } from '@grpc/grpc-js';
import type { Expected } from '../engine/command.js';
import type { Failure } from './failure.js';
import { shared, status, streams, wellKnown, type sharedPb, type statusPb, type streamsPb } from './stubs.js';

const { Any, Empty } = wellKnown;

/** An answer that says which append it is about. */
export function echo(
  correlation: sharedPb.UUID,
  identifier: sharedPb.StreamIdentifier | undefined,
): streamsPb.BatchAppendResp {
  return new streams.BatchAppendResp()
    .setCorrelationId(correlation)
    .setStreamIdentifier(identifier ?? new shared.StreamIdentifier());
}

export function batchSuccess(
  revision: number,
  position: number | undefined,
): streamsPb.BatchAppendResp.Success {
  const answer = new streams.BatchAppendResp.Success();
  if (revision < 0) answer.setNoStream(new Empty());
  else answer.setCurrentRevision(String(revision));
  if (position === undefined) return answer.setNoPosition(new Empty());
  const at = String(position);
  return answer.setPosition(new shared.AllStreamPosition().setCommitPosition(at).setPreparePosition(at));
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
export function batchError(
  failure: Failure,
  maxAppendBytes: number,
  identifier?: sharedPb.StreamIdentifier,
): statusPb.Status {
  const [bytes, type] = detailOf(failure, maxAppendBytes, identifier);
  return build(failure.code, failure.message, bytes, type);
}

function detailOf(
  failure: Failure,
  maxAppendBytes: number,
  identifier: sharedPb.StreamIdentifier | undefined,
): [Uint8Array, string] {
  if (failure.code === code.DEADLINE_EXCEEDED) return [new shared.Timeout().serializeBinary(), 'Timeout'];
  switch (failure.trailers['exception']) {
    case 'stream-deleted':
      return [new shared.StreamDeleted().setStreamIdentifier(identifier).serializeBinary(), 'StreamDeleted'];
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

function build(statusCode: code, message: string, detail: Uint8Array, type: string): statusPb.Status {
  const any = new Any();
  any.pack(detail, `event_store.client.${type}`);
  return new status.Status().setCode(Number(statusCode)).setMessage(message).setDetails(any);
}
