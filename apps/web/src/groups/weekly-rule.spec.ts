import { describe, expect, it } from '@jest/globals';
import { nextDays, readRule, ruleText } from './weekly-rule';

describe('a week as a form has it', () => {
  it.each([
    [{ days: ['TH', 'MO'], every: 1, until: null }, 'FREQ=WEEKLY;BYDAY=MO,TH'],
    [{ days: ['SU'], every: 2, until: '2026-12-31' }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;UNTIL=20261231'],
  ])('is written by RFC 5545, and read again', (week, text) => {
    expect(ruleText(week)).toBe(text);
    expect(readRule(text)).toEqual({ ...week, days: week.days.toSorted() });
  });

  it('has no fields for rules that say more, which are left as they are', () => {
    expect(readRule('FREQ=MONTHLY;BYDAY=1MO')).toBeNull();
    expect(readRule('FREQ=WEEKLY;BYDAY=MO;COUNT=3')).toBeNull();
    expect(readRule('FREQ=WEEKLY;BYDAY=1MO')).toBeNull();
  });

  it('shows its next days, from today on, and none as long as it cannot happen', () => {
    expect(nextDays('FREQ=WEEKLY;BYDAY=MO,TH', '2026-11-01', '2026-11-17').slice(0, 2)).toEqual([
      '2026-11-19',
      '2026-11-23',
    ]);
    expect(nextDays('FREQ=WEEKLY;BYDAY=', '2026-11-01', '2026-11-17')).toEqual([]);
    expect(nextDays('FREQ=WEEKLY;BYDAY=MO;UNTIL=20261031', '2026-11-01', '2026-11-17')).toEqual([]);
  });
});
