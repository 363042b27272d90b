import {
  isRedacted,
  rulePackDecider,
  type OrganisationEvent,
  type Recorded,
  type RuleOverride,
  type RulePack,
  type RulePackEvent,
} from '@hearth/domain';
import type { StreamView } from '../view.js';

/** One decision about the rules of a programme, or of all of its organisation, for whoever examines it. */
export interface RulesDecision {
  readonly type: RulePackEvent['type'] | OrganisationEvent['type'];
  /** Of an override: its id. */
  readonly overrideId: string | null;
  readonly packId: string | null;
  readonly by: string;
  readonly at: number;
  /** Null once it can no longer be read. */
  readonly reason: string | null;
}

/** What a programme has decided about its rules. Key: programme id. */
export interface RulesDocument {
  readonly programmeId: string;
  readonly added: readonly RulePack[];
  readonly adopted: readonly string[];
  readonly overrides: readonly RuleOverride[];
  readonly decisions: readonly RulesDecision[];
}

const decisionOf = (event: RulePackEvent): RulesDecision => ({
  type: event.type,
  overrideId: 'overrideId' in event.data ? event.data.overrideId : null,
  packId: 'packId' in event.data ? event.data.packId : null,
  by: event.data.by,
  at: event.data.at,
  reason: isRedacted(event.data.personal) ? null : event.data.personal.reason,
});

const foldRules = (document: RulesDocument, { event }: Recorded<RulePackEvent>): RulesDocument => {
  const { added, adopted, overrides } = rulePackDecider.evolve(document, event);
  const { programmeId, decisions } = document;
  return { programmeId, added, adopted, overrides, decisions: [...decisions, decisionOf(event)] };
};

export const rulesView: StreamView<'rulepack', RulesDocument> = {
  kind: 'stream',
  name: 'rules',
  version: 1,
  category: 'rulepack',
  initial: (programmeId) => ({ programmeId, added: [], adopted: [], overrides: [], decisions: [] }),
  fold: foldRules,
  indexes: () => [],
  dependents: ({ programmeId }) => [{ view: 'rules-reach', key: programmeId }],
};
