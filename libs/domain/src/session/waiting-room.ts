import type { Instant } from '../time.js';
import type { SessionEvent } from './events.js';
import type { KnownSession } from './state.js';

/** Patient ids in the order in which they came. */
export const waitingPatients = (session: KnownSession): readonly string[] =>
  session.plan.roster
    .flatMap(({ patientId }) => {
      const standing = session.patients[patientId];
      return standing?.place === 'waiting' ? [{ patientId, since: standing.waitingSince ?? 0 }] : [];
    })
    .sort((a, b) => a.since - b.since)
    .map(({ patientId }) => patientId);

/** What follows for those who wait when there is nothing left to wait for. */
export const emptyWaitingRoom = (session: KnownSession, at: Instant): readonly SessionEvent[] =>
  waitingPatients(session).map((patientId) => ({
    type: 'WaitingRoomLeft',
    data: { patientId, at, why: 'session-over' },
  }));
