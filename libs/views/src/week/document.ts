import type { Verdict } from '@hearth/domain';
import type { RunningMinutes } from '../room/document.js';

export interface WeekDay {
  /** Programme-local date, `YYYY-MM-DD`. */
  readonly day: string;
  readonly counted: RunningMinutes;
  readonly scheduledMinutes: number;
  /** Minutes of this day's sessions that are not over yet. */
  readonly remainingMinutes: number;
  readonly verdict: Verdict;
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
  readonly payer: string;
  readonly ageBand: 'adult' | 'adolescent';
  /** Monday or Sunday, by the rule pack; programme-local date. */
  readonly weekStart: string;
  readonly days: readonly WeekDay[];
  readonly counted: RunningMinutes;
  readonly verdict: Verdict;
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
  readonly patients: readonly PatientWeek[];
}
