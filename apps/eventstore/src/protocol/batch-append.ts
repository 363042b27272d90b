import { status as code, type ServerDuplexStream } from '@grpc/grpc-js';
import type { Principal } from '../access/principal.js';
import type { Expected, ProposedEvent, WriteOutcome } from '../engine/command.js';
import { ClosedError } from '../errors.js';
import { countAppend } from './append.js';
import { batchError, batchSuccess, echo, wrongVersionError } from './batch-answer.js';
import type { Context } from './context.js';
import { appendTooLarge, Failure, invalid, streamDeleted, toFailure } from './failure.js';
import { expectedOf, proposedEvent, sizeOfEvent, writableStreamName } from './request.js';
import type { sharedPb, streamsPb } from './stubs.js';
import { uuidBytes } from './uuid.js';

/** A call that has more than this waiting for the disk is not read from until some of it is answered. */
const MAX_PENDING_BYTES = 16 << 20;
/** Appends of one call whose last chunk has not come yet. */
const MAX_OPEN_APPENDS = 1_024;

type BatchCall = ServerDuplexStream<streamsPb.BatchAppendReq, streamsPb.BatchAppendResp>;

/** An append of which some chunks have come. */
interface OpenAppend {
  correlation: sharedPb.UUID;
  identifier: sharedPb.StreamIdentifier | undefined;
  stream: string;
  expected: Expected;
  /** Milliseconds since the Unix epoch after which it must not be written any more. */
  deadline: number;
  events: ProposedEvent[];
  bytes: number;
  failure: Failure | undefined;
}

/** `BatchAppend`: one long call, on which appends come in chunks, told apart by their correlation ids. */
export function batchAppend(context: Context) {
  return (call: BatchCall): void => new BatchSession(context, call).start();
}

class BatchSession {
  private readonly open = new Map<string, OpenAppend>();
  private pendingBytes = 0;
  private pendingAppends = 0;
  private clientDone = false;
  private ended = false;
  private draining = false;
  private stopping = false;
  private readonly caller: Principal;

  constructor(
    private readonly context: Context,
    private readonly call: BatchCall,
  ) {
    this.caller = context.access.caller(call);
  }

  start(): void {
    const { call, context } = this;
    const stop = (): void => this.stop();
    call.on('data', (request: streamsPb.BatchAppendReq) => this.receive(request));
    call.on('drain', () => {
      this.draining = false;
      this.regulate();
    });
    call.on('end', () => {
      this.clientDone = true;
      this.endIfDone();
    });
    call.on('error', () => this.abandon());
    call.on('cancelled', () => this.abandon());
    call.on('close', () => context.stopping.removeEventListener('abort', stop));
    context.stopping.addEventListener('abort', stop, { once: true });
  }

  /** The node stops: what has been submitted is answered first. */
  private stop(): void {
    this.stopping = true;
    if (this.pendingAppends === 0) this.fail(toFailure(new ClosedError()));
  }

  private receive(request: streamsPb.BatchAppendReq): void {
    if (this.ended) return;
    const correlation = request.getCorrelationId();
    const key = uuidBytes(correlation)?.toString('latin1');
    if (correlation === undefined || key === undefined) {
      return this.fail(invalid('A correlation id is required and must be a UUID.'));
    }
    const append = this.open.get(key) ?? this.begin(correlation, request.getOptions());
    this.take(append, request.getProposedMessagesList());
    if (!request.getIsFinal()) {
      this.open.set(key, append);
      if (this.open.size > MAX_OPEN_APPENDS)
        this.fail(new Failure(code.RESOURCE_EXHAUSTED, 'Too many unfinished appends.'));
      return;
    }
    this.open.delete(key);
    void this.finish(append);
  }

  private begin(
    correlation: sharedPb.UUID,
    options: streamsPb.BatchAppendReq.Options | undefined,
  ): OpenAppend {
    const append: OpenAppend = {
      correlation,
      identifier: options?.getStreamIdentifier(),
      stream: '',
      expected: 'any',
      deadline: options?.getDeadline()?.toDate().getTime() ?? Infinity,
      events: [],
      bytes: 0,
      failure: undefined,
    };
    try {
      if (options === undefined) throw invalid('The first chunk of an append needs options.');
      append.stream = writableStreamName(options.getStreamIdentifier());
      append.expected = expectedOf(
        options,
        options.hasStreamPosition() ? options.getStreamPosition() : undefined,
      );
      this.context.access.check(this.caller, 'write', append.stream);
    } catch (error) {
      append.failure = toFailure(error);
    }
    return append;
  }

  private take(append: OpenAppend, messages: readonly streamsPb.BatchAppendReq.ProposedMessage[]): void {
    if (append.failure) return;
    try {
      for (const message of messages) {
        const event = proposedEvent(message);
        append.bytes += sizeOfEvent(event);
        if (append.bytes > this.context.limits.maxAppendBytes)
          throw appendTooLarge(this.context.limits.maxAppendBytes);
        append.events.push(event);
      }
    } catch (error) {
      append.failure = toFailure(error);
      append.events = [];
    }
  }

  private async finish(append: OpenAppend): Promise<void> {
    this.pendingBytes += append.bytes;
    this.pendingAppends++;
    this.regulate();
    try {
      this.answer(append, await this.write(append));
    } catch (error) {
      this.answer(append, toFailure(error));
    } finally {
      this.pendingBytes -= append.bytes;
      this.pendingAppends--;
      this.regulate();
      this.endIfDone();
      if (this.stopping) this.stop();
    }
  }

  private async write(append: OpenAppend): Promise<WriteOutcome> {
    if (append.failure) throw append.failure;
    if (append.deadline <= Date.now())
      throw new Failure(code.DEADLINE_EXCEEDED, 'The deadline of the append has passed.');
    const { stream, expected, events } = append;
    const outcome = await this.context.engine.write({ kind: 'append', stream, expected, events });
    countAppend(this.context, outcome, events.length);
    return outcome;
  }

  private answer(append: OpenAppend, result: WriteOutcome | Failure): void {
    if (this.ended) return;
    const response = echo(append.correlation, append.identifier);
    if (result instanceof Failure) response.setError(batchError(result, this.context.limits.maxAppendBytes));
    else if (result.kind === 'done') response.setSuccess(batchSuccess(result.revision, result.position));
    else if (result.kind === 'wrong-version')
      response.setError(wrongVersionError(append.expected, result.actual));
    else response.setError(batchError(streamDeleted(append.stream), 0, append.identifier));
    if (!this.call.write(response)) {
      this.draining = true;
      this.regulate();
    }
  }

  /** Stops reading while too much waits for the disk, or the client does not take its answers. */
  private regulate(): void {
    if (this.ended || this.clientDone) return;
    if (this.draining || this.pendingBytes > MAX_PENDING_BYTES) this.call.pause();
    else if (this.call.isPaused()) this.call.resume();
  }

  private endIfDone(): void {
    if (this.ended || !this.clientDone || this.pendingAppends > 0) return;
    this.ended = true;
    this.call.end();
  }

  private fail(failure: Failure): void {
    if (this.ended) return;
    this.abandon();
    this.call.emit('error', failure.toStatus());
  }

  private abandon(): void {
    this.ended = true;
    this.open.clear();
  }
}
