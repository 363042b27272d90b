import type { AccountedSpan, AttendanceFlag, SessionType } from '@hearth/domain';
import type { HelpRequest, Place, RunningMinutes, SessionStatus, SignalSummary } from '../room/document.js';

export interface BoardPatient {
  readonly patientId: string;
  readonly displayName: string;
  readonly simulated: boolean;
  readonly place: Place;
  readonly flags: readonly AttendanceFlag[];
  /** Of this session. */
  readonly counted: RunningMinutes;
  /** Of the whole day, all sessions, against the day's target. */
  readonly today: RunningMinutes;
  readonly targetMinutes: number;
  readonly spans: readonly AccountedSpan[];
  readonly speakingMs: number;
  /** Quiet today, may need support. Never a reproach. */
  readonly quiet: boolean;
  readonly handRaised: boolean;
  /** Has said that they cannot come, and has not come after all. Why is for those who lead the session. */
  readonly cannotCome?: true;
  readonly openHelp: boolean;
  readonly safety: boolean;
}

export interface BoardSession {
  readonly sessionId: string;
  readonly title: string;
  readonly sessionType: SessionType;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly status: SessionStatus;
  /** Of one that is cancelled: its time went by and nobody ever opened its doors. */
  readonly notHeld?: true;
  readonly capacity: number;
  readonly facilitators: readonly {
    readonly staffId: string;
    readonly displayName: string;
    readonly present: boolean;
    readonly lead: boolean;
    readonly simulated: boolean;
  }[];
  readonly unstaffedSince: number | null;
  readonly breakSince: number | null;
  readonly counts: {
    readonly expected: number;
    readonly waiting: number;
    readonly inRoom: number;
    readonly dropped: number;
    readonly late: number;
    readonly left: number;
    readonly turnedAway: number;
    readonly removed: number;
  };
  readonly patients: readonly BoardPatient[];
  readonly observers: readonly { readonly staffId: string; readonly displayName: string }[];
  readonly help: readonly HelpRequest[];
  readonly signals: readonly SignalSummary[];
  /** Part of this card could not be brought up to date; what is shown may be old. */
  readonly degraded: boolean;
}

/** All sessions of a programme on one local day. Key: `{programmeId}/{day}`. */
export interface BoardDocument {
  readonly programmeId: string;
  readonly title: string;
  readonly day: string;
  readonly timeZone: string;
  /** Those that need attention first: safety, then unstaffed, then live, then the rest by time. */
  readonly sessions: readonly BoardSession[];
  readonly signals: readonly SignalSummary[];
}
