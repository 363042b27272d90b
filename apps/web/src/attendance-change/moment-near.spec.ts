import { describe, expect, it } from '@jest/globals';
import { clockOf, momentNear } from './moment-near';

const NEW_YORK = 'America/New_York';
const at = (iso: string): number => Date.parse(iso);

describe('a time of day near an instant', () => {
  it.each([
    ['17:45', '2026-11-16T22:30:00Z', '2026-11-16T22:45:00Z'],
    ['00:10', '2026-11-17T04:50:00Z', '2026-11-17T05:10:00Z'],
    ['23:50', '2026-11-17T05:05:00Z', '2026-11-17T04:50:00Z'],
    // After the change to winter time, and after the one to summer time.
    ['17:00', '2026-11-01T22:00:00Z', '2026-11-01T22:00:00Z'],
    ['09:00', '2026-03-08T05:30:00Z', '2026-03-08T13:00:00Z'],
  ])('%s near %s is %s', (clock, near, expected) => {
    expect(momentNear(clock, at(near), NEW_YORK)).toBe(at(expected));
    expect(clockOf(at(expected), NEW_YORK)).toBe(clock);
  });

  it('is none for what no clock of that day shows', () => {
    expect(momentNear('02:30', at('2026-03-08T06:30:00Z'), NEW_YORK)).toBeNull();
    expect(momentNear('25:00', 0, NEW_YORK)).toBeNull();
    expect(momentNear('', 0, NEW_YORK)).toBeNull();
  });
});
