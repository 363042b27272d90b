import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MINUTE } from '../time.js';
import { addDays, daysOfWeek, localDate, weekStartOf } from './calendar.js';
import { basePack, findPack, ruleFor, rulePack, targetMinutes } from './rule-pack.js';
import { lengthOf, unionOf } from './union.js';
import { verdictOf, type VerdictInputs } from './verdict.js';

const day = ruleFor(basePack, 'day-minutes', 'adult');
const adultWeek = ruleFor(basePack, 'week-minutes', 'adult');
const teenWeek = ruleFor(basePack, 'week-minutes', 'adolescent');

const inputs = (
  counted: number,
  more: Partial<Record<'scheduled' | 'remaining', number>> = {},
  rest: Partial<VerdictInputs> = {},
): VerdictInputs => ({
  countedMs: counted * MINUTE,
  scheduledMs: (more.scheduled ?? 180) * MINUTE,
  remainingMs: (more.remaining ?? 0) * MINUTE,
  over: (more.remaining ?? 0) === 0,
  partial: false,
  ...rest,
});

describe('the calendar of a programme', () => {
  it('puts a late evening on the local day, not on the UTC day', () => {
    expect(localDate(Date.UTC(2026, 10, 17, 1, 0), 'America/New_York')).toBe('2026-11-16');
  });

  it('starts weeks on Monday or on Sunday', () => {
    expect(weekStartOf('2026-11-22', 'monday')).toBe('2026-11-16');
    expect(weekStartOf('2026-11-22', 'sunday')).toBe('2026-11-22');
    expect(daysOfWeek('2026-11-16')).toHaveLength(7);
  });

  it('does not lose or repeat a day when the clocks change', () => {
    expect(addDays('2026-10-31', 1)).toBe('2026-11-01');
    expect(addDays('2026-11-01', 1)).toBe('2026-11-02');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });
});

describe('the union of spans', () => {
  const spans = fc.array(
    fc.tuple(fc.nat(500), fc.nat(100)).map(([from, length]) => ({ from, to: from + length })),
    { maxLength: 30 },
  );

  it('counts each moment once, whatever the order', () => {
    fc.assert(
      fc.property(spans, (given) => {
        const covered = new Set(
          given.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
        );
        expect(lengthOf(given)).toBe(covered.size);
        expect(unionOf([...given].reverse())).toEqual(unionOf(given));
      }),
    );
  });
});

describe('the base rules', () => {
  it('ask nine hours of an adult, six of an adolescent, and three on a program day', () => {
    const targets = [day, adultWeek, teenWeek].map((rule) => rule && targetMinutes(basePack, rule));
    expect(targets).toEqual([180, 540, 360]);
  });

  it('are found by id and version only', () => {
    expect(findPack('base-iop', 1)).toBe(basePack);
    expect(findPack('base-iop', 2)).toBeUndefined();
  });

  it('are refused without one of their definitions', () => {
    const { weekStart: _weekStart, ...definitions } = basePack.definitions;
    expect(rulePack.safeParse({ ...basePack, definitions }).success).toBe(false);
  });
});

describe('a verdict', () => {
  it('is met at the very minute of the target', () => {
    expect(verdictOf(basePack, day, inputs(180))).toMatchObject({ status: 'met', neededMinutes: 0 });
  });

  it('is missed by a minute: 11 minutes late leave 169 of 180', () => {
    expect(verdictOf(basePack, day, inputs(169))).toMatchObject({
      status: 'missed',
      minutes: 169,
      neededMinutes: 11,
    });
  });

  it('is on track while what is left can still make it', () => {
    expect(verdictOf(basePack, day, inputs(60, { remaining: 120 })).status).toBe('on-track');
  });

  it('is at risk as soon as what is left cannot make it, long before the day is over', () => {
    expect(verdictOf(basePack, day, inputs(49, { remaining: 120 })).status).toBe('at-risk');
  });

  it('does not measure a day with one individual session as a program day', () => {
    expect(verdictOf(basePack, day, inputs(50, { scheduled: 50 }))).toMatchObject({
      status: 'not-applicable',
      sentence: { key: 'day.no-program-day' },
    });
  });

  it('does not judge the week in which an episode begins', () => {
    const verdict = verdictOf(basePack, adultWeek, inputs(200, { scheduled: 540 }, { partial: true }));
    expect(verdict).toMatchObject({ status: 'not-applicable', sentence: { key: 'week.partial' } });
  });

  it('rounds down once: 179 minutes and 59 seconds are not three hours', () => {
    const almost = { ...inputs(180), countedMs: 180 * MINUTE - 1000 };
    expect(verdictOf(basePack, day, almost).minutes).toBe(179);
  });

  it('judges what was planned where a pack says so', () => {
    const scheduled = {
      ...basePack,
      definitions: { ...basePack.definitions, minuteBasis: 'scheduled' as const },
    };
    expect(verdictOf(scheduled, day, inputs(0)).status).toBe('met');
  });

  it('names its inputs: another figure has another hash, the same figures the same', () => {
    const hash = (counted: number) => verdictOf(basePack, day, inputs(counted)).inputsHash;
    expect(hash(100)).toBe(hash(100));
    expect(hash(100)).not.toBe(hash(101));
  });

  it('without a rule for the patient says so', () => {
    expect(verdictOf(basePack, undefined, inputs(10))).toMatchObject({
      status: 'not-applicable',
      ruleId: null,
    });
  });
});
