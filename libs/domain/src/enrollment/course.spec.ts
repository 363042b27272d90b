import { describe, expect, it } from '@jest/globals';
import { ageBandOn, ageOn, isPausedOn, isTaperingOn, onDay, plannedMinutesOn, withChange } from './course.js';

describe('what holds on a day', () => {
  const states = [
    { from: '2026-01-05', state: 'NY' },
    { from: '2026-02-04', state: 'NJ' },
  ];

  it('is the last value that has begun by then', () => {
    expect(onDay(states, '2026-02-03')?.state).toBe('NY');
    expect(onDay(states, '2026-02-04')?.state).toBe('NJ');
    expect(onDay(states, '2025-12-31')?.state).toBe('NY');
    expect(onDay([], '2026-02-04')).toBeUndefined();
  });

  it('is put right by a change on the same day', () => {
    expect(withChange(states, { from: '2026-02-04', state: 'PA' })).toEqual([
      { from: '2026-01-05', state: 'NY' },
      { from: '2026-02-04', state: 'PA' },
    ]);
  });
});

describe('being away', () => {
  const pauses = [
    { from: '2026-02-02', until: '2026-02-10', reasonCode: 'medical' },
    { from: '2026-03-02', until: null, reasonCode: 'travel' },
  ];

  it.each([
    ['2026-02-01', false],
    ['2026-02-02', true],
    ['2026-02-09', true],
    ['2026-02-10', false],
    ['2026-03-02', true],
    ['2027-01-01', true],
  ])('on %s: %s', (day, isAway) => {
    expect(isPausedOn(pauses, day)).toBe(isAway);
  });
});

describe('planned minutes', () => {
  const intensities = [
    {
      from: '2026-01-05',
      levelOfCare: 'iop' as const,
      plannedWeeklyMinutes: 540,
      taper: [
        { from: '2026-03-02', weeklyMinutes: 360 },
        { from: '2026-03-16', weeklyMinutes: 180 },
      ],
    },
  ];

  it.each([
    ['2026-03-01', 540, false],
    ['2026-03-02', 360, true],
    ['2026-03-16', 180, true],
  ])('on %s: %i, tapering: %s', (day, minutes, tapering) => {
    expect(plannedMinutesOn(intensities, day)).toBe(minutes);
    expect(isTaperingOn(intensities, day)).toBe(tapering);
  });
});

describe('age', () => {
  it.each([
    ['2008-03-11', '2026-03-10', 17],
    ['2008-03-11', '2026-03-11', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-29', 20],
  ])('of somebody born on %s is on %s: %i', (birthDate, day, years) => {
    expect(ageOn(birthDate, day)).toBe(years);
  });

  it('changes the age band on the very day, in the middle of a week', () => {
    const kai = { birthDate: '2008-03-11', ageBand: 'adolescent' as const };
    expect(ageBandOn(kai, '2026-03-10')).toBe('adolescent');
    expect(ageBandOn(kai, '2026-03-11')).toBe('adult');
  });

  it('is what was recorded once the birth date cannot be read', () => {
    expect(ageBandOn({ birthDate: null, ageBand: 'adolescent' }, '2030-01-01')).toBe('adolescent');
  });
});
