import type { Actor, EventsOf, Recorded, StreamCategory } from '@hearth/domain';

export type { EventsOf } from '@hearth/domain';

/** What the store gave back that this program does not know: a newer type or version. */
export interface UnknownEvent {
  readonly type: string;
  readonly version: number;
}

export type StoredEvent<Category extends StreamCategory> =
  | { readonly kind: 'known'; readonly recorded: Recorded<EventsOf<Category>> }
  | { readonly kind: 'unknown'; readonly revision: number; readonly unknown: UnknownEvent };

/** `'no-stream'`, or the revision that the stream's last event must have. */
export type ExpectedRevision = 'no-stream' | number;

export interface AppendContext {
  /** Opaque id of the command; event ids are UUIDv5 of it and the index, so a retried command is idempotent. */
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly actor: Actor;
}

export interface Appended {
  /** Revision of the stream's last event after the append. */
  readonly revision: number;
}

/** A place in `$all`. Both numbers are kept: resuming with only one of them skips events (KDB-744). */
export interface AllPosition {
  readonly commit: string;
  readonly prepare: string;
}

/** That something happened in a stream, and of what kind; nothing of what it says. */
export interface StreamNews {
  readonly stream: string;
  readonly category: StreamCategory;
  readonly id: string;
  readonly type: string;
  readonly eventId: string;
  readonly revision: number;
  readonly recordedAt: number;
  readonly position: AllPosition;
}

export type FeedItem =
  | { readonly kind: 'news'; readonly news: StreamNews }
  /** Nothing of ours up to here: lets a reader of a sparse store move its checkpoint. */
  | { readonly kind: 'checkpoint'; readonly position: AllPosition }
  | { readonly kind: 'caught-up' }
  /** The subscription was lost and will be resumed from the last position. */
  | { readonly kind: 'lost'; readonly error: StoreUnavailable };

/** The store could not be reached or did not answer in time. The outcome of an append is then unknown: retry it. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Somebody else appended first. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
}

/** A decider met an event that this program does not know; deciding on half a history would be wrong. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
}

export interface EventStore {
  /**
   * Reads a stream forwards from `fromRevision` (inclusive, default 0) to its head; nothing when there is none.
   * @throws StoreUnavailable
   */
  read<Category extends StreamCategory>(
    category: Category,
    id: string,
    options?: { readonly fromRevision?: number },
  ): AsyncIterable<StoredEvent<Category>>;

  /**
   * @throws RevisionConflict when the stream is not where `expected` says
   * @throws StoreUnavailable after bounded retries with the same event ids
   */
  append<Category extends StreamCategory>(
    category: Category,
    id: string,
    events: readonly EventsOf<Category>[],
    expected: ExpectedRevision | 'any',
    context: AppendContext,
  ): Promise<Appended>;

  /** Revision of the last event of a stream, or null when there is none. */
  head(category: StreamCategory, id: string): Promise<number | null>;

  /**
   * All streams of our categories from `from` (exclusive; null = the beginning), for ever, resuming after any
   * disconnect with jittered backoff. Ends when `signal` aborts.
   */
  follow(from: AllPosition | null, signal: AbortSignal): AsyncIterable<FeedItem>;

  /** Streams of the categories that exist, each once, by reading `$all` once; used to rebuild and to sweep. */
  streams(
    categories: readonly StreamCategory[],
    signal?: AbortSignal,
  ): AsyncIterable<{ category: StreamCategory; id: string; revision: number }>;

  close(): Promise<void>;
}
