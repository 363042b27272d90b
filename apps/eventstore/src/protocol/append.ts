import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import type { Expected, ProposedEvent, WriteOutcome } from '../engine/command.js';
import type { Context } from './context.js';
import type { AppendRequest } from './decode-append.js';
import { appendTooLarge, invalid, streamDeleted, toFailure } from './failure.js';
import { proposedEvent, sizeOfEvent, targetOf } from './request.js';
import { shared, streams, type streamsPb } from './stubs.js';

interface Target {
  stream: string;
  expected: Expected;
}

/** `Append`: the stream and expectation first, then the events one message each, then one answer. */
export function append(context: Context) {
  return (
    call: ServerReadableStream<AppendRequest, streamsPb.AppendResp>,
    callback: sendUnaryData<streamsPb.AppendResp>,
  ): void => {
    let answered = false;
    let target: Target | undefined;
    let bytes = 0;
    const events: ProposedEvent[] = [];
    const fail = (error: unknown): void => {
      if (answered) return;
      answered = true;
      events.length = 0;
      callback(toFailure(error).toStatus());
    };
    call.on('data', ({ options, message }: AppendRequest) => {
      if (answered) return;
      try {
        if (message === undefined) {
          if (options === undefined || target !== undefined)
            throw invalid('An append has its options once, and then events.');
          target = targetOf(options);
          context.access.check(context.access.caller(call), 'write', target.stream);
          return;
        }
        if (target === undefined) throw invalid('The options must come before the events.');
        const event = proposedEvent(message);
        bytes += sizeOfEvent(event);
        if (bytes > context.limits.maxAppendBytes) throw appendTooLarge(context.limits.maxAppendBytes);
        events.push(event);
      } catch (error) {
        fail(error);
      }
    });
    call.on('error', fail);
    // The end is certain here, see half-close.ts.
    call.on('end', () => {
      if (answered || call.cancelled) return;
      if (target === undefined) return fail(invalid('The options are missing.'));
      const { stream, expected } = target;
      context.engine
        .write({ kind: 'append', stream, expected, events })
        .then((outcome) => {
          countAppend(context, outcome, events.length);
          const response = appendResponse(stream, expected, outcome);
          if (answered) return;
          answered = true;
          callback(null, response);
        })
        .catch(fail);
    });
  };
}

export function countAppend(context: Context, outcome: WriteOutcome, events: number): void {
  if (outcome.kind === 'done') {
    context.metrics.appends++;
    context.metrics.eventsAppended += events;
  } else {
    context.metrics.appendsRefused++;
  }
}

function appendResponse(stream: string, expected: Expected, outcome: WriteOutcome): streamsPb.AppendResp {
  switch (outcome.kind) {
    case 'done':
      return new streams.AppendResp().setSuccess(success(outcome.revision, outcome.position));
    case 'wrong-version':
      return new streams.AppendResp().setWrongExpectedVersion(wrongVersion(expected, outcome.actual));
    case 'stream-deleted':
      throw streamDeleted(stream);
    default: {
      const never: never = outcome;
      return never;
    }
  }
}

function success(revision: number, position: number | undefined): streamsPb.AppendResp.Success {
  const answer = new streams.AppendResp.Success();
  if (revision < 0) answer.setNoStream(new shared.Empty());
  else answer.setCurrentRevision(String(revision));
  if (position === undefined) return answer.setNoPosition(new shared.Empty());
  const at = String(position);
  return answer.setPosition(new streams.AppendResp.Position().setCommitPosition(at).setPreparePosition(at));
}

function wrongVersion(expected: Expected, actual: number): streamsPb.AppendResp.WrongExpectedVersion {
  const answer = new streams.AppendResp.WrongExpectedVersion();
  if (actual < 0) answer.setCurrentNoStream(new shared.Empty());
  else answer.setCurrentRevision(String(actual));
  switch (expected) {
    case 'any':
      return answer.setExpectedAny(new shared.Empty());
    case 'no_stream':
      return answer.setExpectedNoStream(new shared.Empty());
    case 'stream_exists':
      return answer.setExpectedStreamExists(new shared.Empty());
    default:
      return answer.setExpectedRevision(String(expected));
  }
}
