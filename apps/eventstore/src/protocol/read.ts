import { setImmediate as yieldTurn } from 'node:timers/promises';
import type { Direction } from '../engine/reader.js';
import type { StoredEvent } from '../log/record.js';
import type { Context } from './context.js';
import { encodeReadEvent } from './encode-event.js';
import { invalid, streamDeleted, toFailure } from './failure.js';
import { ALL } from '../persistent/settings.js';
import { readFilter, type EventFilter } from './filter.js';
import { resolve } from './links.js';
import { Outlet, type ReadCall } from './outlet.js';
import { streamName, wholeNumber } from './request.js';
import { serveSubscription } from './subscribe.js';
import { shared, streams, type streamsPb } from './stubs.js';

type ReadOptions = streamsPb.ReadReq.Options;

/** `Read`: streams and `$all`, in both directions, and the catch-up subscriptions. */
export function read(context: Context) {
  return (call: ReadCall): void => {
    const outlet = new Outlet(call, context.stopping);
    serve(context, call, outlet)
      .then(() => outlet.end())
      .catch((error: unknown) => {
        if (!call.cancelled) call.emit('error', toFailure(error).toStatus());
      });
  };
}

async function serve(context: Context, call: ReadCall, outlet: Outlet): Promise<void> {
  const options = call.request.getOptions();
  if (options === undefined) throw invalid('The options are missing.');
  const caller = context.access.caller(call);
  const mayRead = (stream: string): boolean => context.access.may(caller, 'read', stream);
  context.access.check(caller, 'read', options.hasStream() ? nameOf(options) : ALL);
  if (options.hasSubscription()) return serveSubscription(context, options, outlet, mayRead);
  if (!options.hasCount()) throw invalid('A read needs a count.');
  context.metrics.reads++;
  const limit = wholeNumber(options.getCount());
  const direction: Direction =
    options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS ? 'backwards' : 'forwards';
  if (options.hasStream()) return readStream({ context, mayRead, outlet }, options, direction, limit);
  if (options.hasAll()) return readAll({ context, mayRead, outlet }, options, direction, limit);
  throw invalid('A read needs a stream or $all.');
}

interface Reading {
  context: Context;
  mayRead: (stream: string) => boolean;
  outlet: Outlet;
}

function nameOf(options: ReadOptions): string {
  return streamName(options.getStream()?.getStreamIdentifier());
}

async function readStream(
  reading: Reading,
  options: ReadOptions,
  direction: Direction,
  limit: number,
): Promise<void> {
  const { context, outlet } = reading;
  const stream = nameOf(options);
  await context.engine.settled(options.getResolveLinks() ? undefined : stream);
  let from: number | undefined = streamStart(options, direction);
  let left = limit;
  while (from !== undefined && !outlet.closed) {
    // Nothing that was read is kept while the reader takes nothing.
    await outlet.room();
    const { next, sent } = await sendStreamPage(reading, options, { stream, direction, from, limit: left });
    left -= sent;
    from = left > 0 ? next : undefined;
  }
}

interface Progress {
  /** Where to go on, inclusive; undefined when nothing is left. */
  next: number | undefined;
  sent: number;
}

async function sendStreamPage(
  reading: Reading,
  options: ReadOptions,
  { stream, direction, from, limit }: { stream: string; direction: Direction; from: number; limit: number },
): Promise<Progress> {
  const page = reading.context.engine.readStream(stream, from, direction, limit);
  if (page.kind === 'deleted') throw streamDeleted(stream);
  if (page.kind === 'not-found') {
    reading.outlet.send(notFound(stream));
    return { next: undefined, sent: 0 };
  }
  const sent = await sendAll(reading, page.events, options.getResolveLinks());
  return { next: page.events[sent]?.revision ?? page.next, sent };
}

async function readAll(
  reading: Reading,
  options: ReadOptions,
  direction: Direction,
  limit: number,
): Promise<void> {
  const { context, outlet } = reading;
  const filter = readFilter(options);
  await context.engine.settled();
  let from: number | undefined = allStart(options, direction);
  let left = limit;
  while (from !== undefined && left > 0 && !outlet.closed) {
    await outlet.room();
    const { next, sent } = await sendAllPage(reading, options, filter, { direction, from, limit: left });
    left -= sent;
    from = next;
    if (from !== undefined && sent === 0) await yieldTurn();
  }
}

async function sendAllPage(
  reading: Reading,
  options: ReadOptions,
  filter: EventFilter | undefined,
  { direction, from, limit }: { direction: Direction; from: number; limit: number },
): Promise<Progress> {
  const page = reading.context.engine.readAll(from, direction, filter ? undefined : limit);
  const matching = filter ? page.events.filter((event) => filter.matches(event)) : page.events;
  const events = matching.slice(0, limit);
  const sent = await sendAll(reading, events, options.getResolveLinks());
  return { next: events[sent]?.position ?? page.next, sent };
}

/** How many were sent: fewer than there are when the reader takes nothing, or has gone. */
async function sendAll(
  { context, mayRead, outlet }: Reading,
  events: readonly StoredEvent[],
  resolveLinks: boolean,
): Promise<number> {
  let sent = 0;
  for (const event of events) {
    if (!outlet.hasRoom && !(await outlet.roomSoon())) return sent;
    if (outlet.closed) return sent;
    outlet.send(encodeReadEvent(resolve(context.engine, event, resolveLinks, mayRead)));
    context.metrics.eventsSent++;
    sent++;
  }
  return sent;
}

function streamStart(options: ReadOptions, direction: Direction): number {
  const stream = options.getStream();
  if (stream?.hasRevision()) return wholeNumber(stream.getRevision());
  if (stream?.hasEnd())
    return direction === 'backwards' ? Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER - 1;
  return 0;
}

/** Positions are inclusive in reads. Backwards, a position means what lies before it, as in EventStoreDB. */
function allStart(options: ReadOptions, direction: Direction): number {
  const all = options.getAll();
  if (all?.hasPosition()) {
    const position = wholeNumber(all.getPosition()?.getCommitPosition() ?? '0');
    return direction === 'backwards' ? position - 1 : position;
  }
  return all?.hasEnd() ? Number.MAX_SAFE_INTEGER : 0;
}

function notFound(stream: string): Buffer {
  const identifier = new shared.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));
  const message = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier);
  return Buffer.from(new streams.ReadResp().setStreamNotFound(message).serializeBinary());
}
