import type { EnrollmentEvent } from './events.js';

type Data<Type extends EnrollmentEvent['type']> = Extract<EnrollmentEvent, { readonly type: Type }>['data'];
type Enrolled = Data<'PatientEnrolled'>;
/** What an enrollment may leave open; the decider then writes that it is not known, or not planned. */
type Open =
  'trackId' | 'residenceType' | 'levelOfCare' | 'priorLevelOfCare' | 'plannedWeeklyMinutes' | 'taper';

export type EnrollmentCommand =
  | ({ readonly type: 'EnrollPatient'; readonly birthDate?: string } & Omit<Enrolled, Open | 'personal'> &
      Partial<Pick<Enrolled, Open>>)
  | ({ readonly type: 'PauseEnrollment' } & Data<'EnrollmentPaused'>)
  | ({ readonly type: 'ResumeEnrollment' } & Data<'EnrollmentResumed'>)
  | ({ readonly type: 'TransferPatient' } & Data<'PatientTransferred'>)
  | ({ readonly type: 'ChangeResidence' } & Data<'ResidenceChanged'>)
  | ({ readonly type: 'ChangePayer' } & Data<'PayerChanged'>)
  | ({ readonly type: 'ChangeIntensity' } & Data<'IntensityChanged'>)
  | ({ readonly type: 'MovePlannedEnd' } & Data<'PlannedEndMoved'>)
  | ({ readonly type: 'RequestScheduleChange'; readonly text: string } & Omit<
      Data<'ScheduleChangeRequested'>,
      'personal' | 'patientId'
    >)
  /** Granted, it comes with the transfer that it leads to. */
  | ({
      readonly type: 'DecideScheduleChange';
      readonly text: string;
      readonly transfer?: Omit<Data<'PatientTransferred'>, 'why' | 'at'>;
    } & Omit<Data<'ScheduleChangeDecided'>, 'personal' | 'patientId'>)
  /** The minutes of a seal (`correction` 0) or of the nth correction of it. */
  | ({ readonly type: 'CreditAttendance' } & Data<'AttendanceCredited'>)
  | ({ readonly type: 'EndEnrollment' } & Data<'EnrollmentEnded'>);

export type EnrollmentCommandOf<Type extends EnrollmentCommand['type']> = Extract<
  EnrollmentCommand,
  { readonly type: Type }
>;
