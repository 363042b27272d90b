import type { AttendancePolicy } from '../attendance/policy.js';
import type { AttendanceSeal, PatientAttendance, SealedAttendance } from '../attendance/sealed.js';
import type { Actor, PersonRef } from '../person.js';
import type { Instant } from '../time.js';
import type { CheckIn } from './check-in.js';
import type {
  CorrectionEvidence,
  EntryWay,
  LeaveReason,
  Occurrence,
  SessionEvent,
  SessionEventOf,
  SessionType,
  WithdrawalReason,
  Witness,
} from './events.js';

type Data<Type extends SessionEvent['type']> = SessionEventOf<Type>['data'];

/** A staff command: `by` is the staff id, and must be a facilitator of the session. */
interface ByStaff {
  readonly by: string;
  readonly at: Instant;
}

interface ByPatient {
  readonly patientId: string;
  readonly at: Instant;
}

interface Presence {
  readonly roomSid: string;
  readonly participantSid: string;
  readonly person: PersonRef;
  readonly witness: Witness;
  readonly at: Instant;
  readonly uncertaintyMs: number;
}

export type SessionCommand =
  | {
      readonly type: 'ScheduleSession';
      readonly sessionId: string;
      readonly programmeId: string;
      readonly groupId?: string;
      readonly occurrence?: Occurrence;
      readonly title: string;
      readonly sessionType: SessionType;
      readonly startsAt: Instant;
      readonly endsAt: Instant;
      readonly timeZone: string;
      readonly capacity: number;
      readonly facilitators: Data<'SessionScheduled'>['facilitators'];
      readonly roster: Data<'SessionScheduled'>['roster'];
      readonly attendancePolicy: AttendancePolicy;
    }
  | ({ readonly type: 'RescheduleSession' } & Data<'SessionRescheduled'> & { readonly at: Instant })
  | ({
      readonly type: 'ChangeSessionPlan';
      /** Left out: nobody is a guest by it. */
      readonly guest?: Data<'SessionPlanChanged'>['guest'];
      /** Left out: no guest is withdrawn by it. */
      readonly withdrawn?: Data<'SessionPlanChanged'>['withdrawn'];
    } & Omit<Data<'SessionPlanChanged'>, 'guest' | 'withdrawn'>)
  /** For a session that no group tells who comes this once. */
  | ({ readonly type: 'WithdrawSessionGuest'; readonly reasonCode: WithdrawalReason | null } & ByPatient)
  | ({ readonly type: 'CancelSession' } & Data<'SessionCancelled'>)
  | ({ readonly type: 'OpenDoors' } & ByStaff)
  | ({ readonly type: 'SubmitCheckIn'; readonly checkIn: CheckIn } & ByPatient)
  | ({ readonly type: 'EnterWaitingRoom' } & ByPatient)
  | ({ readonly type: 'LeaveWaitingRoom'; readonly why: Data<'WaitingRoomLeft'>['why'] } & ByPatient)
  /** `reason` is required as soon as anything is missing; what was missing is decided here, not by the caller. */
  | ({
      readonly type: 'AdmitPatient';
      readonly patientId: string;
      readonly override?: { readonly reason: string };
    } & ByStaff)
  /** Admits everybody in the waiting room of whom nothing is missing, up to the capacity. */
  | ({ readonly type: 'AdmitAllClear' } & ByStaff)
  | ({
      readonly type: 'TurnAwayPatient';
      readonly patientId: string;
      readonly reasonCode: Data<'PatientTurnedAway'>['reasonCode'];
      readonly reason?: string;
    } & ByStaff)
  | ({ readonly type: 'StartSession' } & ByStaff)
  | ({ readonly type: 'RecordJoined'; readonly hidden: boolean } & Presence)
  | ({ readonly type: 'RecordLeft'; readonly leaveReason: LeaveReason } & Presence)
  | ({ readonly type: 'ReportMedia' } & Data<'MediaReported'>)
  | ({ readonly type: 'RaiseHand' } & ByPatient)
  | ({ readonly type: 'LowerHand'; readonly by: PersonRef } & ByPatient)
  | ({
      readonly type: 'StartShare';
      readonly shareId: string;
      readonly kind: Data<'ShareStarted'>['kind'];
      readonly by: PersonRef;
    } & ByPatient)
  | { readonly type: 'EndShare'; readonly by: PersonRef; readonly at: Instant }
  | ({ readonly type: 'MeasureSpeaking'; readonly at: Instant } & Data<'SpeakingMeasured'>)
  | {
      readonly type: 'PostMessage';
      readonly messageId: string;
      readonly patientId: string;
      readonly from: PersonRef;
      readonly text: string;
      readonly at: Instant;
    }
  | ({ readonly type: 'RequestHelp'; readonly helpId: string } & ByPatient)
  | ({ readonly type: 'AnswerHelp'; readonly helpId: string } & ByStaff)
  | ({ readonly type: 'MuteParticipant'; readonly person: PersonRef } & ByStaff)
  | ({
      readonly type: 'RemoveParticipant';
      readonly patientId: string;
      readonly reasonCode: Data<'ParticipantRemoved'>['reasonCode'];
      readonly reason: string;
    } & ByStaff)
  | ({ readonly type: 'HandOver'; readonly to: string } & ByStaff)
  /** By rule, on news of who is connected: promotes, holds or resumes as the moment asks for. */
  | { readonly type: 'KeepGroupLed'; readonly at: Instant }
  | ({ readonly type: 'RecordOnCallAlert' } & SessionEventOf<'OnCallAlerted'>['data'])
  | ({ readonly type: 'StartBreak' } & ByStaff)
  | ({ readonly type: 'EndBreak' } & ByStaff)
  | {
      readonly type: 'StartObservation';
      readonly staffId: string;
      readonly visible: boolean;
      readonly at: Instant;
    }
  | { readonly type: 'EndObservation'; readonly staffId: string; readonly at: Instant }
  /** By a facilitator, or by the system when the session has run long past its end with nobody left. */
  | { readonly type: 'EndSession'; readonly by: Actor; readonly at: Instant }
  | {
      readonly type: 'SealAttendance';
      readonly by: Actor;
      readonly at: Instant;
      readonly attendance: SealedAttendance;
      readonly seal: AttendanceSeal;
      readonly leafSecret: string | null;
    }
  | {
      readonly type: 'CorrectAttendance';
      readonly correctionId: string;
      readonly patientId: string;
      readonly by: string;
      readonly at: Instant;
      readonly after: PatientAttendance;
      /** What `after` follows from. */
      readonly evidence: CorrectionEvidence;
      readonly reason: string;
      /** Random; the digest of the reason is taken with it. */
      readonly salt: string;
    }
  | ({
      readonly type: 'EnterPresence';
      readonly entryId: string;
      readonly patientId: string;
      readonly from: Instant;
      readonly to: Instant;
      readonly uncertaintyMs: number;
      readonly how: EntryWay;
      readonly reason: string;
      readonly salt: string;
    } & ByStaff)
  | {
      readonly type: 'GiveFeedback';
      readonly patientId: string;
      readonly at: Instant;
      readonly feedback: Exclude<Data<'SessionFeedbackGiven'>['personal'], 'redacted'>;
    };

export type SessionCommandOf<Type extends SessionCommand['type']> = Extract<SessionCommand, { type: Type }>;
