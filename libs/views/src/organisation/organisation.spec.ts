import { describe, expect, it } from '@jest/globals';
import { REDACTED, type OrganisationEvent } from '@hearth/domain';
import { applyRecorded, emptyDocument } from '../apply.js';
import { programmesOfOrganisation, programmeView } from '../programme/view.js';
import { rulesReachView } from '../rule-pack/reach.js';
import { lookupOf, programmeEstablished, recordedOf, told } from '../testing/story.js';
import { organisationReachView } from './reach.js';
import { organisationRulesView } from './view.js';

const overridden = (overrideId: string, at: number): OrganisationEvent => ({
  type: 'OrganisationRulesOverridden',
  data: {
    organisationId: 'org',
    overrideId,
    packId: 'base-iop',
    ruleId: 'BIL-1',
    parameters: { targetHours: 2 },
    binding: true,
    effectiveFrom: '2026-11-16',
    effectiveTo: null,
    by: 'ruth',
    at,
    personal: { reason: 'Everywhere.' },
  },
});

const rules = (...events: readonly OrganisationEvent[]) =>
  told(organisationRulesView, 'org', events).document;

const reachOf = async (...events: readonly OrganisationEvent[]) => {
  const members = new Map([[programmesOfOrganisation('org'), ['p2', 'p1']]]);
  const lookup = lookupOf(new Map([['organisation-rules/org', rules(...events)]]), members);
  return organisationReachView.derive('org', await organisationReachView.gather('org', lookup));
};

describe('what an organisation has decided', () => {
  it('is there with author and reason, as long as that can be read', () => {
    expect(rules(overridden('o1', 1))).toMatchObject({
      overrides: [{ overrideId: 'o1', binding: true }],
      decisions: [{ by: 'ruth', reason: 'Everywhere.' }],
    });
    const event = overridden('o1', 1);
    expect(
      rules({ ...event, data: { ...event.data, personal: REDACTED } } as OrganisationEvent).decisions,
    ).toMatchObject([{ by: 'ruth', reason: null }]);
  });

  it('counts once, however often it is told', () => {
    const events = [overridden('o1', 1), overridden('o2', 2)];
    const recorded = recordedOf('organisation-org', events);
    const twice = [...recorded, ...recorded].reduce(
      (stored, one) => applyRecorded(organisationRulesView, stored, one),
      emptyDocument(organisationRulesView, 'org'),
    );
    expect(twice).toEqual(told(organisationRulesView, 'org', events));
  });

  it('is heard by each programme that belongs to it, with each decision', async () => {
    const programme = told(programmeView, 'p1', [programmeEstablished]).document;
    expect(programmeView.indexes(programme)).toContain(programmesOfOrganisation('org'));
    const [first, second] = [
      await reachOf(overridden('o1', 1)),
      await reachOf(overridden('o1', 1), overridden('o2', 2)),
    ];
    expect(first === null ? [] : organisationReachView.dependents(first, null)).toEqual([
      { view: 'rules-reach', key: 'p1' },
      { view: 'rules-reach', key: 'p2' },
    ]);
    expect(second).not.toEqual(first);
    const hashOf = async (...events: readonly OrganisationEvent[]) => {
      const documents = new Map<string, object>([
        ['programme/p1', programme],
        ['organisation-rules/org', rules(...events)],
      ]);
      const parts = await rulesReachView.gather('p1', lookupOf(documents, new Map()));
      return rulesReachView.derive('p1', parts)?.hash;
    };
    expect(await hashOf(overridden('o1', 1))).not.toBe(await hashOf());
    expect(await hashOf(overridden('o1', 1))).not.toBe(
      await hashOf(overridden('o1', 1), overridden('o2', 1)),
    );
  });
});
