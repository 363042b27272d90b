import { programmesOfOrganisation } from '../programme/view.js';
import type { DerivedView } from '../view.js';
import { organisationRulesView } from './view.js';

/** The programmes that an organisation decides for. Key: organisation id. */
export interface OrganisationReachDocument {
  /** One more with each decision, so that each of them hears of it. */
  readonly decisions: number;
  readonly programmeIds: readonly string[];
}

/** Stands between a decision of an organisation and all that `rules-reach` of its programmes judges again. */
export const organisationReachView: DerivedView<OrganisationReachDocument, OrganisationReachDocument> = {
  kind: 'derived',
  name: 'organisation-reach',
  version: 1,
  gather: async (organisationId, lookup) => {
    const [rules, programmeIds] = await Promise.all([
      lookup.document(organisationRulesView, organisationId),
      lookup.members(programmesOfOrganisation(organisationId)),
    ]);
    return { decisions: rules?.decisions.length ?? 0, programmeIds };
  },
  derive: (_organisationId, { decisions, programmeIds }) => ({
    decisions,
    programmeIds: [...programmeIds].sort(),
  }),
  indexes: () => [],
  dependents: ({ programmeIds }) => programmeIds.map((key) => ({ view: 'rules-reach', key })),
};
