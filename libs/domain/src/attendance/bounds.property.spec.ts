import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countedIn, trueSpans } from '../testing/true-day.js';
import { oneRoomDay, toldExactly, witnessed, witnessedDay } from '../testing/witnessed-day.js';
import type { AttendanceInputs } from './inputs.js';
import { settle } from './settle.js';

const figureOf = (inputs: AttendanceInputs) => {
  const [figure] = settle(inputs, inputs.endedAt ?? 0).attendance.patients;
  if (figure === undefined) throw new Error('the patient is on the roster');
  return figure;
};
const runs = { numRuns: 1_500 };

describe('settle, of any session on any devices, with removals and cameras', () => {
  it('says of each moment what the rules say of it, when everything was told exactly', () => {
    fc.assert(
      fc.property(witnessedDay, (day) => {
        const { spans, countedMs, uncertaintyMs } = figureOf(witnessed(toldExactly(day)));
        const truth = trueSpans(day.truth);
        expect(spans).toEqual(truth);
        expect([countedMs, uncertaintyMs]).toEqual([countedIn(truth), 0]);
      }),
      runs,
    );
  });

  it('covers the truth by its figure and its uncertainty, however vaguely it was told', () => {
    fc.assert(
      fc.property(witnessedDay, (day) => {
        const { countedMs, uncertaintyMs } = figureOf(witnessed(day));
        expect(Math.abs(countedMs - countedIn(trueSpans(day.truth)))).toBeLessThanOrEqual(uncertaintyMs);
      }),
      runs,
    );
  });

  it('covers it also in one room, when of any end nobody may have heard', () => {
    fc.assert(
      fc.property(oneRoomDay, (day) => {
        const { countedMs, uncertaintyMs } = figureOf(witnessed(day));
        expect(Math.abs(countedMs - countedIn(trueSpans(day.truth)))).toBeLessThanOrEqual(uncertaintyMs);
      }),
      runs,
    );
  });
});
