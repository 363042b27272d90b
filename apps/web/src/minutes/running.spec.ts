import { describe, expect, it } from '@jest/globals';
import { doubtSeconds, minutesAt } from './running';

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

describe('doubtSeconds', () => {
  it('rounds doubt up', () => {
    expect(doubtSeconds(18_001)).toBe(19);
  });
});
