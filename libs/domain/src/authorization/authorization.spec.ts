import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { Rejection } from '../rejection.js';
import { fullDay, shortDay, terms, verdictOn } from '../testing/authorization-story.js';
import { alertsOf, alertTaskId, usualAuthorizationAlerts } from './alerts.js';
import type { AuthorizationCommand } from './commands.js';
import { authorizationDecider } from './decide.js';
import type { AuthorizationEvent } from './events.js';
import { unitDays } from './units.js';

const ids = { authorizationId: 'a1', enrollmentId: 'e1', patientId: 'p1', programmeId: 'programme' };
const by = { by: 'sam', at: 1 };
const enter: AuthorizationCommand = {
  type: 'EnterAuthorization',
  ...ids,
  ...terms,
  ...by,
  letter: { number: 'A-4711' },
};
const told = (...commands: readonly AuthorizationCommand[]): readonly AuthorizationEvent[] =>
  commands.reduce<readonly AuthorizationEvent[]>(
    (events, command) => [
      ...events,
      ...authorizationDecider.decide(command, fold(authorizationDecider, events)),
    ],
    [],
  );
const termsAfter = (...commands: readonly AuthorizationCommand[]) => {
  const state = fold(authorizationDecider, told(...commands));
  return state.status === 'none' ? null : state.terms;
};
const a1 = { authorizationId: 'a1', terms };
const usedOf = (days: ReturnType<typeof unitDays>, authorizationId = 'a1') =>
  days.filter(({ unit }) => unit?.authorizationId === authorizationId).length;

describe('an authorization', () => {
  it('is entered with its number as a personal part', () => {
    expect(told(enter)).toMatchObject([
      { type: 'AuthorizationEntered', data: { personal: { number: 'A-4711' } } },
    ]);
  });

  it('is refused when its days or its units cannot be', () => {
    expect(() => told({ ...enter, to: '2026-10-18' })).toThrow(Rejection);
    expect(() => told({ ...enter, usedBefore: 31 })).toThrow(Rejection);
    expect(() => told(enter, enter)).toThrow(new Rejection('already-exists'));
  });

  it('can be extended until it is closed', () => {
    const change: AuthorizationCommand = {
      type: 'ChangeAuthorization',
      authorizationId: 'a1',
      ...terms,
      units: 40,
      ...by,
      letter: { number: 'A-4711' },
    };
    expect(termsAfter(enter, change)?.units).toBe(40);
    const close: AuthorizationCommand = {
      type: 'CloseAuthorization',
      authorizationId: 'a1',
      why: 'replaced',
      ...by,
    };
    expect(told(enter, close, close)).toHaveLength(2);
    expect(() => told(enter, close, change)).toThrow(new Rejection('authorization-closed'));
  });

  it('knows when the next review is due, as often as the payer asks', () => {
    const weekly = { ...enter, review: { nextOn: '2026-11-16', everyDays: 7 } };
    const held: AuthorizationCommand = {
      type: 'RecordReview',
      authorizationId: 'a1',
      on: '2026-11-16',
      outcome: 'continued',
      ...by,
    };
    expect(termsAfter(weekly, held)?.review.nextOn).toBe('2026-11-23');
    expect(termsAfter(weekly, { ...held, nextOn: null })?.review.nextOn).toBeNull();
    expect(() => told(weekly, { ...held, nextOn: '2026-11-16' })).toThrow(Rejection);
  });
});

describe('units', () => {
  it('are one a day that qualifies, with its codes and how video is marked', () => {
    const [day] = unitDays([fullDay('2026-11-16')], [a1]);
    expect(day?.unit).toEqual({
      authorizationId: 'a1',
      code: 'S9480',
      revenueCode: '0905',
      placeOfService: '10',
      modifier: '95',
    });
    expect(
      unitDays([fullDay('2026-11-16', { residenceType: 'sober-living' })], [a1])[0]?.unit?.placeOfService,
    ).toBe('02');
  });

  it('are none on a day that falls short, which says what can be billed by itself', () => {
    const [day] = unitDays([shortDay('2026-11-17')], [a1]);
    expect(day).toMatchObject({ unit: null, neededMinutes: 55 });
    expect(day?.discrete.map(({ code }) => code)).toEqual(['90853', '90853']);
  });

  it('are counted in one authorization only, the first that covers the day and has one left', () => {
    const second = { authorizationId: 'a2', terms: { ...terms, from: '2026-10-20' } };
    const first = { ...a1, terms: { ...terms, units: 2, usedBefore: 1 } };
    const days = unitDays(
      [fullDay('2026-11-17'), fullDay('2026-11-16'), fullDay('2026-12-12')],
      [second, first],
    );
    expect(days.map(({ day, unit }) => [day, unit?.authorizationId])).toEqual([
      ['2026-11-16', 'a1'],
      ['2026-11-17', 'a2'],
      ['2026-12-12', null],
    ]);
  });

  it('need an authorization of the code that the day is billed with', () => {
    const other = { ...a1, terms: { ...terms, codes: ['H0015'] } };
    expect(unitDays([fullDay('2026-11-16')], [other])[0]?.unit).toMatchObject({ authorizationId: null });
  });

  it('come from the minutes of the day where no rule speaks of units, and from a group where none speaks at all', () => {
    const asked = fullDay('2026-11-16', { verdicts: [verdictOn('day-minutes', 'met')] });
    const missed = fullDay('2026-11-16', { verdicts: [verdictOn('day-minutes', 'missed')] });
    const unasked = fullDay('2026-11-16', { verdicts: [] });
    const absent = fullDay('2026-11-16', { verdicts: [], countedMinutes: 0 });
    const used = [asked, missed, unasked, absent].map((day) => usedOf(unitDays([day], [a1])));
    expect(used).toEqual([1, 0, 1, 0]);
  });

  it('are none for a visit alone, whether a rule asks about the day or not', () => {
    const asked = fullDay('2026-11-18', {
      countedMinutes: 50,
      hasGroup: false,
      verdicts: [verdictOn('day-minutes', 'not-applicable', { neededMinutes: 130 })],
    });
    const unasked = { ...asked, verdicts: [] };
    for (const day of [asked, unasked]) {
      expect(unitDays([day], [a1])[0]).toMatchObject({ unit: null, neededMinutes: null });
    }
  });

  it('are none where the payer covers nothing at home', () => {
    const medicare = fullDay('2026-11-16', { verdicts: [verdictOn('place-not-covered', 'not-billable')] });
    expect(unitDays([medicare], [a1])[0]?.unit).toBeNull();
  });
});

describe('what somebody should look at', () => {
  const alerts = (used: number, today: string, change = {}) =>
    alertsOf({ ...terms, ...change }, used, today, usualAuthorizationAlerts).map(
      ({ kind, key }) => `${kind} ${key}`,
    );

  it('are 80 % of the units, and not one unit less', () => {
    expect(alerts(23, '2026-11-19')).toEqual([]);
    expect(alerts(24, '2026-11-19')).toEqual(['units-used 30']);
  });

  it('are the last five days', () => {
    expect(alerts(0, '2026-12-05')).toEqual([]);
    expect(alerts(0, '2026-12-06')).toEqual(['authorization-ending 2026-12-11']);
    expect(alerts(0, '2026-12-12')).toEqual([]);
  });

  it('is a review from two days before it on, until it was held', () => {
    const review = { nextOn: '2026-11-23', everyDays: 7 };
    expect(alerts(0, '2026-11-20', { review })).toEqual([]);
    expect(alerts(0, '2026-11-21', { review })).toEqual(['review-due 2026-11-23']);
    expect(alerts(0, '2026-11-25', { review })).toEqual(['review-due 2026-11-23']);
  });

  it('has one task each, and another one when the terms are others', () => {
    const alert = { kind: 'units-used', key: '30' } as const;
    expect(alertTaskId('a1', alert)).toBe(alertTaskId('a1', alert));
    expect(alertTaskId('a1', { ...alert, key: '40' })).not.toBe(alertTaskId('a1', alert));
  });
});
