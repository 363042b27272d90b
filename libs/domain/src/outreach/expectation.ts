import type { Recorded } from '../event-definition.js';
import type { SessionEvent } from '../session/events.js';
import type { SessionState } from '../session/state.js';
import { HOUR, type Instant } from '../time.js';

/** Whether somebody of the roster is waited for now. */
export type Expectation =
  /** Doors are closed, or it is not time yet; `at`: when to look again, null when an event will tell. */
  | { readonly kind: 'not-yet'; readonly at: Instant | null }
  | { readonly kind: 'awaited'; readonly begunAt: Instant }
  | { readonly kind: 'came'; readonly begunAt: Instant; readonly at: Instant }
  | { readonly kind: 'missed'; readonly begunAt: Instant }
  | { readonly kind: 'not-expected'; readonly why: 'cancelled' | 'rescheduled' | 'not-expected' };

/** What ended longer ago is history: nobody is called about it today. */
export const MISSED_LATELY_MS = 12 * HOUR;

const arrivalOf = (event: SessionEvent, patientId: string): Instant | null => {
  switch (event.type) {
    case 'WaitingRoomEntered':
    case 'PatientAdmitted':
      return event.data.patientId === patientId ? event.data.at : null;
    case 'PresenceEntered':
      return event.data.patientId === patientId ? event.data.from : null;
    case 'ParticipantJoined':
      return event.data.person.kind === 'patient' && event.data.person.id === patientId
        ? event.data.at
        : null;
    default:
      return null;
  }
};

const firstOf = <Found>(
  recorded: readonly Recorded<SessionEvent>[],
  find: (event: SessionEvent) => Found | null,
): Found | null => {
  for (const { event } of recorded) {
    const found = find(event);
    if (found !== null) return found;
  }
  return null;
};

/**
 * Whether a patient is waited for in a session, by all that is known of it at a moment. Whoever has come once, by
 * whichever witness, is not waited for any more. Nobody is waited for before the doors are open.
 */
export const expectationOf = (
  session: SessionState,
  recorded: readonly Recorded<SessionEvent>[],
  patientId: string,
  at: Instant,
): Expectation => {
  if (session.status === 'none') return { kind: 'not-expected', why: 'not-expected' };
  if (session.status === 'cancelled') return { kind: 'not-expected', why: 'cancelled' };
  if (!session.plan.roster.some((each) => each.patientId === patientId)) {
    return { kind: 'not-expected', why: 'not-expected' };
  }
  const openedAt = firstOf(recorded, (event) => (event.type === 'DoorsOpened' ? event.data.at : null));
  if (openedAt === null) {
    return { kind: 'not-yet', at: null };
  }
  const begunAt = Math.max(session.plan.startsAt, openedAt);
  const cameAt = firstOf(recorded, (event) => arrivalOf(event, patientId));
  if (cameAt !== null) return { kind: 'came', begunAt, at: cameAt };
  switch (session.status) {
    case 'scheduled':
      return { kind: 'not-expected', why: 'rescheduled' };
    case 'doors-open':
    case 'live':
      if (at < begunAt) return { kind: 'not-yet', at: begunAt };
      // It runs over, or is told of afterwards: nobody is asked to come to what should be over.
      return at < session.plan.endsAt ? { kind: 'awaited', begunAt } : { kind: 'not-yet', at: null };
    case 'ended':
    case 'sealed':
      // A group that never began was missed by nobody.
      return session.startedAt === null || at - session.endedAt > MISSED_LATELY_MS
        ? { kind: 'not-expected', why: 'not-expected' }
        : { kind: 'missed', begunAt };
    default:
      return session satisfies never;
  }
};
