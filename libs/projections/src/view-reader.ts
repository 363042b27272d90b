import type { ViewOf } from '@hearth/views';

/** A document as readers get it. */
export interface ReadDocument<Document> {
  /** Changes when the view is built anew; versions of different epochs cannot be compared. */
  readonly epoch: string;
  /** Grows with each change of the document. */
  readonly version: number;
  readonly document: Document;
  /** A stream that it is made of has been parked: what is shown may be old. */
  readonly degraded: boolean;
}

export interface ViewChange {
  readonly view: string;
  readonly key: string;
  readonly version: number;
}

/** What the projections report of themselves. Instants in ms since the epoch; null when never reported. */
export interface ProjectionPulse {
  /** When the feed last said that it had handed on everything it had seen. */
  readonly feedAt: number | null;
  /** Whether the feed has caught up with the head of the store. */
  readonly caughtUp: boolean;
  /** Pokes waiting in the queues. */
  readonly waiting: number;
  /** Documents that do not go on because their stream cannot be read or folded. */
  readonly parked: number;
}

/** The reading side of the views, as the api uses it. */
export interface ViewReader {
  /** @param known what the caller has read before; it is handed back when it is still so, and nothing is sent again */
  read<Document>(
    view: ViewOf<Document>,
    key: string,
    known?: ReadDocument<Document> | null,
  ): Promise<ReadDocument<Document> | null>;
  members(index: string): Promise<readonly string[]>;
  /** Calls `listener` for each change, as published by any worker; at most once each, none while disconnected. */
  onChange(listener: (change: ViewChange) => void): Promise<() => Promise<void>>;
  /**
   * Calls `listener` when changes may have been missed, or the views were built anew: every document that is shown
   * must be read again.
   */
  onReset(listener: () => void): Promise<() => Promise<void>>;
  pulse(): Promise<ProjectionPulse>;
}
