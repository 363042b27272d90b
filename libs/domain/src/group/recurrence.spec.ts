import { describe, expect, it } from '@jest/globals';
import { checkRecurrence, daysByRule } from './recurrence.js';

const refusalOf = (rule: string, from = '2026-02-02') => {
  const checked = checkRecurrence(rule, from);
  return checked.ok ? 'accepted' : checked.why;
};

describe('a recurrence rule', () => {
  it.each([
    'FREQ=WEEKLY;BYDAY=MO,TU,TH',
    'FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR',
    'FREQ=MONTHLY;BYDAY=1MO',
    'FREQ=WEEKLY;BYDAY=MO;COUNT=12',
    'FREQ=WEEKLY;BYDAY=MO;UNTIL=20260330',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
  ])('is accepted: %s', (rule) => {
    expect(checkRecurrence(rule, '2026-02-02')).toEqual({ ok: true });
  });

  it.each([
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'never'],
    ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31', 'never'],
    ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20250101', 'never'],
    ['FREQ=WEEKLY;BYDAY=MO;COUNT=0', 'never'],
    ['FREQ=HOURLY', 'too-often'],
    ['FREQ=DAILY;BYHOUR=9,17', 'sets-times'],
    ['FREQ=SOMETIMES', 'too-often'],
    ['FREQ=WEEKLY;BYDAY=XX', 'unreadable'],
    ['FREQ=WEEKLY;BYDAY=', 'unreadable'],
    ['FREQ=WEEKLY;BYDAY=MO;BOGUS=1', 'unreadable'],
    ['FREQ=WEEKLY;BYDAY=MO;BYDAY=TU', 'unreadable'],
    ['FREQ=DAILY;INTERVAL=0', 'unreadable'],
    ['every monday', 'unreadable'],
    ['', 'unreadable'],
  ])('is refused: %s, as %s', (rule, why) => {
    expect(refusalOf(rule)).toBe(why);
  });

  it('says in a sentence what is wrong with it', () => {
    const never = checkRecurrence('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-02-02');
    expect(never.ok ? '' : never.sentence).toContain('30 February');
  });
});

describe('the days of a rule', () => {
  it('that never ends are those of the window asked for, however far away', () => {
    const days = daysByRule('FREQ=WEEKLY;BYDAY=MO,TH', '2020-02-03', {
      from: '2036-11-01',
      to: '2036-11-10',
    });
    expect(days).toEqual(['2036-11-03', '2036-11-06', '2036-11-10']);
  });

  it('do not begin before the rule does', () => {
    expect(daysByRule('FREQ=DAILY', '2026-02-02', { from: '2026-01-01', to: '2026-02-03' })).toEqual([
      '2026-02-02',
      '2026-02-03',
    ]);
    expect(daysByRule('FREQ=DAILY', '2026-02-02', { from: '2026-01-01', to: '2026-02-01' })).toEqual([]);
  });

  it('are counted from the first, and end with the day named', () => {
    const window = { from: '2026-01-01', to: '2026-12-31' };
    expect(daysByRule('FREQ=WEEKLY;BYDAY=MO;COUNT=3', '2026-02-02', window)).toHaveLength(3);
    expect(daysByRule('FREQ=WEEKLY;BYDAY=MO;UNTIL=20260216', '2026-02-02', window).at(-1)).toBe('2026-02-16');
  });

  it('have a 29 February only in years that have one', () => {
    const window = { from: '2026-01-01', to: '2032-12-31' };
    expect(daysByRule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2026-02-01', window)).toEqual([
      '2028-02-29',
      '2032-02-29',
    ]);
    expect(daysByRule('FREQ=DAILY', '2028-02-28', { from: '2028-02-28', to: '2028-03-01' })).toContain(
      '2028-02-29',
    );
  });
});
