import type { PatientWeek, WeekDay, WeekDocument } from '@hearth/views';
import { localDay } from '../i18n/format';

export interface Current {
  readonly week: PatientWeek;
  /** Null when the rule's week has no such day. */
  readonly day: WeekDay | null;
}

/** The week and the day that `now` falls into, in the programme's zone; null when the document has none. */
export const currentWeek = (weeks: WeekDocument, now: number): Current | null => {
  const today = localDay(now, weeks.timeZone);
  const week = weeks.weeks
    .filter((candidate) => candidate.weekStart <= today)
    .toSorted((a, b) => b.weekStart.localeCompare(a.weekStart))[0];
  return week === undefined ? null : { week, day: week.days.find(({ day }) => day === today) ?? null };
};
