import { status as code, type Metadata, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import type { Expected, WriteOutcome } from '../engine/command.js';
import type { Context } from './context.js';
import { Failure, invalid, streamDeleted, toFailure } from './failure.js';
import { expectedOf, writableStreamName } from './request.js';
import { shared, streams, type streamsPb } from './stubs.js';

type DeleteOptions = streamsPb.DeleteReq.Options | streamsPb.TombstoneReq.Options;

/** `Delete`: hides a stream. */
export function softDelete(context: Context) {
  return (
    call: ServerUnaryCall<streamsPb.DeleteReq, streamsPb.DeleteResp>,
    callback: sendUnaryData<streamsPb.DeleteResp>,
  ): void => {
    remove(context, 'delete', call)
      .then((position) => {
        const response = new streams.DeleteResp();
        if (position === undefined) return callback(null, response.setNoPosition(new shared.Empty()));
        const at = new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position);
        callback(null, response.setPosition(at));
      })
      .catch((error: unknown) => callback(toFailure(error).toStatus()));
  };
}

/** `Tombstone`: ends a stream for ever. */
export function tombstone(context: Context) {
  return (
    call: ServerUnaryCall<streamsPb.TombstoneReq, streamsPb.TombstoneResp>,
    callback: sendUnaryData<streamsPb.TombstoneResp>,
  ): void => {
    remove(context, 'tombstone', call)
      .then((position) => {
        const response = new streams.TombstoneResp();
        if (position === undefined) return callback(null, response.setNoPosition(new shared.Empty()));
        const at = new streams.TombstoneResp.Position()
          .setCommitPosition(position)
          .setPreparePosition(position);
        callback(null, response.setPosition(at));
      })
      .catch((error: unknown) => callback(toFailure(error).toStatus()));
  };
}

async function remove(
  context: Context,
  kind: 'delete' | 'tombstone',
  call: { request: { getOptions(): DeleteOptions | undefined }; metadata: Metadata },
): Promise<string | undefined> {
  const options = call.request.getOptions();
  if (options === undefined) throw invalid('The options are missing.');
  const stream = writableStreamName(options.getStreamIdentifier());
  context.access.check(context.access.caller(call), 'delete', stream);
  const expected = expectedOf(options, options.hasRevision() ? options.getRevision() : undefined);
  const outcome = await context.engine.write({ kind, stream, expected });
  return positionOf(stream, expected, outcome);
}

function positionOf(stream: string, expected: Expected, outcome: WriteOutcome): string | undefined {
  switch (outcome.kind) {
    case 'done':
      return outcome.position === undefined ? undefined : String(outcome.position);
    case 'wrong-version':
      throw wrongVersion(stream, expected, outcome.actual);
    case 'stream-deleted':
      throw streamDeleted(stream);
    default: {
      const never: never = outcome;
      return never;
    }
  }
}

const EXPECTED_NUMBERS = { any: -2, no_stream: -1, stream_exists: -4 };

/** The words of an expectation are numbers in trailers; clients read them so. */
function wrongVersion(stream: string, expected: Expected, actual: number): Failure {
  const wanted = typeof expected === 'number' ? expected : EXPECTED_NUMBERS[expected];
  const message = `Operation failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${wanted}, Actual version: ${actual}`;
  return new Failure(code.FAILED_PRECONDITION, message, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(wanted),
    ...(actual < 0 ? {} : { 'actual-version': String(actual) }),
  });
}
