import { addDays, localDate, weekStartOf } from '@hearth/domain';
import type { ViewKey } from '../view.js';

/** The calendar of the programme's week that a day is in. */
export const calendarOfDay = (programmeId: string, day: string): ViewKey => ({
  view: 'calendar',
  key: `${programmeId}/${weekStartOf(day, 'monday')}`,
});

/** The calendar that a session stands in. */
export const calendarOfSession = (session: {
  readonly programmeId: string;
  readonly startsAt: number;
  readonly timeZone: string;
}): ViewKey => calendarOfDay(session.programmeId, localDate(session.startsAt, session.timeZone));

/** Nobody plans further ahead, and sessions are made of groups for fewer weeks still. */
const MOST_WEEKS = 26;

/** The calendars of all weeks from one day to another. */
export const calendarsBetween = (programmeId: string, from: string, to: string): readonly ViewKey[] => {
  const first = weekStartOf(from, 'monday');
  return Array.from({ length: MOST_WEEKS }, (_, week) => addDays(first, week * 7))
    .filter((monday) => monday <= to)
    .map((monday) => calendarOfDay(programmeId, monday));
};
