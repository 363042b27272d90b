import type { Verdict, VerdictStatus } from '@hearth/domain';
import type { RunningMinutes } from '../room/document.js';

export interface WeekDay {
  /** Programme-local date, `YYYY-MM-DD`. */
  readonly day: string;
  readonly counted: RunningMinutes;
  readonly scheduledMinutes: number;
  /** Minutes of this day's sessions that are not over yet. */
  readonly remainingMinutes: number;
  /** On the minutes of the day, by the most binding rule. */
  readonly verdict: Verdict;
  /** What other rules say, as far as they had something to ask. */
  readonly others: readonly Verdict[];
  /** The worst of the firm ones. */
  readonly standing: VerdictStatus;
  readonly sessions: readonly {
    readonly sessionId: string;
    readonly title: string;
    readonly countedMs: number;
    readonly sealed: boolean;
    readonly flags: readonly string[];
  }[];
}

export interface PatientWeek {
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly displayName: string;
  readonly simulated: boolean;
  /** As on the first day of the week. */
  readonly payer: string;
  readonly residenceState: string;
  readonly trackId: string | null;
  readonly ageBand: 'adult' | 'adolescent';
  /** Monday or Sunday, by the rule pack; programme-local date. */
  readonly weekStart: string;
  readonly days: readonly WeekDay[];
  readonly counted: RunningMinutes;
  /** On the minutes of the week, by the most binding rule. */
  readonly verdict: Verdict;
  readonly others: readonly Verdict[];
  /** The worst of the firm ones, those of its days among them. */
  readonly standing: VerdictStatus;
}

/** A patient's weeks by their start, the current one among them. Key: enrollment id. */
export interface WeekDocument {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly programmeId: string;
  readonly timeZone: string;
  readonly weeks: readonly PatientWeek[];
}

/** Patients × days of one programme week. Key: `{programmeId}/{weekStart}`. */
export interface ProgrammeWeekDocument {
  readonly programmeId: string;
  readonly timeZone: string;
  readonly weekStart: string;
  readonly days: readonly string[];
  /** In short: days without anything are left out, and so are other rules that are met. */
  readonly patients: readonly PatientWeek[];
}
