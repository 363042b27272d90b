import { sessionDecider, type SessionEvent, type SessionState } from '@hearth/domain';
import { readStream, type EventStore } from '@hearth/eventstore';

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
  for await (const recorded of readStream(store, 'session', sessionId)) {
    events.push(recorded.event);
    revision = recorded.revision;
  }
  return { events, state: events.reduce(sessionDecider.evolve, sessionDecider.initialState()), revision };
};
