import type { SessionType } from '@hearth/domain';
import type { SessionStatus } from '../room/document.js';

/** Something about a session or a person's week that somebody should look at before it happens. */
export type CalendarConflict =
  /** One person leads two sessions at once. */
  | {
      readonly kind: 'double-booked';
      readonly staffId: string;
      readonly sessionIds: readonly [string, string];
    }
  /** Nobody who leads the session may practise where this patient lives. */
  | {
      readonly kind: 'licence-missing';
      readonly sessionId: string;
      readonly patientId: string;
      readonly state: string;
    }
  /** More people than there are places, or than a rule allows. */
  | {
      readonly kind: 'over-capacity';
      readonly sessionId: string;
      readonly people: number;
      readonly most: number;
      /** Where the limit comes from; null for the session's own capacity. */
      readonly source: string | null;
    }
  /** Too many days without a session between two days with one. */
  | {
      readonly kind: 'gap';
      readonly patientId: string;
      readonly enrollmentId: string;
      readonly after: string;
      readonly before: string;
      readonly days: number;
      readonly most: number;
    };

export interface CalendarSession {
  readonly sessionId: string;
  readonly groupId: string | null;
  readonly title: string;
  readonly sessionType: SessionType;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly status: SessionStatus;
  /** Of one that is cancelled: its time went by and nobody ever opened its doors. */
  readonly notHeld?: true;
  readonly capacity: number;
  readonly expected: number;
  readonly patientIds: readonly string[];
  readonly facilitators: readonly { readonly staffId: string; readonly displayName: string }[];
}

/** Sessions of a programme from one day to another, soonest first, and what is wrong among them. */
export interface ProgrammeCalendarDocument {
  readonly programmeId: string;
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
  readonly sessions: readonly CalendarSession[];
  readonly conflicts: readonly CalendarConflict[];
  /** Names of the patients that conflicts are about. */
  readonly patients: readonly { readonly patientId: string; readonly displayName: string }[];
}
