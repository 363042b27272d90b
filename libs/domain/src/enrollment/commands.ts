import type { EnrollmentEvent } from './events.js';

type Data<Type extends EnrollmentEvent['type']> = Extract<EnrollmentEvent, { readonly type: Type }>['data'];

export type EnrollmentCommand =
  | ({ readonly type: 'EnrollPatient' } & Data<'PatientEnrolled'>)
  /** The minutes of a seal (`correction` 0) or of the nth correction of it. */
  | ({ readonly type: 'CreditAttendance' } & Data<'AttendanceCredited'>)
  | ({ readonly type: 'EndEnrollment' } & Data<'EnrollmentEnded'>);
