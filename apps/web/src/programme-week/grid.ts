import type { Verdict } from '@hearth/domain';
import type { PatientWeek, ProgrammeWeekDocument, WeekDay } from '@hearth/views';
import { minutesAt } from '../minutes/running';

export interface DayCell {
  readonly day: string;
  /** Null: nothing was scheduled and nothing counted on this day. */
  readonly minutes: number | null;
  readonly running: boolean;
  readonly verdict: Verdict | null;
}

export interface WeekRow {
  readonly patientId: string;
  readonly displayName: string;
  readonly simulated: boolean;
  readonly payer: string;
  readonly cells: readonly DayCell[];
  readonly minutes: number;
  readonly verdict: Verdict;
}

const emptyCell = (day: string): DayCell => ({ day, minutes: null, running: false, verdict: null });

const cellOf = (day: WeekDay, now: number): DayCell => {
  const minutes = minutesAt(day.counted, now);
  if (minutes === 0 && day.scheduledMinutes === 0 && day.sessions.length === 0) return emptyCell(day.day);
  return { day: day.day, minutes, running: day.counted.running, verdict: day.verdict };
};

const rowOf = (patient: PatientWeek, days: readonly string[], now: number): WeekRow => {
  const byDay = new Map(patient.days.map((day) => [day.day, day]));
  return {
    patientId: patient.patientId,
    displayName: patient.displayName,
    simulated: patient.simulated,
    payer: patient.payer,
    cells: days.map((day) => {
      const found = byDay.get(day);
      return found === undefined ? emptyCell(day) : cellOf(found, now);
    }),
    minutes: minutesAt(patient.counted, now),
    verdict: patient.verdict,
  };
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
    .map((patient) => rowOf(patient, week.days, now))
    .sort(
      (a, b) =>
        statusOrder[a.verdict.status] - statusOrder[b.verdict.status] ||
        a.displayName.localeCompare(b.displayName, locale) ||
        a.patientId.localeCompare(b.patientId),
    );

export type StatusCounts = Readonly<Record<Verdict['status'], number>>;

/** How many patients' weeks stand where. */
export const statusCounts = (rows: readonly WeekRow[]): StatusCounts => {
  const counts = { met: 0, 'on-track': 0, 'at-risk': 0, missed: 0, 'not-applicable': 0, 'not-billable': 0 };
  for (const row of rows) counts[row.verdict.status] += 1;
  return counts;
};
