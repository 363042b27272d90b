import { randomUUID } from 'node:crypto';
import type { StoredEvent } from '../log/record.js';
import type { Context } from './context.js';
import { encodeReadEvent } from './encode-event.js';
import { readFilter, type EventFilter } from './filter.js';
import { LINK_TYPE, resolve } from './links.js';
import type { Outlet } from './outlet.js';
import { streamName, wholeNumber } from './request.js';
import { allSource, sourceOfStream, type Source } from './source.js';
import { streams, type streamsPb } from './stubs.js';

/** A subscriber that has more than this waiting in memory goes back to reading the log. */
const MAX_PENDING = 1_024;
const MAX_PENDING_BYTES = 1 << 20;

const encodedOnce = new WeakMap<StoredEvent, Buffer>();

/** Serves a subscription until its client goes: what is in the log first, then what comes. */
export async function serveSubscription(
  context: Context,
  options: streamsPb.ReadReq.Options,
  outlet: Outlet,
  mayRead: (stream: string) => boolean,
): Promise<void> {
  const filter = readFilter(options);
  const source = options.hasStream() ? streamSource(context, options) : allSource(context);
  const cursor = options.hasStream() ? streamCursor(options) : allCursor(options);
  context.metrics.subscriptions++;
  try {
    await context.engine.settled();
    const start = cursor === 'end' ? source.end() : cursor;
    const links = options.getResolveLinks() ? mayRead : undefined;
    await new Subscription(context, source, outlet, filter, links, start).run();
  } finally {
    context.metrics.subscriptions--;
  }
}

class Subscription {
  private pending: StoredEvent[] = [];
  private pendingBytes = 0;
  private overflowed = false;
  private unchecked = 0;
  private checkpointAt: number | undefined;

  constructor(
    private readonly context: Context,
    private readonly source: Source,
    private readonly outlet: Outlet,
    private readonly filter: EventFilter | undefined,
    /** Resolves links to what the subscriber may read; undefined: links are given as they are. */
    private readonly links: ((stream: string) => boolean) | undefined,
    private cursor: number,
  ) {}

  async run(): Promise<void> {
    this.outlet.send(confirmation());
    const stopListening = this.source.listen((events) => this.hear(events));
    try {
      while (!this.outlet.closed) {
        await this.readLog();
        if (this.outlet.closed) return;
        this.checkpoint();
        this.outlet.send(CAUGHT_UP);
        await this.follow();
      }
    } finally {
      stopListening();
    }
  }

  private hear(events: readonly StoredEvent[]): void {
    if (this.overflowed) return;
    this.pendingBytes += events.reduce((sum, { size }) => sum + size, 0);
    // A single group may be larger; it is in memory in any case.
    const isTooMuch =
      this.pendingBytes > MAX_PENDING_BYTES || this.pending.length + events.length > MAX_PENDING;
    if (isTooMuch && this.pending.length > 0) this.overflow();
    else this.pending.push(...events);
    this.outlet.notify();
  }

  /** What was heard and has not been read from the log already. */
  private takeNews(): StoredEvent[] {
    const events = this.pending.filter((event) => this.source.cursorOf(event) > this.cursor);
    this.forgetPending();
    return events;
  }

  private forgetPending(): void {
    this.pending = [];
    this.pendingBytes = 0;
  }

  /** What is waiting is left to the log. */
  private overflow(): void {
    this.forgetPending();
    this.overflowed = true;
  }

  /** Sends what the log has after the cursor. Whatever becomes durable meanwhile is heard, or read as well. */
  private async readLog(): Promise<void> {
    this.overflowed = false;
    await this.context.engine.settled();
    for (let more = true; more && !this.outlet.closed;) {
      // Nothing that was read is kept while the subscriber takes nothing.
      await this.outlet.room();
      more = await this.sendPage();
    }
  }

  /** Whether there is more to send. */
  private async sendPage(): Promise<boolean> {
    const page = this.source.page(this.cursor);
    return !(await this.send(page.events)) || page.more;
  }

  /** Sends what is heard, until it was too much at once. */
  private async follow(): Promise<void> {
    while (!this.overflowed && !this.outlet.closed) {
      if (this.pending.length === 0) await this.outlet.next();
      else if (!(await this.send(this.takeNews()))) this.overflow();
    }
    if (this.overflowed) this.context.metrics.fellBehind++;
  }

  /** False when the subscriber takes nothing: what is left must not be kept for it. */
  private async send(events: readonly StoredEvent[]): Promise<boolean> {
    for (const event of events) {
      if (this.outlet.closed) return true;
      this.source.check(event);
      if (!this.filter || this.filter.matches(event)) {
        if (this.links && event.type === LINK_TYPE) await this.context.engine.settled();
        if (!this.outlet.hasRoom && !(await this.outlet.roomSoon())) return false;
        this.outlet.send(this.encode(event));
        this.context.metrics.eventsSent++;
      }
      this.cursor = this.source.cursorOf(event);
      if (this.filter) this.count(event, this.filter);
    }
    return true;
  }

  private encode(event: StoredEvent): Buffer {
    if (this.links && event.type === LINK_TYPE)
      return encodeReadEvent(resolve(this.context.engine, event, true, this.links));
    const known = encodedOnce.get(event);
    if (known) return known;
    const message = encodeReadEvent({ event, link: undefined });
    encodedOnce.set(event, message);
    return message;
  }

  /** With a filter, a client learns how far it has come even when nothing matches. */
  private count(event: StoredEvent, filter: EventFilter): void {
    this.checkpointAt = event.position;
    if (++this.unchecked >= filter.checkpointEvery) this.checkpoint();
  }

  private checkpoint(): void {
    if (this.checkpointAt === undefined) return;
    const at = String(this.checkpointAt);
    const message = new streams.ReadResp.Checkpoint().setCommitPosition(at).setPreparePosition(at);
    this.outlet.send(Buffer.from(new streams.ReadResp().setCheckpoint(message).serializeBinary()));
    this.checkpointAt = undefined;
    this.unchecked = 0;
  }
}

function streamSource(context: Context, options: streamsPb.ReadReq.Options): Source {
  return sourceOfStream(context, streamName(options.getStream()?.getStreamIdentifier()));
}

function streamCursor(options: streamsPb.ReadReq.Options): number | 'end' {
  const stream = options.getStream();
  if (stream?.hasRevision()) return wholeNumber(stream.getRevision());
  return stream?.hasEnd() ? 'end' : -1;
}

function allCursor(options: streamsPb.ReadReq.Options): number | 'end' {
  const all = options.getAll();
  if (all?.hasPosition()) return wholeNumber(all.getPosition()?.getCommitPosition() ?? '0');
  return all?.hasEnd() ? 'end' : 0;
}

function confirmation(): Buffer {
  const message = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  return Buffer.from(new streams.ReadResp().setConfirmation(message).serializeBinary());
}

const CAUGHT_UP = Buffer.from(
  new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()).serializeBinary(),
);
