import { describe, expect, it } from '@jest/globals';
import { currentBasePack } from '../compliance/shipped-packs.js';
import { weekRules, evaluateWeek } from '../compliance/evaluate-week.js';
import { shippedPacks } from '../compliance/shipped-packs.js';
import { daysOfWeek } from '../compliance/calendar.js';
import { fold } from '../decider.js';
import { careOf, MONDAY, session, weekday } from '../testing/care-story.js';
import { specificationOf } from '../testing/decider-specification.js';
import { rulePackDecider } from './decide.js';
import type { RulePackEvent } from './events.js';

const given = specificationOf(rulePackDecider);
const reason = 'The contract of 2026 says so.';
const by = { by: 'staff-ruth', at: 1 };

const override = {
  type: 'OverrideRules',
  programmeId: 'p1',
  overrideId: 'o1',
  packId: 'base-iop',
  ruleId: 'BIL-1',
  parameters: { targetHours: 2.5 },
  effectiveFrom: weekday(2),
  effectiveTo: null,
  reason,
  ...by,
} as const;
const { type: _type, reason: _reason, ...data } = override;
const overridden: RulePackEvent = { type: 'RulesOverridden', data: { ...data, personal: { reason } } };

const newer = { ...currentBasePack, version: 3, effectiveFrom: weekday(2) };
const add = {
  type: 'AddRulePack',
  programmeId: 'p1',
  document: JSON.stringify(newer),
  reason,
  ...by,
} as const;

const statusesAfter = (...events: readonly RulePackEvent[]) => {
  const state = fold(rulePackDecider, events);
  const rules = weekRules({
    packId: 'base-iop',
    packVersion: 2,
    packs: shippedPacks,
    organisationOverrides: [],
    ...state,
  });
  const sessions = [1, 2].map((place) => session(weekday(place), 180, { attended: 160 }));
  return evaluateWeek(rules, careOf(), sessions, daysOfWeek(MONDAY))
    .days.slice(1, 3)
    .map((day) => day.minutes);
};

describe('the rules of a programme', () => {
  it('are overridden with reason and author, for the days from then on', () => {
    given().when(override).then([overridden]);
    const [tuesday, wednesday] = statusesAfter(overridden);
    expect([tuesday?.status, wednesday?.status]).toEqual(['missed', 'met']);
    expect([tuesday?.overrides, wednesday?.overrides]).toEqual([undefined, ['o1']]);
  });

  it('cannot be overridden into nonsense, and every fault is named', () => {
    const when = (change: object) => given().when({ ...override, ...change });
    when({ parameters: { targetHours: -1 } }).rejected('invalid');
    when({ parameters: {} }).rejected('invalid');
    when({ parameters: { kind: 'week-minutes' } }).rejected('invalid');
    when({ parameters: { nonsense: 1 } }).rejected('invalid');
    when({ ruleId: 'nowhere' }).rejected('invalid');
    when({ packId: 'nowhere' }).rejected('not-found');
    when({ effectiveTo: weekday(1) }).rejected('invalid');
    when({ packId: 'medicare', ruleId: 'MCR-6', parameters: { severity: 'advice' } }).rejected('invalid');
    given(overridden).when(override).rejected('already-exists');
  });

  it('can have other definitions: a grace that is forgiven', () => {
    const grace = { ruleId: null, parameters: { lateness: 'forgiven-within-grace', graceLateMinutes: 10 } };
    given()
      .when({ ...override, ...grace })
      .then([{ type: 'RulesOverridden', data: { ...data, ...grace, personal: { reason } } }]);
  });

  it('go back to what they were when an override is withdrawn', () => {
    const withdraw = {
      type: 'WithdrawOverride',
      overrideId: 'o1',
      lastDay: weekday(1),
      reason,
      ...by,
    } as const;
    const { type: _withdraw, reason: _why, ...withdrawal } = withdraw;
    const withdrawn: RulePackEvent = {
      type: 'OverrideWithdrawn',
      data: { ...withdrawal, personal: { reason } },
    };
    given(overridden).when(withdraw).then([withdrawn]);
    given(overridden, withdrawn).when(withdraw).nothing();
    given().when(withdraw).rejected('not-found');
    expect(statusesAfter(overridden, withdrawn)[1]?.status).toBe('missed');
  });

  it('take a newer version from its own first day on, and refuse one that is faulty or not newer', () => {
    given()
      .when({ ...add, document: JSON.stringify({ ...newer, version: 2 }) })
      .rejected('invalid');
    given()
      .when({ ...add, document: '{"id":' })
      .rejected('invalid');
    given()
      .when({ ...add, document: JSON.stringify({ ...newer, rules: [] }) })
      .rejected('invalid');
    const events = rulePackDecider.decide(add, rulePackDecider.initialState());
    expect(statusesAfter(...events).map((verdict) => verdict?.packVersion)).toEqual([2, 3]);
  });

  it('adopt an optional pack once', () => {
    const adopt = {
      type: 'AdoptRulePack',
      programmeId: 'p1',
      packId: 'behavioral-health-standards',
      reason,
      ...by,
    } as const;
    const adopted: RulePackEvent = {
      type: 'RulePackAdopted',
      data: { programmeId: 'p1', packId: adopt.packId, ...by, personal: { reason } },
    };
    given().when(adopt).then([adopted]);
    given(adopted).when(adopt).nothing();
    given()
      .when({ ...adopt, packId: 'nowhere' })
      .rejected('not-found');
  });
});
