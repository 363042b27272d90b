import { sessionDecider, type Recorded, type SessionEvent, type SessionState } from '@hearth/domain';
import { UnknownEventError, type EventStore } from '@hearth/eventstore';

export interface SessionHistory {
  readonly recorded: readonly Recorded<SessionEvent>[];
  readonly state: SessionState;
  /** -1 when there is no such session. */
  readonly revision: number;
}

/**
 * A session as it is now, with all that led there.
 * @throws UnknownEventError, StoreUnavailable
 */
export const readSession = async (store: EventStore, sessionId: string): Promise<SessionHistory> => {
  const recorded: Recorded<SessionEvent>[] = [];
  let state = sessionDecider.initialState();
  for await (const stored of store.read('session', sessionId)) {
    if (stored.kind === 'unknown') throw new UnknownEventError(`A session holds ${stored.unknown.type}`);
    recorded.push(stored.recorded);
    state = sessionDecider.evolve(state, stored.recorded.event);
  }
  return { recorded, state, revision: recorded.at(-1)?.revision ?? -1 };
};
