import { sessionDecider, type SessionEvent, type SessionState } from '@hearth/domain';
import { UnknownEventError, type EventStore } from '@hearth/eventstore';

/** A session as it is now, with all that led there. */
export interface History {
  readonly events: readonly SessionEvent[];
  readonly state: SessionState;
  readonly revision: number;
}

/** Reads a session to its head. @throws UnknownEventError, StoreUnavailable */
export const readSession = async (store: EventStore, sessionId: string): Promise<History> => {
  const events: SessionEvent[] = [];
  let revision = -1;
  for await (const stored of store.read('session', sessionId)) {
    if (stored.kind === 'unknown') {
      throw new UnknownEventError(`A session holds ${stored.unknown.type} v${stored.unknown.version}`);
    }
    events.push(stored.recorded.event);
    revision = stored.recorded.revision;
  }
  const state = events.reduce(sessionDecider.evolve, sessionDecider.initialState());
  return { events, state, revision };
};
