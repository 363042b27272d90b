import { verdictSentence } from '@hearth/wording';
import { commaSeparated, type Cell } from '../http/comma-separated.js';
import type { ExportedPatient, ExportedWeek, Said } from './week-exports.js';

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
  'sentence',
];

const rowOf = (
  { language }: ExportedWeek,
  { row }: ExportedPatient,
  { span, from, verdict }: Said,
): readonly Cell[] => [
  row.displayName,
  row.enrollmentId,
  row.payer,
  row.residenceState,
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
  verdictSentence(language, verdict),
];

/**
 * A programme's week, a line for each verdict: of each patient the days and then the week, the minutes first. Stable
 * words in English, but the sentence, which is for people: in the language of whoever asked.
 */
export const weekCsv = (week: ExportedWeek): string =>
  commaSeparated(
    head,
    week.patients.flatMap((patient) => patient.said.map((said) => rowOf(week, patient, said))),
  );
