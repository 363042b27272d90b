import type {
  AttendanceFlag,
  CheckInAnswers,
  EmergencyContact,
  Missing,
  Attestations,
  PersonRef,
  SealedAttendance,
  Segment,
  SessionType,
  WhereIAm,
  AccountedSpan,
} from '@hearth/domain';
import type { AttendanceCorrection } from '../attendance/document.js';

export type SessionStatus = 'scheduled' | 'doors-open' | 'live' | 'ended' | 'sealed' | 'cancelled';

/** Where a patient is, from the session's point of view. */
export type Place =
  'expected' | 'waiting' | 'admitted' | 'in-room' | 'dropped' | 'left' | 'turned-away' | 'removed';

/** A figure that may still be growing: what it was at `asOf`, and whether it grows with the clock since then. */
export interface RunningMinutes {
  readonly ms: number;
  readonly asOf: number;
  readonly running: boolean;
  /** It stops growing here even without news: the end of what is scheduled. */
  readonly until: number;
}

export interface RoomPerson {
  readonly person: PersonRef;
  /** Opaque LiveKit identity of this person in this session. */
  readonly identity: string;
  readonly displayName: string;
  readonly pronouns?: string;
  readonly credentials?: string;
  readonly simulated: boolean;
}

export interface RoomFacilitator extends RoomPerson {
  readonly part: 'facilitator' | 'co-facilitator';
  /** Has charge of the session now. */
  readonly lead: boolean;
  readonly present: boolean;
}

export interface CheckInSummary {
  readonly submittedAt: number;
  /** Null once the patient's data has been made unreadable. */
  readonly answers: CheckInAnswers | null;
  readonly location: WhereIAm | null;
  readonly callbackNumber: string | null;
  readonly emergencyContact: EmergencyContact | null;
  readonly attestations: Attestations | null;
}

export interface RoomPatient extends RoomPerson {
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly place: Place;
  readonly waitingSince: number | null;
  readonly admittedAt: number | null;
  readonly firstJoinedAt: number | null;
  /** Since when nothing is known of the patient's connection, when `place` is `dropped`. */
  readonly droppedAt: number | null;
  readonly checkIn: CheckInSummary | null;
  readonly missing: readonly Missing[];
  readonly camera: boolean | null;
  readonly microphone: boolean | null;
  readonly attendance: RoomAttendance;
  readonly engagement: RoomEngagement;
  readonly turnedAway: { readonly at: number; readonly reasonCode: string } | null;
  readonly removed: { readonly at: number; readonly reasonCode: string } | null;
  readonly feedbackGiven: boolean;
  /** Comes to this session only. */
  readonly guest?: true;
  /** That they cannot come, as they have said themselves or had somebody say; the reason is null without one. */
  readonly absence?: { readonly at: number; readonly reason: string | null };
}

export interface RoomAttendance {
  readonly counted: RunningMinutes;
  readonly rawMs: number;
  readonly uncertaintyMs: number;
  readonly flags: readonly AttendanceFlag[];
  readonly segments: readonly Segment[];
  readonly spans: readonly AccountedSpan[];
}

/** Somebody of the staff on the timeline, with the witnesses of each edge. */
export interface RoomStaffPresence extends RoomPerson {
  readonly part: 'facilitator' | 'co-facilitator' | 'observer';
  /** Empty for a facilitator who was never in the room. */
  readonly segments: readonly Segment[];
}

export interface RoomEngagement {
  readonly speakingMs: number;
  readonly shares: number;
  readonly handsRaised: number;
  readonly lastActiveAt: number | null;
  /** Up to when somebody has listened; silence after this is not known of. */
  readonly measuredAt: number | null;
}

export interface RoomMessage {
  readonly messageId: string;
  readonly patientId: string;
  readonly from: PersonRef;
  readonly at: number;
  /** Null once unreadable. */
  readonly text: string | null;
}

export interface HelpRequest {
  readonly helpId: string;
  readonly patientId: string;
  readonly at: number;
  readonly answered: { readonly by: string; readonly at: number } | null;
}

export interface RoomShare {
  readonly shareId: string;
  readonly patientId: string;
  readonly kind: 'voice' | 'screen' | 'journal' | 'homework';
  readonly startedAt: number;
}

export interface SignalSummary {
  readonly signalId: string;
  readonly patientId: string;
  readonly sessionId: string | null;
  readonly source: 'check-in' | 'help-request' | 'staff';
  readonly urgency: 'urgent' | 'immediate';
  readonly raisedAt: number;
  readonly step: 'care-team' | 'on-call' | 'supervisor';
  readonly acknowledged: { readonly by: string; readonly at: number } | null;
  readonly closed: { readonly at: number; readonly disposition: string } | null;
}

/** A correction, with what whoever made it is called. */
export interface RoomCorrection extends AttendanceCorrection {
  /** Null when it cannot be read. */
  readonly byName: string | null;
}

/** Everything of one session, for its staff. Patients get a selection of it (`patientRoom`). */
export interface RoomDocument {
  readonly sessionId: string;
  readonly programmeId: string;
  readonly title: string;
  readonly sessionType: SessionType;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly timeZone: string;
  readonly capacity: number;
  readonly status: SessionStatus;
  /** Of one that is cancelled: its time went by and nobody ever opened its doors. */
  readonly notHeld?: true;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly sealedAt: number | null;
  readonly norms: readonly string[];
  readonly emergencyNumber: string;
  readonly facilitators: readonly RoomFacilitator[];
  /** Since when no facilitator is in the room; null while one is, or when the session is not live. */
  readonly unstaffedSince: number | null;
  readonly breakSince: number | null;
  readonly observers: readonly (RoomPerson & { readonly since: number })[];
  /** Facilitators first, then whoever observed; nobody who was hidden. */
  readonly staff: readonly RoomStaffPresence[];
  /** In the order of the roster; never by who did well or badly. */
  readonly patients: readonly RoomPatient[];
  /** Patient ids, first raised first. */
  readonly hands: readonly { readonly patientId: string; readonly at: number }[];
  readonly share: RoomShare | null;
  readonly messages: readonly RoomMessage[];
  readonly help: readonly HelpRequest[];
  readonly signals: readonly SignalSummary[];
  readonly breaks: readonly { readonly from: number; readonly to: number }[];
  readonly unstaffed: readonly { readonly from: number; readonly to: number }[];
  /** What would be sealed now (before), or what is sealed (after). Null before the session has started. */
  readonly attendance: SealedAttendance | null;
  readonly sealHash: string | null;
  /** Both figures of each correction since the seal, with who made it and why. */
  readonly corrections: readonly RoomCorrection[];
}

/** Another member of the group, as a patient sees them: no answers, no minutes, no engagement. */
export interface FellowMember {
  readonly identity: string;
  readonly displayName: string;
  readonly pronouns?: string;
  readonly simulated: boolean;
  readonly part: 'member' | 'facilitator' | 'co-facilitator' | 'observer';
  readonly inRoom: boolean;
  readonly handRaised: boolean;
  /** Place in the order of hands, from 1. */
  readonly handPlace: number | null;
  readonly sharing: boolean;
}

/** One session as one patient sees it. */
export interface PatientRoomDocument {
  readonly sessionId: string;
  readonly title: string;
  readonly sessionType: SessionType;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly timeZone: string;
  readonly status: SessionStatus;
  readonly norms: readonly string[];
  readonly emergencyNumber: string;
  readonly breakSince: number | null;
  readonly unstaffedSince: number | null;
  /** Everybody who is in the room or facilitates; names only of those who are in the room with this patient. */
  readonly members: readonly FellowMember[];
  readonly share: {
    readonly identity: string;
    readonly kind: RoomShare['kind'];
    readonly mine: boolean;
  } | null;
  readonly me: {
    readonly patientId: string;
    readonly identity: string;
    readonly displayName: string;
    readonly place: Place;
    readonly missing: readonly Missing[];
    readonly checkIn: CheckInSummary | null;
    readonly counted: RunningMinutes;
    readonly rawMs: number;
    readonly spans: readonly AccountedSpan[];
    readonly flags: readonly AttendanceFlag[];
    readonly handRaised: boolean;
    readonly handPlace: number | null;
    readonly messages: readonly RoomMessage[];
    readonly openHelp: HelpRequest | null;
    readonly turnedAway: { readonly at: number; readonly reasonCode: string } | null;
    readonly removed: { readonly at: number; readonly reasonCode: string } | null;
    /** Whether the four questions after the session have been answered. */
    readonly feedbackGiven: boolean;
  };
}
