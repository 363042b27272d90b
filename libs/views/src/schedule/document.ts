import type { Missing, SessionType } from '@hearth/domain';
import type { Place, SessionStatus, SignalSummary } from '../room/document.js';

/** One session in somebody's schedule. */
export interface ScheduledSession {
  readonly sessionId: string;
  readonly title: string;
  readonly sessionType: SessionType;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly status: SessionStatus;
  /** Of one that is cancelled: its time went by and nobody ever opened its doors. */
  readonly notHeld?: true;
  readonly facilitators: readonly {
    readonly displayName: string;
    readonly credentials?: string;
    readonly lead: boolean;
  }[];
  /** For a patient: own place and what is still to do. */
  readonly mine: {
    readonly place: Place;
    readonly checkedIn: boolean;
    readonly missing: readonly Missing[];
  } | null;
  /** For staff: how many, and whose attention first. Null for patients. */
  readonly roster: {
    readonly expected: number;
    readonly checkedIn: number;
    readonly waiting: number;
    readonly inRoom: number;
    /** Names of those who have said that they cannot come, and have not come after all. */
    readonly cannotCome: readonly string[];
    readonly attention: readonly {
      readonly patientId: string;
      readonly displayName: string;
      readonly missing: readonly Missing[];
      readonly safety: boolean;
    }[];
  } | null;
}

/** All sessions of a person, soonest first. The reader picks "today" and "next" by its clock. */
export interface ScheduleDocument {
  readonly personId: string;
  readonly timeZone: string;
  readonly sessions: readonly ScheduledSession[];
  readonly signals: readonly SignalSummary[];
}
