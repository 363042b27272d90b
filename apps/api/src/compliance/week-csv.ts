import type { Verdict } from '@hearth/domain';
import type { PatientWeek, ProgrammeWeekDocument } from '@hearth/views';
import { commaSeparated, type Cell } from '../http/comma-separated.js';

const head = [
  'patient',
  'enrollment',
  'payer',
  'state',
  'span',
  'from',
  'status',
  'minutes',
  'target_minutes',
  'missing_minutes',
  'rule',
  'rule_version',
  'pack',
  'pack_version',
  'severity',
  'session',
  'inputs_sha256',
];

const rowOf = (week: PatientWeek, span: 'day' | 'week', from: string, verdict: Verdict): readonly Cell[] => [
  week.displayName,
  week.enrollmentId,
  week.payer,
  week.residenceState,
  span,
  from,
  verdict.status,
  verdict.minutes,
  verdict.targetMinutes,
  verdict.neededMinutes,
  verdict.ruleId,
  verdict.ruleVersion,
  verdict.packId,
  verdict.packVersion,
  verdict.severity,
  verdict.sessionId ?? null,
  verdict.inputsHash,
];

const rowsOf = (week: PatientWeek): readonly (readonly Cell[])[] => [
  ...week.days.flatMap(({ day, verdict, others }) =>
    [verdict, ...others].map((each) => rowOf(week, 'day', day, each)),
  ),
  ...[week.verdict, ...week.others].map((each) => rowOf(week, 'week', week.weekStart, each)),
];

/**
 * A programme's week, a line for each verdict: of each patient the days and then the week, the minutes first and after
 * them what other rules say that somebody should look at. Stable words, in English.
 */
export const weekCsv = (week: ProgrammeWeekDocument | null): string =>
  commaSeparated(head, week?.patients.flatMap(rowsOf) ?? []);
