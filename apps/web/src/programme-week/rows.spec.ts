import { statusCounts, weekRows } from '@hearth/views';
import { describe, expect, it } from '@jest/globals';
import { programmeWeekOf } from '../../test/week-documents';
import { START } from '../../test/staff-people';

describe('weekRows', () => {
  it('has a cell for each day of the week, empty where nothing was planned', () => {
    const rows = weekRows(programmeWeekOf(10), START, 'en');
    expect(rows).toHaveLength(10);
    expect(rows.every((row) => row.cells.length === 7)).toBe(true);
    const first = rows.find((row) => row.patientId === 'p0');
    expect(first?.cells.map((cell) => cell.minutes)).toEqual([170, 170, null, 170, null, null, null]);
  });

  it('has those whose week needs a look first', () => {
    const statuses = weekRows(programmeWeekOf(10), START, 'en').map((row) => row.verdict.status);
    expect(statuses.slice(0, 2)).toEqual(['at-risk', 'at-risk']);
    expect(statuses.at(-1)).toBe('met');
  });

  it('lets running minutes grow', () => {
    const week = programmeWeekOf(1);
    const [patient] = week.patients;
    if (patient === undefined) throw new Error('the week of the test has a patient');
    const running = { ...patient, counted: { ms: 0, asOf: START, running: true, until: START + 3_600_000 } };
    expect(weekRows({ ...week, patients: [running] }, START + 5 * 60_000, 'en')[0]?.minutes).toBe(5);
  });
});

describe('the row of a patient', () => {
  it('stays the same until the week has changed, or minutes grow', () => {
    const week = programmeWeekOf(3);
    const [still, growing, last] = week.patients;
    if (still === undefined || growing === undefined || last === undefined) throw new Error('three patients');
    const counted = { ms: 0, asOf: START, running: true, until: START + 3_600_000 };
    const before = { ...week, patients: [still, { ...growing, counted }, last] };
    const changed = { ...last, counted: { ...last.counted, ms: 0 } };
    const after = { ...before, patients: [...before.patients.slice(0, 2), changed] };
    const row = (of: typeof before, now: number, patientId: string) =>
      weekRows(of, now, 'en').find((each) => each.patientId === patientId);
    expect(row(after, START + 60_000, 'p0')).toBe(row(before, START, 'p0'));
    expect(row(after, START, 'p1')).toBe(row(before, START, 'p1'));
    expect(row(after, START + 120_000, 'p1')?.minutes).toBe(2);
    expect(row(after, START, 'p2')?.minutes).toBe(0);
    expect(row({ ...after, days: [] }, START, 'p0')?.cells).toEqual([]);
  });
});

describe('a verdict on minutes that grow', () => {
  const [patient] = programmeWeekOf(2).patients.slice(1);
  if (patient === undefined) throw new Error('the week of the test has a second patient');
  const running = { ms: 511 * 60_000, asOf: START, running: true, until: START + 3_600_000 };
  const weekAt = (minutes: number) =>
    weekRows(
      { ...programmeWeekOf(0), patients: [{ ...patient, counted: running }] },
      START + minutes * 60_000,
      'en',
    )[0];

  it('says how much is needed still, and that it is reached, without a word from the server', () => {
    expect(weekAt(0)?.verdict).toBe(patient.verdict);
    expect(weekAt(10)).toMatchObject({
      verdict: { status: 'on-track', minutes: 521, neededMinutes: 19 },
      says: { sentence: { key: 'week.on-track', values: { minutes: 521, needed: 19, remaining: 170 } } },
    });
    expect(weekAt(29)?.verdict).toMatchObject({ status: 'met', sentence: { key: 'week.met' } });
  });

  it('leaves the standing to the server, which knows what other rules wait for', () => {
    expect(weekAt(29)?.standing).toBe('on-track');
  });

  it('leaves a rule alone that counts other minutes', () => {
    const other = { ...patient.verdict, minutes: 300 };
    const week = { ...programmeWeekOf(0), patients: [{ ...patient, counted: running, verdict: other }] };
    expect(weekRows(week, START + 29 * 60_000, 'en')[0]?.verdict).toBe(other);
  });
});

describe('statusCounts', () => {
  it('counts each patient once', () => {
    expect(statusCounts(weekRows(programmeWeekOf(10), START, 'en'))).toEqual({
      met: 3,
      'on-track': 3,
      'at-risk': 2,
      missed: 2,
      'not-billable': 0,
      'not-applicable': 0,
    });
  });
});
