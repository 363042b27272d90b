import { addDays, localDate, programmeDecider, startOfDay } from '@hearth/domain';
import { foldStream } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import type { Surroundings } from '../surroundings.js';
import { keepScheduled } from './keep-scheduled.js';

/** How far ahead sessions are made of groups. */
export const HORIZON_DAYS = 28;

/** Sessions follow from groups: on news of a group, and each day as the horizon moves on. */
export const schedulePolicy = (surroundings: Surroundings, horizonDays = HORIZON_DAYS): Policy => ({
  name: 'schedule',
  category: 'group',
  act: async (groupId) => {
    const { revision, timeZone } = await keepScheduled(surroundings, groupId, horizonDays);
    if (timeZone === null) return { revision, lookAgainAt: null };
    const tomorrow = addDays(localDate(surroundings.now(), timeZone), 1);
    return { revision, lookAgainAt: startOfDay(tomorrow, timeZone) };
  },
});

export interface CalendarOptions {
  readonly groupsOf: (programmeId: string) => Promise<readonly string[]>;
  readonly horizonDays?: number;
}

/** Holidays are the programme's: when they change, each of its groups is looked at. */
export const holidayPolicy = (
  surroundings: Surroundings,
  { groupsOf, horizonDays = HORIZON_DAYS }: CalendarOptions,
): Policy => ({
  name: 'holiday',
  category: 'programme',
  after: ['HolidaysDeclared'],
  act: async (programmeId) => {
    const { revision } = await foldStream(surroundings.store, programmeDecider, 'programme', programmeId);
    for (const groupId of await groupsOf(programmeId)) {
      await keepScheduled(surroundings, groupId, horizonDays);
    }
    return { revision, lookAgainAt: null };
  },
});
