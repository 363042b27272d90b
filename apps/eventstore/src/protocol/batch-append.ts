import { status as code, type ServerDuplexStream } from '@grpc/grpc-js';
import type { Principal } from '../access/principal.js';
import type { Expected, ProposedEvent, WriteOutcome } from '../engine/command.js';
import { ClosedError } from '../errors.js';
import { countAppend } from './append.js';
import { batchError, encodeError, encodeSuccess, wrongVersionError, type Addressee } from './batch-answer.js';
import type { Context } from './context.js';
import type { AppendOptions, BatchAppendRequest, ProposedMessage } from './decode-append.js';
import { appendTooLarge, Failure, invalid, streamDeleted, toFailure } from './failure.js';
import { proposedEvent, sizeOfEvent, targetOf } from './request.js';

/** A call that has more than this waiting for the disk is not read from until some of it is answered. */
const MAX_PENDING_BYTES = 16 << 20;
/** Appends of one call whose last chunk has not come yet. */
const MAX_OPEN_APPENDS = 1_024;
const NO_BYTES = new Uint8Array(0);

/** Requests come decoded, and answers go encoded; see services.ts. */
type BatchCall = ServerDuplexStream<BatchAppendRequest, Buffer>;

/** An append of which some chunks have come. */
interface OpenAppend {
  writer: Addressee;
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
    call.on('data', (request: BatchAppendRequest) => this.receive(request));
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

  private receive({ correlation, options, messages, isFinal }: BatchAppendRequest): void {
    if (this.ended) return;
    if (correlation?.id === undefined)
      return this.fail(invalid('A correlation id is required and must be a UUID.'));
    const key = correlation.id.toString('latin1');
    const append = this.open.get(key) ?? this.begin(correlation.raw, options);
    this.take(append, messages);
    if (isFinal) {
      this.open.delete(key);
      void this.finish(append);
      return;
    }
    this.open.set(key, append);
    if (this.open.size > MAX_OPEN_APPENDS)
      this.fail(new Failure(code.RESOURCE_EXHAUSTED, 'Too many unfinished appends.'));
  }

  private begin(correlation: Uint8Array, options: AppendOptions | undefined): OpenAppend {
    const append: OpenAppend = {
      writer: { correlation, identifier: options?.identifier ?? NO_BYTES },
      stream: '',
      expected: 'any',
      deadline: options?.deadline ?? Infinity,
      events: [],
      bytes: 0,
      failure: undefined,
    };
    try {
      if (options === undefined) throw invalid('The first chunk of an append needs options.');
      Object.assign(append, targetOf(options));
      this.context.access.check(this.caller, 'write', append.stream);
    } catch (error) {
      append.failure = toFailure(error);
    }
    return append;
  }

  private take(append: OpenAppend, messages: readonly ProposedMessage[]): void {
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
    if (this.call.write(encodeAnswer(append, result, this.context.limits.maxAppendBytes))) return;
    this.draining = true;
    this.regulate();
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

function encodeAnswer(append: OpenAppend, result: WriteOutcome | Failure, maxAppendBytes: number): Buffer {
  const { writer, stream, expected } = append;
  if (result instanceof Failure) return encodeError(writer, batchError(result, maxAppendBytes));
  switch (result.kind) {
    case 'done':
      return encodeSuccess(writer, result.revision, result.position);
    case 'wrong-version':
      return encodeError(writer, wrongVersionError(expected, result.actual));
    case 'stream-deleted':
      return encodeError(writer, batchError(streamDeleted(stream), maxAppendBytes, stream));
    default: {
      const never: never = result;
      return never;
    }
  }
}
