import type { EnrollmentCommandOf } from '../enrollment/commands.js';
import type { EnrollmentEvent } from '../enrollment/events.js';

type Data<Type extends EnrollmentEvent['type']> = Extract<EnrollmentEvent, { readonly type: Type }>['data'];

/** Twelve weeks of one patient, the last two of them with fewer minutes. */
export const enroll: EnrollmentCommandOf<'EnrollPatient'> = {
  type: 'EnrollPatient',
  enrollmentId: 'enrollment-ana',
  patientId: 'patient-ana',
  programmeId: 'programme-a',
  trackId: 'track-evening',
  groupIds: ['group-1'],
  primaryTherapistId: 'staff-brandt',
  startsOn: '2026-01-05',
  plannedEndOn: '2026-03-27',
  ageBand: 'adolescent',
  birthDate: '2008-03-11',
  payer: 'standard',
  residenceState: 'NY',
  residenceType: 'home',
  levelOfCare: 'iop',
  priorLevelOfCare: 'inpatient',
  plannedWeeklyMinutes: 540,
  taper: [{ from: '2026-03-16', weeklyMinutes: 360 }],
  asksSubstanceUse: true,
  at: 1,
};

const { type: _enroll, birthDate: _birthDate, ...plain } = enroll;

export const enrolledData: Data<'PatientEnrolled'> = {
  ...plain,
  trackId: 'track-evening',
  residenceType: 'home',
  levelOfCare: 'iop',
  priorLevelOfCare: 'inpatient',
  plannedWeeklyMinutes: 540,
  taper: [{ from: '2026-03-16', weeklyMinutes: 360 }],
  personal: { birthDate: '2008-03-11' },
};
export const enrolled: EnrollmentEvent = { type: 'PatientEnrolled', data: enrolledData };

export const pause = (
  from: string,
  expectedBackOn: string | null = null,
): EnrollmentCommandOf<'PauseEnrollment'> => ({
  type: 'PauseEnrollment',
  from,
  reasonCode: 'medical',
  expectedBackOn,
  at: 2,
});
export const paused = (from: string, expectedBackOn: string | null = null): EnrollmentEvent => ({
  type: 'EnrollmentPaused',
  data: { from, reasonCode: 'medical', expectedBackOn, at: 2 },
});
export const resume = (on: string): EnrollmentCommandOf<'ResumeEnrollment'> => ({
  type: 'ResumeEnrollment',
  on,
  at: 3,
});
export const resumed = (on: string): EnrollmentEvent => ({
  type: 'EnrollmentResumed',
  data: { on, at: 3 },
});

export const transfer = (
  from: string,
  trackId: string | null = 'track-day',
  groupIds: string[] = ['group-2'],
): EnrollmentCommandOf<'TransferPatient'> => ({
  type: 'TransferPatient',
  from,
  trackId,
  groupIds,
  why: 'patient-request',
  at: 4,
});
export const transferred = (from: string): EnrollmentEvent => ({
  type: 'PatientTransferred',
  data: { from, trackId: 'track-day', groupIds: ['group-2'], why: 'patient-request', at: 4 },
});

export const move = (
  from: string,
  residenceState = 'NJ',
  residenceType: Data<'ResidenceChanged'>['residenceType'] = 'home',
): EnrollmentCommandOf<'ChangeResidence'> => ({
  type: 'ChangeResidence',
  from,
  residenceState,
  residenceType,
  at: 5,
});
export const moved = (from: string, residenceState = 'NJ'): EnrollmentEvent => ({
  type: 'ResidenceChanged',
  data: { from, residenceState, residenceType: 'home', at: 5 },
});

export const end = (endedOn: string): EnrollmentCommandOf<'EndEnrollment'> => ({
  type: 'EndEnrollment',
  endedOn,
  disposition: 'completed',
  at: 400,
});
export const ended: EnrollmentEvent = {
  type: 'EnrollmentEnded',
  data: { endedOn: '2026-02-01', disposition: 'completed', at: 400 },
};
