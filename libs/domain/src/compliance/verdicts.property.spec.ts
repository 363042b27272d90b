import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { careOf, MONDAY, session, weekday } from '../testing/care-story.js';
import { addDays, daysOfWeek } from './calendar.js';
import type { CareSession } from './care-context.js';
import { evaluateWeek, weekRules } from './evaluate-week.js';
import { attendAsPlanned, forecastWeek } from './forecast.js';
import { shippedPacks } from './shipped-packs.js';
import { standingOf } from './verdict.js';

const rules = weekRules({
  packId: 'base-iop',
  packVersion: 2,
  packs: shippedPacks,
  added: [],
  adopted: ['behavioral-health-standards'],
  overrides: [],
  organisationOverrides: [],
});

const sessions = fc.uniqueArray(
  fc
    .record({
      day: fc.integer({ min: -21, max: 6 }),
      at: fc.integer({ min: 540, max: 1_200 }),
      length: fc.constantFrom(30, 50, 60, 70, 180),
      type: fc.constantFrom('process-group', 'psychoeducation', 'individual', 'family', 'medication'),
      attended: fc.integer({ min: 0, max: 180 }),
      planned: fc.boolean(),
      present: fc.integer({ min: 0, max: 40 }),
    })
    .map((of): CareSession => {
      const { day, at, length, type: sessionType, planned, present } = of;
      const attended = Math.min(of.attended, length);
      // Weeks that are gone hold nothing that is still to come.
      const open = planned && day >= 0;
      return session(addDays(MONDAY, day), length, {
        at,
        sessionType,
        attended,
        planned: open,
        ...(open ? {} : { present }),
      });
    }),
  { maxLength: 14, selector: ({ sessionId }) => sessionId },
);
const care = fc
  .record({
    payer: fc.constantFrom('Commercial', 'TRICARE', 'Medicare', 'BCBSND', 'NY Medicaid', 'H0015'),
    state: fc.constantFrom('NY', 'NJ', 'WY', 'TX', 'DC', 'KS', 'MD', 'OH', 'CA'),
    ageBand: fc.constantFrom('adult' as const, 'adolescent' as const),
  })
  .map(careOf);

const days = daysOfWeek(MONDAY);

describe('verdicts', () => {
  it('do not depend on the order in which sessions and their spans are known', () => {
    const shuffled = sessions.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(care, shuffled, (patient, [given, other]) => {
        expect(evaluateWeek(rules, patient, other, days)).toEqual(evaluateWeek(rules, patient, given, days));
      }),
    );
  });

  it('of all days have minutes that add up to those of the week', () => {
    fc.assert(
      fc.property(sessions, (given) => {
        const said = evaluateWeek(rules, careOf(), given, days);
        const ofDays = said.days.reduce((sum, { minutes }) => sum + (minutes?.minutes ?? 0), 0);
        expect(said.minutes?.minutes).toBe(ofDays);
      }),
    );
  });

  it('forecast without a change are those of the end of the week, when all is attended as planned', () => {
    fc.assert(
      fc.property(care, sessions, (patient, given) => {
        const forecast = forecastWeek(rules, patient, given, days, []);
        const atTheEnd = evaluateWeek(rules, patient, given.map(attendAsPlanned), days);
        expect(forecast.then).toEqual(atTheEnd);
      }),
    );
  });

  it('of a forecast leave nothing open', () => {
    fc.assert(
      fc.property(care, sessions, (patient, given) => {
        const { then } = forecastWeek(rules, patient, given, days, []);
        const minutes = [then.minutes, ...then.days.map((day) => day.minutes)];
        expect(minutes.some((verdict) => verdict?.status === 'on-track')).toBe(false);
        expect(standingOf(then.week)).not.toBe('on-track');
      }),
    );
  });

  it('get no worse by a make-up', () => {
    fc.assert(
      fc.property(sessions, fc.integer({ min: 0, max: 6 }), (given, place) => {
        const startsAt = session(weekday(place), 60, { at: 480 }).startsAt;
        const makeUp = {
          kind: 'make-up',
          day: weekday(place),
          startsAt,
          minutes: 60,
          sessionType: 'process-group',
        } as const;
        const { now, then } = forecastWeek(rules, careOf(), given, days, [makeUp]);
        expect(then.minutes?.minutes ?? 0).toBeGreaterThanOrEqual(now.minutes?.minutes ?? 0);
      }),
    );
  });
});
