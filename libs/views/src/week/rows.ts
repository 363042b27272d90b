import type { Verdict, VerdictStatus } from '@hearth/domain';
import { minutesAt } from '../room/running.js';
import type { PatientWeek, ProgrammeWeekDocument, WeekDay } from './document.js';
import { verdictAt } from './verdict-at.js';

export interface DayCell {
  readonly day: string;
  /** Null: nothing was scheduled and nothing counted on this day. */
  readonly minutes: number | null;
  readonly running: boolean;
  readonly verdict: Verdict | null;
  /** By all rules of the day; null when nothing was planned. */
  readonly standing: VerdictStatus | null;
}

export interface WeekRow {
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly displayName: string;
  readonly simulated: boolean;
  readonly payer: string;
  readonly residenceState: string;
  readonly trackId: string | null;
  readonly cells: readonly DayCell[];
  readonly minutes: number;
  /** On the minutes of the week. */
  readonly verdict: Verdict;
  /** By all rules of the week and its days. */
  readonly standing: VerdictStatus;
  /** What is to be said of the week: the verdict that somebody should look at first. */
  readonly says: Verdict;
}

const emptyCell = (day: string): DayCell => ({
  day,
  minutes: null,
  running: false,
  verdict: null,
  standing: null,
});

// Where no firm rule has anything to ask, the verdict on the minutes says why.
const shownOf = ({ standing, verdict }: Pick<WeekDay, 'standing' | 'verdict'>): VerdictStatus =>
  standing === 'not-applicable' ? verdict.status : standing;

const firmFirst = (a: Verdict, b: Verdict): number =>
  Number(b.severity === 'firm') - Number(a.severity === 'firm');

/** The minutes of the week speak, unless a firm rule stands worse. */
const saysOf = (patient: PatientWeek): Verdict => {
  const { verdict, others, days } = patient;
  const standing = shownOf(patient);
  if (verdict.status === standing) return verdict;
  const all = [...others, ...days.flatMap((day) => [day.verdict, ...day.others])];
  return all.filter(({ status }) => status === standing).sort(firmFirst)[0] ?? verdict;
};

const cellOf = (day: WeekDay, now: number): DayCell => {
  const minutes = minutesAt(day.counted, now);
  if (minutes === 0 && day.scheduledMinutes === 0 && day.sessions.length === 0) return emptyCell(day.day);
  return {
    day: day.day,
    minutes,
    running: day.counted.running,
    verdict: verdictAt(day.verdict, day.counted, now),
    standing: shownOf(day),
  };
};

const rowOf = (patient: PatientWeek, days: readonly string[], now: number): WeekRow => {
  const verdict = verdictAt(patient.verdict, patient.counted, now);
  const says = saysOf(patient);
  const byDay = new Map(patient.days.map((day) => [day.day, day]));
  return {
    patientId: patient.patientId,
    enrollmentId: patient.enrollmentId,
    displayName: patient.displayName,
    simulated: patient.simulated,
    payer: patient.payer,
    residenceState: patient.residenceState,
    trackId: patient.trackId,
    cells: days.map((day) => {
      const found = byDay.get(day);
      return found === undefined ? emptyCell(day) : cellOf(found, now);
    }),
    minutes: minutesAt(patient.counted, now),
    verdict,
    standing: shownOf(patient),
    says: says === patient.verdict ? verdict : says,
  };
};

interface Drawn {
  readonly days: readonly string[];
  readonly now: number;
  readonly row: WeekRow;
}

const drawn = new WeakMap<PatientWeek, Drawn>();

const grows = ({ counted, days }: PatientWeek): boolean =>
  counted.running || days.some((day) => day.counted.running);

/** The same row for the same week, so that of hundreds only those are drawn again that have changed. */
const steadyRow = (patient: PatientWeek, days: readonly string[], now: number): WeekRow => {
  const before = drawn.get(patient);
  if (before?.days === days && (before.now === now || !grows(patient))) return before.row;
  const row = rowOf(patient, days, now);
  drawn.set(patient, { days, now, row });
  return row;
};

const statusOrder: Readonly<Record<Verdict['status'], number>> = {
  'at-risk': 0,
  missed: 1,
  'not-billable': 2,
  'on-track': 3,
  met: 4,
  'not-applicable': 5,
};

/** Patients × days, those whose week needs a look first, then by name. */
export const weekRows = (week: ProgrammeWeekDocument, now: number, locale: string): readonly WeekRow[] =>
  week.patients
    .map((patient) => steadyRow(patient, week.days, now))
    .sort(
      (a, b) =>
        statusOrder[a.standing] - statusOrder[b.standing] ||
        a.displayName.localeCompare(b.displayName, locale) ||
        a.patientId.localeCompare(b.patientId),
    );

export type StatusCounts = Readonly<Record<Verdict['status'], number>>;

/** How many patients' weeks stand where. */
export const statusCounts = (rows: readonly WeekRow[]): StatusCounts => {
  const counts = { met: 0, 'on-track': 0, 'at-risk': 0, missed: 0, 'not-applicable': 0, 'not-billable': 0 };
  for (const row of rows) counts[row.standing] += 1;
  return counts;
};

/** What a supervisor looks for. Null: everything. */
export interface WeekFilter {
  readonly trackId: string | null;
  readonly payer: string | null;
  readonly state: string | null;
  readonly standing: VerdictStatus | null;
}

/** Those who fit, in their order. */
export const filteredRows = (rows: readonly WeekRow[], filter: WeekFilter): readonly WeekRow[] =>
  rows.filter(
    (row) =>
      (filter.trackId === null || row.trackId === filter.trackId) &&
      (filter.payer === null || row.payer === filter.payer) &&
      (filter.state === null || row.residenceState === filter.state) &&
      (filter.standing === null || row.standing === filter.standing),
  );
