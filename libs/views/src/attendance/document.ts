import type {
  CorrectionEvidence,
  PatientAttendance,
  RunningCount,
  SealedAttendance,
  SessionEvent,
  StaffPresence,
} from '@hearth/domain';

/** What the attendance of a session is derived from, and what it comes to as of the last fact. */
export interface AttendanceDocument {
  readonly sessionId: string;
  /** The events that minutes follow from, in the order of the stream. */
  readonly events: readonly SessionEvent[];
  /** Up to when the figures speak: the latest moment that any of these events names. */
  readonly asOf: number;
  /** Null until the session has started. After the seal it is what was sealed, with corrections. */
  readonly settled: SealedAttendance | null;
  /** Each patient's counted time at `asOf`, and whether it grows with the clock after that; empty once sealed. */
  readonly running: readonly RunningCount[];
  /** When facilitators and observers were connected. */
  readonly staff: readonly StaffPresence[];
  readonly sealHash: string | null;
  /** What was sealed, and what was said instead, in the order in which it was said. */
  readonly corrections: readonly AttendanceCorrection[];
}

/** A correction with both figures. */
export interface AttendanceCorrection {
  readonly correctionId: string;
  readonly patientId: string;
  /** Staff id. */
  readonly by: string;
  readonly at: number;
  readonly basis: CorrectionEvidence['basis'];
  /** Null once it cannot be read. */
  readonly reason: string | null;
  readonly before: PatientAttendance;
  readonly after: PatientAttendance;
}
