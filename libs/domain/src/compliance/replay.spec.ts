import { describe, expect, it } from '@jest/globals';
import { careOf, MONDAY, session, weekday } from '../testing/care-story.js';
import { daysOfWeek } from './calendar.js';
import { evaluateWeek, weekRules } from './evaluate-week.js';
import { forecastWeek } from './forecast.js';
import type { RuleOverride } from './override.js';
import { flipsBetween, rulesUnder } from './replay.js';
import { currentBasePack, shippedPacks } from './shipped-packs.js';

const rules = weekRules({
  packId: 'base-iop',
  packVersion: 2,
  packs: shippedPacks,
  added: [],
  adopted: [],
  overrides: [],
  organisationOverrides: [],
});
const days = daysOfWeek(MONDAY);

const grace = (minutes: number): RuleOverride => ({
  overrideId: `grace-${minutes}`,
  packId: 'base-iop',
  ruleId: null,
  parameters: { lateness: 'forgiven-within-grace', graceLateMinutes: minutes },
  effectiveFrom: '2024-01-01',
  effectiveTo: null,
});

describe('a week replayed under other rules', () => {
  const sessions = [
    session(weekday(0), 180, { lateBy: 4 }),
    session(weekday(1), 180, { lateBy: 8 }),
    session(weekday(3), 180, { lateBy: 12 }),
  ];
  const under = (minutes: number) =>
    evaluateWeek(rulesUnder(rules, currentBasePack, [grace(minutes)]), careOf(), sessions, days);

  it('shows which days flip when the grace is lowered from ten minutes to five', () => {
    const flips = flipsBetween(under(10), under(5)).filter(({ span }) => span === 'day');
    expect(flips).toMatchObject([
      { on: weekday(1), ruleId: 'BIL-1', before: { status: 'met' }, after: { status: 'missed' } },
    ]);
  });

  it('shows nothing when nothing is different', () => {
    expect(flipsBetween(under(10), under(10))).toEqual([]);
  });

  it('can be replayed under a version that is not in force yet, and under one that applies to nobody else', () => {
    const later = { ...currentBasePack, version: 9, effectiveFrom: '2030-01-01' };
    const said = evaluateWeek(rulesUnder(rules, later, []), careOf(), sessions, days);
    expect(said.minutes?.packVersion).toBe(9);
  });
});

describe('what if', () => {
  const week = [
    session(weekday(0), 180),
    session(weekday(1), 180),
    session(weekday(3), 180, { planned: true }),
  ];
  const thursday = week[2]?.sessionId ?? '';
  const forecast = (...changes: Parameters<typeof forecastWeek>[4]) =>
    forecastWeek(rules, careOf(), week, days, changes).then;

  it('Thursday is missed: the week fails its nine hours, and the day its three', () => {
    const then = forecast({ kind: 'absence', sessionId: thursday });
    expect(then.minutes).toMatchObject({ ruleId: 'HRS-1-adult', status: 'missed', neededMinutes: 180 });
    expect(then.days[3]?.minutes).toMatchObject({ ruleId: 'BIL-1', status: 'missed' });
  });

  it('and a make-up on Friday repairs the week', () => {
    const startsAt = session(weekday(4), 180).startsAt;
    const makeUp = {
      kind: 'make-up',
      day: weekday(4),
      startsAt,
      minutes: 180,
      sessionType: 'process-group',
    } as const;
    const then = forecast({ kind: 'absence', sessionId: thursday }, makeUp);
    expect(then.minutes?.status).toBe('met');
    expect(then.days[4]?.minutes?.status).toBe('met');
  });

  it('says the same as the verdict when nothing is changed and nothing is open', () => {
    const over = week.slice(0, 2);
    const { now, then } = forecastWeek(rules, careOf(), over, days, []);
    expect(then).toEqual(now);
  });
});
