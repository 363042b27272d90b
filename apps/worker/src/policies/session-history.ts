import { sessionDecider, type Recorded, type SessionEvent, type SessionState } from '@hearth/domain';
import { readStream, type EventStore } from '@hearth/eventstore';
import { LRUCache } from 'lru-cache';

export interface SessionHistory {
  readonly recorded: readonly Recorded<SessionEvent>[];
  readonly state: SessionState;
  /** -1 when there is no such session. */
  readonly revision: number;
}

/** For a short while only: what was read is readable here even when its key has been dropped since. */
const KEPT = { max: 100, ttl: 5 * 60_000 } as const;

const nothing: SessionHistory = { recorded: [], state: sessionDecider.initialState(), revision: -1 };

/**
 * Sessions as they are now, with all that led there. What was read before is kept for those looked at last, since
 * several policies look at a live session on each of its events, and only what is new has to be read.
 */
export class SessionHistories {
  readonly #kept = new LRUCache<string, SessionHistory>(KEPT);

  constructor(private readonly store: EventStore) {}

  /** @throws UnknownEventError, StoreUnavailable */
  async read(sessionId: string): Promise<SessionHistory> {
    const before = this.#kept.get(sessionId) ?? nothing;
    const recorded: Recorded<SessionEvent>[] = [];
    let { state } = before;
    for await (const one of readStream(this.store, 'session', sessionId, before.revision + 1)) {
      recorded.push(one);
      state = sessionDecider.evolve(state, one.event);
    }
    const revision = recorded.at(-1)?.revision ?? before.revision;
    const now = { recorded: [...before.recorded, ...recorded], state, revision };
    // Two may have read at once; the one that saw more stays.
    if ((this.#kept.get(sessionId)?.revision ?? -2) <= revision) this.#kept.set(sessionId, now);
    return now;
  }
}
