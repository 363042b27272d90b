import { StreamNotFoundError, type EventStoreDBClient, type ResolvedEvent } from '@eventstore/db-client';
import type { WireRecord } from '../codec/codec.js';
import { withDeadline } from './backoff.js';
import { translateError } from './errors.js';
import { StoreUnavailable } from '../port.js';

export interface ReadRange {
  readonly stream: string;
  readonly from: bigint | 'end';
  readonly direction: 'forwards' | 'backwards';
  readonly maxCount?: number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const toRecord = (resolved: ResolvedEvent): WireRecord | null => {
  const { event } = resolved;
  if (event === undefined) return null;
  return {
    id: event.id,
    stream: event.streamId,
    type: event.type,
    revision: Number(event.revision),
    recordedAt: event.created.getTime(),
    data: isRecord(event.data) ? event.data : {},
    metadata: isRecord(event.metadata) ? event.metadata : {},
  };
};

/**
 * Reads a stream; nothing when there is none. The server's call is always ended, also when the caller stops early,
 * which `for await` over the client's stream does not do.
 * @throws StoreUnavailable also when the store falls silent in the middle
 */
export async function* readRecords(
  client: EventStoreDBClient,
  range: ReadRange,
  deadlineMs: number,
): AsyncGenerator<WireRecord> {
  const reading = client.readStream(range.stream, {
    fromRevision: range.from,
    direction: range.direction,
    ...(range.maxCount === undefined ? {} : { maxCount: range.maxCount }),
  });
  // Cancelling emits an error after the last listener is gone.
  reading.on('error', () => undefined);
  const events = reading[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await withDeadline(
        events.next(),
        deadlineMs,
        () => new StoreUnavailable(`The event store sent nothing for ${deadlineMs} ms`),
      );
      if (next.done) return;
      const record = toRecord(next.value);
      if (record !== null) yield record;
    }
  } catch (error) {
    if (error instanceof StreamNotFoundError) return;
    throw translateError(error);
  } finally {
    // Neither is awaited: both wait for a call that may never have been made.
    reading.cancel().catch(() => undefined);
    drain(events).catch(() => undefined);
  }
}

/**
 * Reads what is left, for nobody. A call whose last word lies behind unread events can no longer be cancelled: the
 * client would keep it for ever, and wait for it when it is closed.
 */
const drain = async (events: AsyncIterator<ResolvedEvent>): Promise<void> => {
  while ((await events.next()).done !== true);
};
