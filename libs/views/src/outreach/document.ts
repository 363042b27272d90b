import type { OutreachEnd, OutreachStep } from '@hearth/domain';
import type { NamedTask } from '../task/document.js';

/** What was done about one session that somebody had not come to. */
export interface OutreachRound {
  readonly sessionId: string;
  readonly day: string;
  readonly begunAt: number;
  readonly steps: readonly { readonly step: OutreachStep; readonly at: number }[];
  readonly messages: readonly {
    readonly messageId: string;
    readonly step: OutreachStep;
    readonly at: number;
    /** Null as long as nobody knows. */
    readonly outcome: 'taken' | 'refused' | null;
  }[];
  readonly end: { readonly why: OutreachEnd; readonly at: number } | null;
}

export interface AnnouncedAbsence {
  readonly sessionId: string;
  readonly at: number;
  /** Null when none was given, or it can no longer be read. */
  readonly reason: string | null;
}

/** How an episode of care was reached out to. Key: enrollment id. */
export interface OutreachDocument {
  readonly enrollmentId: string;
  readonly patientId: string | null;
  readonly programmeId: string | null;
  /** Newest last. */
  readonly rounds: readonly OutreachRound[];
  readonly announced: readonly AnnouncedAbsence[];
  /** The days missed one after the other, oldest first. */
  readonly missed: readonly { readonly day: string; readonly sessionId: string; readonly at: number }[];
}

/** All of it with names and tasks, for staff. Key: enrollment id. */
export interface OutreachHistoryDocument {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly programmeId: string;
  readonly timeZone: string;
  readonly displayName: string;
  readonly rounds: readonly OutreachRound[];
  readonly announced: readonly AnnouncedAbsence[];
  readonly missed: OutreachDocument['missed'];
  /** Open and done, newest first. */
  readonly tasks: readonly NamedTask[];
  readonly staff: Readonly<Record<string, string>>;
  /** Titles of sessions by id. */
  readonly titles: Readonly<Record<string, string>>;
}

/** What a patient sees of it: whether they are waited for, what they said, and that they were missed. */
export interface OwnOutreachDocument {
  readonly enrollmentId: string;
  readonly waitedFor: {
    readonly sessionId: string;
    readonly since: number;
    readonly step: OutreachStep | null;
  } | null;
  readonly announced: readonly string[];
  /** The last day that they missed and have not come since. */
  readonly missed: { readonly day: string; readonly sessionId: string } | null;
}
