import { describe, expect, it } from '@jest/globals';
import { daysOf, instantAt, wallTimeOf } from './local-time.js';
import { HOUR } from './time.js';

const NEW_YORK = 'America/New_York';
const utc = (text: string): number => Date.parse(text);

describe('a time of day in a time zone', () => {
  it('is a moment that moves when the clocks change', () => {
    expect(instantAt('2026-03-07', '17:30', NEW_YORK)).toBe(utc('2026-03-07T22:30:00Z'));
    expect(instantAt('2026-03-08', '17:30', NEW_YORK)).toBe(utc('2026-03-08T21:30:00Z'));
    expect(instantAt('2026-10-31', '17:30', NEW_YORK)).toBe(utc('2026-10-31T21:30:00Z'));
    expect(instantAt('2026-11-01', '17:30', NEW_YORK)).toBe(utc('2026-11-01T22:30:00Z'));
  });

  it('that the clocks skip in spring is an hour later by the clock', () => {
    const at = instantAt('2026-03-08', '02:30', NEW_YORK);
    expect(at).toBe(utc('2026-03-08T07:30:00Z'));
    expect(wallTimeOf(at, NEW_YORK)).toBe('03:30');
  });

  it('that the clocks show twice in autumn is the first of them', () => {
    expect(instantAt('2026-11-01', '01:30', NEW_YORK)).toBe(utc('2026-11-01T05:30:00Z'));
  });

  it('holds on other sides of the world, and where clocks differ by half an hour', () => {
    expect(instantAt('2026-07-01', '09:00', 'Asia/Kolkata')).toBe(utc('2026-07-01T03:30:00Z'));
    expect(instantAt('2026-04-05', '02:45', 'Australia/Lord_Howe')).toBe(utc('2026-04-04T16:15:00Z'));
    expect(instantAt('2026-02-29'.replace('2026', '2028'), '23:59', 'Pacific/Kiritimati')).toBe(
      utc('2028-02-29T09:59:00Z'),
    );
  });

  it('follows a time zone that changed its rules', () => {
    // Sao Paulo gave up summer time in 2019.
    expect(instantAt('2018-12-03', '12:00', 'America/Sao_Paulo')).toBe(utc('2018-12-03T14:00:00Z'));
    expect(instantAt('2020-12-03', '12:00', 'America/Sao_Paulo')).toBe(utc('2020-12-03T15:00:00Z'));
  });
});

describe('days', () => {
  it('are two when a session goes over midnight', () => {
    const start = instantAt('2026-02-28', '23:30', NEW_YORK);
    expect(daysOf(start, start + HOUR, NEW_YORK)).toEqual(['2026-02-28', '2026-03-01']);
    expect(daysOf(start, start + HOUR / 2, NEW_YORK)).toEqual(['2026-02-28']);
  });
});
