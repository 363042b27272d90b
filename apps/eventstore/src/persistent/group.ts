import type { Engine } from '../engine/engine.js';
import { reasonOf } from '../errors.js';
import type { StoredEvent } from '../log/record.js';
import { toFailure, type Failure } from '../protocol/failure.js';
import { compileFilter, type EventFilter } from '../protocol/filter.js';
import { resolve } from '../protocol/links.js';
import { allSource, sourceOfStream, type Source } from '../protocol/source.js';
import { uuidText } from '../protocol/uuid.js';
import { CheckpointWriter } from './checkpoint.js';
import { Consumer, type Connection, type Message } from './consumer.js';
import { Parked } from './parked.js';
import { Progress } from './progress.js';
import { ALL, parkedStream, type GroupDefinition } from './settings.js';
import { strategyOf, type Strategy } from './strategy.js';

export type NackAction = 'park' | 'retry' | 'skip';

const TICK_MS = 100;
/** Pages that one turn reads, when a filter lets little through. */
const PAGES_PER_TURN = 4;
/** How far pinned strategies look for a message whose consumer has room. */
const LOOK_AHEAD = 200;

/**
 * A persistent subscription at work: hands out events to its consumers, at least once each, and remembers across
 * restarts up to where everything has been handled.
 */
export class Group {
  readonly parked: Parked;
  readonly consumers: Consumer[] = [];
  readonly checkpoint: CheckpointWriter;
  total = 0;
  private readonly source: Source;
  private readonly filter: EventFilter | undefined;
  private readonly strategy: Strategy;
  private readonly progress: Progress;
  private cursor: number;
  private buffer: Message[] = [];
  private retries: Message[] = [];
  private mayHaveMore = true;
  private nextConsumer = 1;
  private stopListening: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pumpSoon = false;

  constructor(
    private readonly engine: Engine,
    readonly definition: GroupDefinition,
  ) {
    const { stream, group, settings, filter, startAfter } = definition;
    this.source = stream === ALL ? allSource({ engine }) : sourceOfStream({ engine }, stream);
    this.filter = filter && compileFilter(filter);
    this.strategy = strategyOf(settings.strategy);
    this.parked = new Parked(engine, parkedStream(stream, group));
    this.checkpoint = new CheckpointWriter(engine, definition, (error) => this.fail(toFailure(error)));
    this.cursor = this.checkpoint.stored ?? startAfter;
    this.progress = new Progress(this.cursor);
  }

  get bufferedCount(): number {
    return this.buffer.length;
  }

  get retryCount(): number {
    return this.retries.length;
  }

  get outstanding(): number {
    return this.consumers.reduce((sum, { inFlight }) => sum + inFlight, 0);
  }

  /** Cursor of the newest event that there is for this group; -1 or 0 when there is none. */
  get lastKnown(): number {
    return this.source.end();
  }

  get isFull(): boolean {
    const limit = this.definition.settings.maxSubscriberCount;
    return limit > 0 && this.consumers.length >= limit;
  }

  connect(connection: Connection, slots: number): Consumer {
    const consumer = new Consumer(this.nextConsumer++, connection, slots);
    this.consumers.push(consumer);
    this.stopListening ??= this.source.listen(() => this.wake());
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
    this.wake();
    return consumer;
  }

  /** What the consumer had is given to others, without counting as a retry. */
  disconnect(consumer: Consumer): void {
    const at = this.consumers.indexOf(consumer);
    if (at < 0) return;
    this.consumers.splice(at, 1);
    this.retries.unshift(...consumer.takeAll());
    if (this.consumers.length > 0) return this.pump();
    this.rest();
  }

  ack(consumer: Consumer, ids: readonly string[]): void {
    for (const id of ids) {
      const message = consumer.take(id);
      if (message) this.finish(message);
    }
    this.pump();
  }

  nack(consumer: Consumer, ids: readonly string[], action: NackAction, reason: string): void {
    for (const id of ids) {
      const message = consumer.take(id);
      if (message) this.refuse(message, action, reason);
    }
    this.pump();
  }

  /** Hands parked messages out again, oldest first. */
  async replayParked(limit: number): Promise<void> {
    for (const { revision, event } of await this.parked.toReplay(limit)) {
      if (event === undefined) {
        await this.parked.finish(revision);
        continue;
      }
      const resolved = resolve(this.engine, event, this.definition.settings.resolveLinks);
      this.retries.push({ ...messageOf(resolved), parkedRevision: revision });
    }
    this.pump();
  }

  room(): void {
    this.pump();
  }

  /** Ends every connection with a reason and writes the checkpoint. */
  async close(failure: Failure): Promise<void> {
    for (const consumer of [...this.consumers]) consumer.connection.drop(failure);
    this.consumers.length = 0;
    this.rest();
    await this.checkpoint.flush();
  }

  private wake(): void {
    this.engine.settled().then(
      () => {
        this.mayHaveMore = true;
        this.pump();
      },
      (error: unknown) => this.fail(toFailure(error)),
    );
  }

  private pump(): void {
    try {
      for (let pages = 0; this.consumers.some(({ hasRoom }) => hasRoom);) {
        if (this.dispatch()) continue;
        if (!this.mayHaveMore || this.buffer.length >= this.definition.settings.historyBufferSize) return;
        if (pages++ >= PAGES_PER_TURN) return this.pumpLater();
        this.fill();
      }
    } catch (error) {
      this.fail(toFailure(error));
    }
  }

  private pumpLater(): void {
    if (this.pumpSoon) return;
    this.pumpSoon = true;
    setImmediate(() => {
      this.pumpSoon = false;
      this.pump();
    });
  }

  /** Gives one message to a consumer. False when there is none that anybody may have now. */
  private dispatch(): boolean {
    for (const queue of [this.retries, this.buffer]) {
      const look = this.strategy.looksFurther
        ? Math.min(queue.length, LOOK_AHEAD)
        : Math.min(queue.length, 1);
      for (let at = 0; at < look; at++) {
        const message = queue[at];
        const consumer = message && this.strategy.choose(message, this.consumers);
        if (message === undefined || consumer === undefined) continue;
        queue.splice(at, 1);
        this.total++;
        consumer.give(message);
        return true;
      }
    }
    return false;
  }

  private fill(): void {
    const { events, more } = this.source.page(this.cursor);
    for (const event of events) this.take(event);
    this.mayHaveMore = more;
  }

  private take(event: StoredEvent): void {
    this.cursor = this.source.cursorOf(event);
    if (this.filter && !this.filter.matches(event)) {
      this.progress.pass(this.cursor);
      return;
    }
    const resolved = resolve(this.engine, event, this.definition.settings.resolveLinks);
    this.buffer.push({ ...messageOf(resolved), step: this.progress.begin(this.cursor) });
  }

  private refuse(message: Message, action: NackAction, reason: string): void {
    switch (action) {
      case 'skip':
        return this.finish(message);
      case 'park':
        return this.park(message, reason);
      case 'retry':
        return this.retry(message, reason);
      default: {
        const never: never = action;
        return never;
      }
    }
  }

  private retry(message: Message, reason: string): void {
    if (message.retryCount >= this.definition.settings.maxRetryCount) return this.park(message, reason);
    this.retries.push({ ...message, retryCount: message.retryCount + 1 });
  }

  private park(message: Message, reason: string): void {
    this.parked.park(message, reason).then(
      () => {
        this.finish(message);
        this.pump();
      },
      // It stays open, so the checkpoint does not pass it; it is handed out again.
      () => this.retries.push(message),
    );
  }

  private finish(message: Message): void {
    if (message.parkedRevision !== undefined) {
      this.parked.finish(message.parkedRevision).catch((error: unknown) => this.fail(toFailure(error)));
    }
    if (message.step === undefined) return;
    const moved = this.progress.finish(message.step);
    this.checkpoint.reached(this.progress.checkpoint, moved);
  }

  private tick(): void {
    const { messageTimeout } = this.definition.settings;
    if (messageTimeout > 0) {
      for (const consumer of this.consumers) {
        for (const message of consumer.takeOverdue(messageTimeout))
          this.retry(message, 'it was not acknowledged in time');
      }
    }
    this.checkpoint.tick();
    this.pump();
  }

  private fail(failure: Failure): void {
    for (const consumer of [...this.consumers]) {
      this.disconnect(consumer);
      consumer.connection.drop(failure);
    }
  }

  /** Nobody is connected: nothing is listened to, and what was read ahead is read again later. */
  private rest(): void {
    this.stopListening?.();
    this.stopListening = undefined;
    clearInterval(this.timer);
    this.timer = undefined;
    this.checkpoint.flush().catch((error: unknown) => process.emitWarning(`checkpoint: ${reasonOf(error)}`));
  }
}

function messageOf(resolved: Message['resolved']): Message {
  const own = resolved.link ?? resolved.event;
  const id = own === undefined ? '' : uuidText(own.id);
  return { id, resolved, retryCount: 0, step: undefined, parkedRevision: undefined };
}
