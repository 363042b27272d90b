import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toldExactly, witnessed, witnessedDay, type WitnessedDay } from '../testing/witnessed-day.js';
import { MINUTE, SECOND, type Instant } from '../time.js';
import type { AttendanceInputs } from './inputs.js';
import { settle } from './settle.js';

/** What was known of a session while it was live, when everything was told exactly and at once. */
const knownAt = (day: WitnessedDay, now: Instant, earlyMs: number): AttendanceInputs => {
  const whole = witnessed(toldExactly(day));
  return {
    ...whole,
    startedAt: whole.schedule.from - earlyMs,
    endedAt: null,
    facts: whole.facts.filter(({ at }) => at <= now),
    media: whole.media.filter(({ at }) => at <= now),
    breaks: day.truth.breaks
      .filter(({ from }) => from <= now)
      .map(({ from, to }) => ({ from, to: to <= now ? to : null })),
    // A short time alone counts until it is too long: no figure can know that in advance.
    policy: { ...whole.policy, unstaffedGraceMs: 0 },
  };
};

describe('a running figure', () => {
  it('grows as it is told to until something happens, and stands still when it is told to', () => {
    const moments = fc.record({
      day: witnessedDay,
      nowAfter: fc.integer({ min: -300, max: 3_700 }),
      laterAfter: fc.integer({ min: 0, max: 900 }),
      earlyMs: fc.constantFrom(0, 10 * MINUTE),
    });
    fc.assert(
      fc.property(moments, ({ day, nowAfter, laterAfter, earlyMs }) => {
        const now = day.truth.window.from + nowAfter * SECOND;
        const later = now + laterAfter * SECOND;
        const inputs = knownAt(day, now, earlyMs);
        const [figure] = settle(inputs, now).running;
        const [then] = settle(inputs, later).attendance.patients;
        if (figure === undefined || then === undefined) throw new Error('the patient is on the roster');
        const { ms, asOf, running, until } = figure;
        const grown = running ? ms + Math.max(0, Math.min(later, until) - asOf) : ms;
        expect(grown).toBe(then.countedMs);
      }),
      { numRuns: 2_000 },
    );
  });
});
