import type { ScheduleDocument } from '@hearth/views';
import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus } from 'ical-generator';
import { v5 as uuidv5 } from 'uuid';

/** A calendar lies about on phones, in mail and on other people's screens: its words say nothing of what it is for. */
const words = {
  en: { calendar: 'Appointments', appointment: 'Appointment' },
  es: { calendar: 'Citas', appointment: 'Cita' },
} as const;

/** Ids in a calendar are its own: they lead nowhere in Hearth. */
const NAMESPACE = '7c5d6b0e-3f7a-5d0b-9a35-52f6cf0b8a41';

/** How long calendar programs are asked to wait before they look again, seconds. */
const TTL_SECONDS = 15 * 60;

/**
 * A person's sessions as iCalendar: when, and nothing else. No title, no names, no place.
 * @param schedule null when there is nothing yet: an empty calendar
 */
export const feedText = (schedule: ScheduleDocument | null, locale: 'en' | 'es'): string => {
  const { calendar: name, appointment: summary } = words[locale];
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    ttl: TTL_SECONDS,
    prodId: { company: 'hearth', product: 'calendar', language: locale.toUpperCase() },
  });
  for (const { sessionId, startsAt, endsAt, status } of schedule?.sessions ?? []) {
    calendar.createEvent({
      id: uuidv5(sessionId, NAMESPACE),
      start: new Date(startsAt),
      end: new Date(endsAt),
      // Made of the events alone, so that the same schedule is the same text.
      stamp: new Date(startsAt),
      summary,
      status: status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      busystatus: status === 'cancelled' ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    });
  }
  return calendar.toString();
};
