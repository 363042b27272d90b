import { addDays } from '@hearth/domain';
import type { DerivedView } from '../view.js';
import { deriveCalendar, gatherCalendar, type CalendarParts } from './derive.js';
import type { ProgrammeCalendarDocument } from './document.js';

export const calendarsOfProgramme = (programmeId: string): string => `calendars-of-programme:${programmeId}`;

const parse = (key: string): { readonly programmeId: string; readonly from: string; readonly to: string } => {
  const slash = key.lastIndexOf('/');
  const from = key.slice(slash + 1);
  return { programmeId: key.slice(0, slash), from, to: addDays(from, 6) };
};

/** A programme's week, for its staff. Key: `{programmeId}/{monday}`. */
export const calendarView: DerivedView<ProgrammeCalendarDocument, CalendarParts> = {
  kind: 'derived',
  name: 'calendar',
  version: 2,
  gather: (key, lookup) => {
    const { programmeId, from, to } = parse(key);
    return gatherCalendar(lookup, programmeId, from, to);
  },
  derive: (key, parts) => {
    const { programmeId, from, to } = parse(key);
    return deriveCalendar(programmeId, from, to, parts);
  },
  indexes: ({ programmeId }) => [calendarsOfProgramme(programmeId)],
  dependents: () => [],
};
