import { instantAt, localDate, MINUTE, type SessionType } from '@hearth/domain';
import type { CalendarSession, DirectoryPatient } from '@hearth/views';

/** What is planned for one patient alone, or for one patient and their family. */
export const appointmentTypes = ['individual', 'family', 'medication'] as const;
export type AppointmentType = (typeof appointmentTypes)[number];

const isAppointmentType = (type: SessionType): type is AppointmentType =>
  appointmentTypes.some((each) => each === type);

export const isAppointment = ({ groupId, sessionType }: CalendarSession): boolean =>
  groupId === null && isAppointmentType(sessionType);

export interface WrittenTime {
  readonly day: string;
  readonly time: string;
  readonly minutes: string;
}

/** From when to when; null while a part of it is missing. Times in ms since the epoch. */
export const spanOf = (
  { day, time, minutes }: WrittenTime,
  timeZone: string,
): { readonly startsAt: number; readonly endsAt: number } | null => {
  const length = Math.round(Number(minutes));
  if (day === '' || time === '' || !(length > 0)) return null;
  const startsAt = instantAt(day, time, timeZone);
  return { startsAt, endsAt: startsAt + length * MINUTE };
};

export interface WrittenAppointment extends WrittenTime {
  readonly patientId: string;
  readonly type: AppointmentType;
  readonly leadId: string;
}

/** Those who are in care now, and can have an appointment. */
export const inCare = (patients: readonly DirectoryPatient[]): readonly DirectoryPatient[] =>
  patients.filter(({ episode }) => episode !== null && episode.endedOn === null);

export interface OfThatDay {
  readonly session: CalendarSession;
  /** Overlaps with what is planned. */
  readonly atThatTime: boolean;
}

/** What the patient and whoever leads have on that day already. */
export const ofThatDay = (
  { patientId, leadId, ...written }: WrittenAppointment,
  sessions: readonly CalendarSession[],
  timeZone: string,
): readonly OfThatDay[] => {
  const span = spanOf(written, timeZone);
  return sessions
    .filter(({ status, startsAt }) => status !== 'cancelled' && localDate(startsAt, timeZone) === written.day)
    .filter(
      ({ patientIds, facilitators }) =>
        patientIds.includes(patientId) || facilitators.some(({ staffId }) => staffId === leadId),
    )
    .map((session) => ({
      session,
      atThatTime: span !== null && session.startsAt < span.endsAt && span.startsAt < session.endsAt,
    }));
};
