import type {
  Attestations,
  CheckInAnswers,
  EmergencyContact,
  LeaveReason,
  Missing,
  PersonRef,
  SessionType,
  WhereIAm,
} from '@hearth/domain';
import type { HelpRequest, Place, RoomMessage, RoomShare, SessionStatus } from '../room/document.js';

/** What the session was planned as. */
export interface SessionPlan {
  readonly programmeId: string;
  readonly groupId: string | null;
  readonly title: string;
  readonly sessionType: SessionType;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly timeZone: string;
  readonly capacity: number;
}

export interface SessionCheckIn {
  readonly submittedAt: number;
  readonly answers: CheckInAnswers | null;
  readonly location: WhereIAm | null;
  readonly callbackNumber: string | null;
  readonly emergencyContact: EmergencyContact | null;
  readonly attestations: Attestations | null;
}

export interface SessionPatient {
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly place: Place;
  readonly checkIn: SessionCheckIn | null;
  readonly missing: readonly Missing[];
  readonly waitingSince: number | null;
  readonly admittedAt: number | null;
  readonly firstJoinedAt: number | null;
  readonly droppedAt: number | null;
  readonly camera: boolean | null;
  readonly microphone: boolean | null;
  readonly turnedAway: { readonly at: number; readonly reasonCode: string } | null;
  readonly removed: { readonly at: number; readonly reasonCode: string } | null;
  readonly feedbackGiven: boolean;
  /** Comes to this session only. */
  readonly guest?: true;
}

export interface SessionFacilitator {
  readonly staffId: string;
  readonly part: 'facilitator' | 'co-facilitator';
}

/**
 * A connection to a room, by (room sid, participant sid). `over` is final when LiveKit or a person said so; what only
 * the browser's silence says can be taken back.
 */
export interface Connection {
  readonly person: PersonRef;
  readonly roomSid: string;
  readonly participantSid: string;
  readonly state: 'open' | 'silent' | 'over';
  readonly since: number;
  readonly leaveReason: LeaveReason | null;
}

/** A session as its stream tells it, with opaque ids only; names are added by the room view. */
export interface SessionDocument {
  readonly sessionId: string;
  /** Null until the session is scheduled. */
  readonly plan: SessionPlan | null;
  readonly status: SessionStatus;
  /** Of one that is cancelled: its time went by and nobody ever opened its doors. */
  readonly notHeld?: true;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly sealedAt: number | null;
  readonly facilitators: readonly SessionFacilitator[];
  readonly leadId: string | null;
  readonly patients: readonly SessionPatient[];
  readonly connections: readonly Connection[];
  readonly hands: readonly { readonly patientId: string; readonly at: number }[];
  readonly share: RoomShare | null;
  readonly breakSince: number | null;
  readonly observers: readonly { readonly staffId: string; readonly since: number }[];
  readonly messages: readonly RoomMessage[];
  readonly help: readonly HelpRequest[];
  readonly unstaffedSince: number | null;
}
