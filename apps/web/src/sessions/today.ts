import { addDays, localDate } from '@hearth/domain';
import type { ScheduleDocument, ScheduledSession } from '@hearth/views';

export interface SessionDays {
  readonly today: readonly ScheduledSession[];
  readonly tomorrow: readonly ScheduledSession[];
}

const isRunning = (session: ScheduledSession): boolean =>
  session.status === 'live' || session.status === 'doors-open';

const isOff = ({ status }: ScheduledSession): boolean => status === 'cancelled';

/** Today's and tomorrow's sessions in the programme's time zone, those that are off last; one that still runs past midnight is today's. */
export const sessionDays = (schedule: ScheduleDocument, now: number): SessionDays => {
  const today = localDate(now, schedule.timeZone);
  const tomorrow = addDays(today, 1);
  const dayOf = (session: ScheduledSession) => localDate(session.startsAt, schedule.timeZone);
  // What does not take place stands in nobody's way.
  const byTime = [...schedule.sessions].sort(
    (a, b) => Number(isOff(a)) - Number(isOff(b)) || a.startsAt - b.startsAt,
  );
  return {
    today: byTime.filter(
      (session) => dayOf(session) === today || (isRunning(session) && dayOf(session) < today),
    ),
    tomorrow: byTime.filter((session) => dayOf(session) === tomorrow),
  };
};

export type Attention = NonNullable<ScheduledSession['roster']>['attention'][number];

const need = (person: Attention): number => {
  if (person.safety || person.missing.includes('safety')) return 0;
  if (person.missing.includes('location')) return 1;
  if (person.missing.includes('contact')) return 2;
  if (person.missing.includes('attestations')) return 3;
  return 4;
};

/** Whose attention first: safety, then location, then contact, then attestations, then the rest as they come. */
export const attentionFirst = (attention: readonly Attention[]): readonly Attention[] =>
  [...attention].sort((a, b) => need(a) - need(b));
