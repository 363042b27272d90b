import { TOMBSTONE_TYPE } from '../engine/decide.js';
import type { Engine } from '../engine/engine.js';
import type { StoredEvent } from '../log/record.js';
import { streamDeleted } from './failure.js';

interface OfEngine {
  readonly engine: Engine;
}

/** Where the events of a subscription come from. A cursor is a revision or a position, exclusive. */
export interface Source {
  listen(listener: (events: readonly StoredEvent[]) => void): () => void;
  /** Durable events after the cursor, and whether there are more. Throws a Failure if the stream has ended. */
  page(cursor: number): { events: StoredEvent[]; more: boolean };
  cursorOf(event: StoredEvent): number;
  /** Throws a Failure when there can be nothing after this event. */
  check(event: StoredEvent): void;
  /** Cursor of the newest event that a page can show. */
  end(): number;
}

/** All events that readers may be shown, in the order of the log. */
export function allSource({ engine }: OfEngine): Source {
  return {
    listen: (listener) => engine.feed.onAll(listener),
    page: (cursor) => {
      const { events, next } = engine.readAll(cursor + 1, 'forwards');
      return { events, more: next !== undefined };
    },
    cursorOf: (event) => event.position,
    check: () => undefined,
    end: () => engine.indexedPosition,
  };
}

/** Events of one stream; the stream need not exist yet. */
export function sourceOfStream({ engine }: OfEngine, stream: string): Source {
  return {
    listen: (listener) => engine.feed.onStream(stream, listener),
    page: (cursor) => {
      const page = engine.readStream(stream, cursor + 1, 'forwards', Number.MAX_SAFE_INTEGER);
      if (page.kind === 'deleted') throw streamDeleted(stream);
      return page.kind === 'page'
        ? { events: page.events, more: page.next !== undefined }
        : { events: [], more: false };
    },
    cursorOf: (event) => event.revision,
    check: (event) => {
      if (event.type === TOMBSTONE_TYPE) throw streamDeleted(stream);
    },
    end: () => engine.stream(stream)?.last ?? -1,
  };
}
