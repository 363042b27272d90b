import {
  START,
  streamNameFilter,
  type AllStreamRecordedEvent,
  type EventStoreDBClient,
  type Position,
} from '@eventstore/db-client';
import { parseStreamName, type StreamCategory } from '@hearth/domain';
import { StoreUnavailable, type AllPosition, type FeedItem, type StreamNews } from '../port.js';
import { translateError } from './errors.js';

type StreamName = NonNullable<ReturnType<typeof parseStreamName>>;

type Delivered = Exclude<FeedItem, { kind: 'lost' }>;

const PAUSE_ABOVE = 512;
const RESUME_BELOW = 128;

const toPosition = (position: Position): AllPosition => ({
  commit: position.commit.toString(),
  prepare: position.prepare.toString(),
});

const fromPosition = (position: AllPosition | null) =>
  position === null ? START : { commit: BigInt(position.commit), prepare: BigInt(position.prepare) };

const toNews = (event: AllStreamRecordedEvent, name: StreamName): StreamNews => ({
  stream: event.streamId,
  ...name,
  type: event.type,
  eventId: event.id,
  revision: Number(event.revision),
  recordedAt: event.created.getTime(),
  position: toPosition(event.position),
});

/**
 * One subscription to the streams of the categories, until it is lost (throws), aborted (ends), or the caller stops.
 *
 * A checkpoint and the caught-up mark are told by the client as soon as they arrive, ahead of events that still lie
 * in its buffer. They are held back here until those are through, or a reader would resume after events that it has
 * never seen.
 */
export async function* subscribeOnce(
  client: EventStoreDBClient,
  categories: readonly StreamCategory[],
  from: AllPosition | null,
  signal: AbortSignal,
): AsyncGenerator<Delivered> {
  const queue: Delivered[] = [];
  const heldBack: { readonly after: number; readonly item: Delivered }[] = [];
  let delivered = 0;
  let ended: Error | 'aborted' | null = null;
  let wake = (): void => undefined;

  const inOrder = (item: Delivered): void => {
    if (subscription.readableLength === 0) queue.push(item);
    else heldBack.push({ after: delivered + subscription.readableLength, item });
    wake();
  };
  const end = (why: Error | 'aborted'): void => {
    ended ??= why;
    wake();
  };
  const onAbort = (): void => end('aborted');

  const subscription = client.subscribeToAll({
    fromPosition: fromPosition(from),
    filter: streamNameFilter({
      prefixes: categories.map((category) => `${category}-`),
      maxSearchWindow: 256,
      checkpointInterval: 4,
      checkpointReached: (_, position) => {
        inOrder({ kind: 'checkpoint', position: toPosition(position) });
        return Promise.resolve();
      },
    }),
  });
  subscription.on('caughtUp', () => inOrder({ kind: 'caught-up' }));
  subscription.on('error', (error) => end(translateError(error)));
  subscription.on('end', () => end(new StoreUnavailable('The event store ended the subscription')));
  subscription.on('data', ({ event }) => {
    delivered += 1;
    const name = event === undefined ? null : parseStreamName(event.streamId);
    if (event !== undefined && name !== null) {
      queue.push({ kind: 'news', news: toNews(event, name) });
    }
    while (heldBack[0] !== undefined && heldBack[0].after <= delivered) {
      const held = heldBack.shift();
      if (held !== undefined) queue.push(held.item);
    }
    if (queue.length > PAUSE_ABOVE) subscription.pause();
    wake();
  });
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();

  try {
    for (;;) {
      const item = queue.shift();
      if (item !== undefined) {
        if (queue.length < RESUME_BELOW && subscription.isPaused()) subscription.resume();
        yield item;
        continue;
      }
      // What is queued is handed on before an end is told: it was received.
      if (ended === 'aborted') return;
      if (ended !== null) throw ended as Error;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Leaving a loop does not end the server's call; only this does. What still comes is let through, for nobody: a
    // call whose last word lies behind unread events would be kept by the client for ever.
    subscription.unsubscribe().catch(() => undefined);
    subscription.removeAllListeners('data').resume();
  }
}
