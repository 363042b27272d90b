import {
  isRedacted,
  organisationDecider,
  type OrganisationEvent,
  type OrganisationOverride,
  type Recorded,
} from '@hearth/domain';
import type { RulesDecision } from '../rule-pack/view.js';
import type { StreamView } from '../view.js';

/** What an organisation has decided about the rules of all of its programmes. Key: organisation id. */
export interface OrganisationRulesDocument {
  readonly organisationId: string;
  readonly overrides: readonly OrganisationOverride[];
  readonly decisions: readonly RulesDecision[];
}

const decisionOf = ({ type, data }: OrganisationEvent): RulesDecision => ({
  type,
  overrideId: data.overrideId,
  packId: 'packId' in data ? data.packId : null,
  by: data.by,
  at: data.at,
  reason: isRedacted(data.personal) ? null : data.personal.reason,
});

const foldOrganisation = (
  document: OrganisationRulesDocument,
  { event }: Recorded<OrganisationEvent>,
): OrganisationRulesDocument => ({
  ...document,
  ...organisationDecider.evolve(document, event),
  decisions: [...document.decisions, decisionOf(event)],
});

export const organisationRulesView: StreamView<'organisation', OrganisationRulesDocument> = {
  kind: 'stream',
  name: 'organisation-rules',
  version: 1,
  category: 'organisation',
  initial: (organisationId) => ({ organisationId, overrides: [], decisions: [] }),
  fold: foldOrganisation,
  indexes: () => [],
  dependents: ({ organisationId }) => [{ view: 'organisation-reach', key: organisationId }],
};
