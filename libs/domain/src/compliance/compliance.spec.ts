import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysOfWeek, localDate, weekStartOf } from './calendar.js';
import { careOf, judged, MONDAY, session, weekday } from '../testing/care-story.js';
import type { CareSession } from './care-context.js';
import type { WeekVerdicts } from './evaluate-week.js';
import { ruleFor, rulePack, targetMinutes, type RulePack } from './rule-pack.js';
import { basePack, findPack } from './shipped-packs.js';
import { lengthOf, unionOf } from './union.js';
import { noRule } from './verdict.js';

const day = ruleFor(basePack, 'day-minutes', 'adult');
const adultWeek = ruleFor(basePack, 'week-minutes', 'adult');
const teenWeek = ruleFor(basePack, 'week-minutes', 'adolescent');

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
    expect(findPack('base-iop', 99)).toBeUndefined();
  });

  it('are refused without one of their definitions', () => {
    const { weekStart: _weekStart, ...definitions } = basePack.definitions;
    expect(rulePack.safeParse({ ...basePack, definitions }).success).toBe(false);
  });
});

const said = (...sessions: readonly CareSession[]) => judged([basePack], careOf(), sessions);
const monday = (week: WeekVerdicts) => week.days[0]?.minutes;

describe('a verdict', () => {
  it('is met at the very minute of the target', () => {
    expect(monday(said(session(MONDAY, 180)))).toMatchObject({ status: 'met', neededMinutes: 0 });
  });

  it('is missed by a minute: 11 minutes late leave 169 of 180', () => {
    expect(monday(said(session(MONDAY, 180, { lateBy: 11 })))).toMatchObject({
      status: 'missed',
      minutes: 169,
      neededMinutes: 11,
    });
  });

  const begun = (attended: number) => [
    session(MONDAY, 60, { attended }),
    session(MONDAY, 120, { at: 19 * 60, planned: true }),
  ];

  it('is on track while what is left can still make it, and names what can', () => {
    const sessions = begun(60);
    expect(monday(said(...sessions))).toMatchObject({
      status: 'on-track',
      repairs: [sessions[1]?.sessionId],
    });
  });

  it('is at risk as soon as what is left cannot make it, long before the day is over', () => {
    expect(monday(said(...begun(49)))?.status).toBe('at-risk');
  });

  it('does not measure a day with one individual session as a program day', () => {
    const individual = session(MONDAY, 50, { sessionType: 'individual' });
    expect(monday(said(individual))).toMatchObject({
      status: 'not-applicable',
      sentence: { key: 'day.no-program-day' },
    });
  });

  it('does not judge the week in which an episode begins, ends or pauses', () => {
    const cases = [
      { startsOn: weekday(2) },
      { lastDay: weekday(3) },
      { pauses: [{ from: weekday(3), until: weekday(4), reasonCode: 'illness' }] },
    ];
    for (const course of cases) {
      const week = judged([basePack], careOf(course), [session(weekday(2), 180)]);
      expect(week.minutes).toMatchObject({
        status: 'not-applicable',
        sentence: { key: 'week.partial' },
      });
    }
  });

  it('rounds down once: 179 minutes and 59 seconds are not three hours', () => {
    expect(monday(said(session(MONDAY, 180, { attended: 180 - 1 / 60 })))?.minutes).toBe(179);
  });

  it('names its inputs: another figure has another hash, the same figures the same', () => {
    const hash = (attended: number) => monday(said(session(MONDAY, 180, { attended })))?.inputsHash;
    expect(hash(100)).toBe(hash(100));
    expect(hash(100)).not.toBe(hash(101));
  });

  it('without a rule for the patient says so', () => {
    expect(noRule(basePack, 10)).toMatchObject({ status: 'not-applicable', ruleId: null, minutes: 10 });
  });
});

describe('who forgives lateness within the grace', () => {
  const pack = (graceLateMinutes: number): RulePack => ({
    ...basePack,
    definitions: { ...basePack.definitions, lateness: 'forgiven-within-grace', graceLateMinutes },
  });
  const late = (grace: number, lateBy: number) =>
    judged([pack(grace)], careOf(), [session(MONDAY, 180, { lateBy })]).days[0]?.minutes?.minutes;

  it('counts from the start up to the very minute of the grace, and not beyond it', () => {
    expect([late(10, 10), late(10, 11), late(5, 6)]).toEqual([180, 169, 174]);
  });
});
