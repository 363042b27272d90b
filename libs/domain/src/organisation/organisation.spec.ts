import { describe, expect, it } from '@jest/globals';
import { daysOfWeek } from '../compliance/calendar.js';
import { evaluateWeek, weekRules } from '../compliance/evaluate-week.js';
import { boundFaults, type RuleOverride } from '../compliance/override.js';
import { shippedPacks } from '../compliance/shipped-packs.js';
import { fold } from '../decider.js';
import { careOf, MONDAY, session, weekday } from '../testing/care-story.js';
import { specificationOf } from '../testing/decider-specification.js';
import { organisationDecider } from './decide.js';
import type { OrganisationEvent } from './events.js';

const given = specificationOf(organisationDecider);
const reason = 'What we promise in every program.';

const override = {
  type: 'OverrideOrganisationRules',
  organisationId: 'org',
  overrideId: 'all',
  packId: 'base-iop',
  ruleId: 'BIL-1',
  parameters: { targetHours: 2.5 },
  binding: false,
  effectiveFrom: weekday(1),
  effectiveTo: null,
  reason,
  by: 'staff-admin',
  at: 1,
} as const;
const { type: _type, reason: _reason, ...data } = override;
const overridden = (
  change: Partial<typeof data> | { readonly binding: boolean } = {},
): OrganisationEvent => ({
  type: 'OrganisationRulesOverridden',
  data: { ...data, ...change, personal: { reason } },
});

const own = (targetHours: number): RuleOverride => ({
  overrideId: 'own',
  packId: 'base-iop',
  ruleId: 'BIL-1',
  parameters: { targetHours },
  effectiveFrom: MONDAY,
  effectiveTo: null,
});

/** What is said of Monday and Tuesday, with 160 minutes on each. */
const said = (overrides: readonly RuleOverride[], ...events: readonly OrganisationEvent[]) => {
  const rules = weekRules({
    ...{ packId: 'base-iop', packVersion: 2, packs: shippedPacks, added: [], adopted: [], overrides },
    organisationOverrides: fold(organisationDecider, events).overrides,
  });
  const sessions = [0, 1].map((place) => session(weekday(place), 180, { attended: 160 }));
  return evaluateWeek(rules, careOf(), sessions, daysOfWeek(MONDAY))
    .days.slice(0, 2)
    .map(({ minutes }) => minutes);
};

describe('what an organisation decides for all of its programmes', () => {
  it('is decided with reason and author, and holds from its day on', () => {
    given().when(override).then([overridden()]);
    const [monday, tuesday] = said([], overridden());
    expect([monday?.status, tuesday?.status]).toEqual(['missed', 'met']);
    expect([monday?.overrides, tuesday?.overrides]).toEqual([undefined, ['all']]);
    expect(tuesday?.inputsHash).not.toBe(said([])[1]?.inputsHash);
  });

  it('gives way to what a programme has decided itself, unless it is binding', () => {
    const [, usual] = said([own(3)], overridden());
    expect(usual).toMatchObject({ status: 'missed', targetMinutes: 180, overrides: ['all', 'own'] });
    const [, bound] = said([own(3)], overridden({ binding: true }));
    expect(bound).toMatchObject({ status: 'met', targetMinutes: 150, overrides: ['own', 'all'] });
  });

  it('is told from a programme’s own of the same name', () => {
    const [monday, tuesday] = said([{ ...own(3), overrideId: 'all', effectiveTo: MONDAY }], overridden());
    expect([monday?.targetMinutes, tuesday?.targetMinutes]).toEqual([180, 150]);
  });

  it('is withdrawn again, and stays for the days that it was meant for', () => {
    const withdrawal = {
      ...{ overrideId: 'all', lastDay: MONDAY, by: 'staff-admin', at: 2 },
    };
    const withdrawn: OrganisationEvent = {
      type: 'OrganisationOverrideWithdrawn',
      data: { ...withdrawal, personal: { reason } },
    };
    const command = { type: 'WithdrawOrganisationOverride', ...withdrawal, reason } as const;
    given(overridden()).when(command).then([withdrawn]);
    given(overridden(), withdrawn).when(command).then([]);
    given().when(command).rejected('not-found');
    expect(said([], overridden(), withdrawn)[1]?.status).toBe('missed');
  });

  it('cannot be nonsense, or about a pack that not every programme has', () => {
    const when = (change: object) => given().when({ ...override, ...change });
    when({ parameters: { targetHours: -1 } }).rejected('invalid');
    when({ ruleId: 'nowhere' }).rejected('invalid');
    when({ packId: 'nowhere' }).rejected('not-found');
    when({ packId: 'medicare', ruleId: 'MCR-6', parameters: { severity: 'advice' } }).rejected('invalid');
    given(overridden()).when(override).rejected('already-exists');
  });

  it('leaves a programme free in all that it has not bound', () => {
    const bound = [{ ...data, binding: true }];
    expect(boundFaults(bound, own(3))).toEqual([
      { path: 'parameters.targetHours', message: `is bound by the organisation from ${weekday(1)} on` },
    ]);
    expect(boundFaults([data], own(3))).toEqual([]);
    expect(boundFaults(bound, { ...own(3), effectiveTo: MONDAY })).toEqual([]);
    expect(boundFaults(bound, { ...own(3), ruleId: 'BIL-3' })).toEqual([]);
    expect(boundFaults(bound, { ...own(3), parameters: { severity: 'advice' } })).toEqual([]);
    expect(
      boundFaults([{ ...data, binding: true, effectiveTo: weekday(2) }], {
        ...own(3),
        effectiveFrom: weekday(3),
      }),
    ).toEqual([]);
  });
});
