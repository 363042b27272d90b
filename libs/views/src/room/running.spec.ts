import { describe, expect, it } from '@jest/globals';
import { minutesAt, runningMs } from './running.js';

describe('runningMs', () => {
  const figure = { ms: 60_000, asOf: 1_000, running: true, until: 100_000 };

  it('grows with the clock while it runs', () => {
    expect(runningMs(figure, 31_000)).toBe(90_000);
  });

  it('stands still when it does not run', () => {
    expect(runningMs({ ...figure, running: false }, 31_000)).toBe(60_000);
  });

  it('never shrinks below what was reported, nor outgrows its end', () => {
    expect(runningMs(figure, 0)).toBe(60_000);
    expect(runningMs(figure, 900_000)).toBe(159_000);
  });
});

describe('minutesAt', () => {
  it('rounds down', () => {
    expect(minutesAt({ ms: 179_999, asOf: 0, running: false, until: 0 }, 0)).toBe(2);
  });

  it('stops growing where the schedule ends', () => {
    expect(minutesAt({ ms: 0, asOf: 0, running: true, until: 120_000 }, 900_000)).toBe(2);
  });

  it('grows with the clock while it runs, and never shrinks when the clock jumps back', () => {
    expect(minutesAt({ ms: 60_000, asOf: 100_000, running: true, until: 900_000 }, 220_000)).toBe(3);
    expect(minutesAt({ ms: 60_000, asOf: 100_000, running: true, until: 900_000 }, 0)).toBe(1);
  });
});
