import type { ScheduleDocument, ScheduledSession } from '@hearth/views';
import { localDay } from '../i18n/format';

/** What a patient's main button does for their next session. */
export type NextStep = 'check-in' | 'waiting-room' | 'room' | 'wait-for-doors' | 'not-let-in';

const isOpen = (session: ScheduledSession): boolean =>
  session.status === 'scheduled' || session.status === 'doors-open' || session.status === 'live';

const isRunning = (session: ScheduledSession): boolean =>
  session.status === 'doors-open' || session.status === 'live';

/** Planned, but its time has passed and nobody ever opened it. */
const isStale = (session: ScheduledSession, now: number): boolean =>
  session.status === 'scheduled' && session.endsAt < now;

const byStart = (a: ScheduledSession, b: ScheduledSession): number => a.startsAt - b.startsAt;

/** The session to think of now: one that runs, else the next one planned. */
export const nextSession = (schedule: ScheduleDocument, now: number): ScheduledSession | null => {
  const candidates = schedule.sessions
    .filter((session) => isOpen(session) && !isStale(session, now))
    .toSorted(byStart);
  return candidates.find(isRunning) ?? candidates[0] ?? null;
};

/** Sessions after `next`, today's first; the ones of today that are over are not among them. */
export const laterSessions = (
  schedule: ScheduleDocument,
  next: ScheduledSession | null,
  now: number,
): readonly ScheduledSession[] =>
  schedule.sessions
    .filter((session) => isOpen(session) && !isStale(session, now) && session !== next)
    .toSorted(byStart);

/** Today's sessions that are over, in the programme's zone. */
export const doneToday = (schedule: ScheduleDocument, now: number): readonly ScheduledSession[] => {
  const today = localDay(now, schedule.timeZone);
  return schedule.sessions
    .filter((session) => session.status === 'ended' || session.status === 'sealed')
    .filter((session) => localDay(session.startsAt, schedule.timeZone) === today)
    .toSorted(byStart);
};

/** Today's sessions that do not take place: whoever had them in mind is told, and does not just miss them in the list. */
export const offToday = (schedule: ScheduleDocument, now: number): readonly ScheduledSession[] => {
  const today = localDay(now, schedule.timeZone);
  return schedule.sessions
    .filter(
      ({ status, startsAt }) => status === 'cancelled' && localDay(startsAt, schedule.timeZone) === today,
    )
    .toSorted(byStart);
};

/** One thing to do at a time. */
export const nextStep = (session: ScheduledSession): NextStep => {
  const mine = session.mine;
  if (mine === null) return 'wait-for-doors';
  switch (mine.place) {
    case 'turned-away':
    case 'removed':
      return 'not-let-in';
    case 'admitted':
    case 'in-room':
    case 'dropped':
    case 'left':
      return isRunning(session) ? 'room' : 'wait-for-doors';
    case 'waiting':
      return 'waiting-room';
    case 'expected':
      if (!mine.checkedIn) return 'check-in';
      return isRunning(session) ? 'waiting-room' : 'wait-for-doors';
    default:
      return mine.place satisfies never;
  }
};
