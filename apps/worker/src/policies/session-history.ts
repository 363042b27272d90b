import { sessionDecider, type Recorded, type SessionEvent, type SessionState } from '@hearth/domain';
import { UnknownEventError, type EventStore } from '@hearth/eventstore';

export interface SessionHistory {
  readonly recorded: readonly Recorded<SessionEvent>[];
  readonly state: SessionState;
  /** -1 when there is no such session. */
  readonly revision: number;
}

const MAX_KEPT = 100;

const nothing: SessionHistory = { recorded: [], state: sessionDecider.initialState(), revision: -1 };

/**
 * Sessions as they are now, with all that led there. What was read before is kept for those looked at last, since
 * several policies look at a live session on each of its events, and only what is new has to be read.
 */
export class SessionHistories {
  readonly #kept = new Map<string, SessionHistory>();

  constructor(private readonly store: EventStore) {}

  /** @throws UnknownEventError, StoreUnavailable */
  async read(sessionId: string): Promise<SessionHistory> {
    const before = this.#kept.get(sessionId) ?? nothing;
    const recorded: Recorded<SessionEvent>[] = [];
    let { state } = before;
    for await (const stored of this.store.read('session', sessionId, { fromRevision: before.revision + 1 })) {
      if (stored.kind === 'unknown') throw new UnknownEventError(`A session holds ${stored.unknown.type}`);
      recorded.push(stored.recorded);
      state = sessionDecider.evolve(state, stored.recorded.event);
    }
    const revision = recorded.at(-1)?.revision ?? before.revision;
    const now = { recorded: [...before.recorded, ...recorded], state, revision };
    this.#keep(sessionId, now);
    return now;
  }

  #keep(sessionId: string, history: SessionHistory): void {
    // Two may have read at once; the one that saw more stays.
    if ((this.#kept.get(sessionId)?.revision ?? -2) > history.revision) return;
    this.#kept.delete(sessionId);
    this.#kept.set(sessionId, history);
    if (this.#kept.size <= MAX_KEPT) return;
    for (const oldest of this.#kept.keys()) {
      this.#kept.delete(oldest);
      return;
    }
  }
}
