import type { CalendarConflict, ProgrammeCalendarDocument } from '@hearth/views';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';

/** What a conflict says, in the reader's language. */
export const useConflictWords = (
  calendar: ProgrammeCalendarDocument,
): ((conflict: CalendarConflict) => string) => {
  const { t } = useTranslation('sessions', { keyPrefix: 'calendar.conflict' });
  const format = useFormat();
  const patient = (id: string): string =>
    calendar.patients.find(({ patientId }) => patientId === id)?.displayName ?? '—';
  const staff = (id: string): string =>
    calendar.sessions.flatMap(({ facilitators }) => facilitators).find(({ staffId }) => staffId === id)
      ?.displayName ?? '—';
  const session = (id: string): string => {
    const found = calendar.sessions.find(({ sessionId }) => sessionId === id);
    if (found === undefined) return '—';
    const { title, startsAt } = found;
    return `${title}, ${format.day(startsAt, calendar.timeZone)}, ${format.time(startsAt, calendar.timeZone)}`;
  };
  return (conflict) => {
    switch (conflict.kind) {
      case 'double-booked': {
        const [first, second] = conflict.sessionIds;
        const name = staff(conflict.staffId);
        return t('double-booked', { name, first: session(first), second: session(second) });
      }
      case 'licence-missing': {
        const { sessionId, patientId, state } = conflict;
        return t('licence-missing', { session: session(sessionId), name: patient(patientId), state });
      }
      case 'over-capacity': {
        const { sessionId, people, most, source } = conflict;
        const said = { session: session(sessionId), people, most };
        return source === null ? t('over-capacity', said) : t('over-limit', { ...said, source });
      }
      case 'gap': {
        const { patientId, days, most: count, after, before } = conflict;
        return t('gap', {
          name: patient(patientId),
          days,
          count,
          after: format.longDay(after),
          before: format.longDay(before),
        });
      }
      default:
        return conflict satisfies never;
    }
  };
};
