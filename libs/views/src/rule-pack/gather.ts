import { organisationRulesView, type OrganisationRulesDocument } from '../organisation/view.js';
import { programmeView, type ProgrammeDocument } from '../programme/view.js';
import type { Lookup } from '../view.js';
import { rulesView, type RulesDocument } from './view.js';

/** All that the rules of a programme follow from. */
export interface RulesParts {
  readonly programme: ProgrammeDocument | null;
  /** What the programme has decided about its rules; null when that is nothing. */
  readonly rules: RulesDocument | null;
  /** What its organisation has decided for all of its programmes; null when that is nothing. */
  readonly organisation: OrganisationRulesDocument | null;
}

/** Reads what the rules of a programme follow from; nothing without one. */
export const gatherRules = async (programmeId: string | null, lookup: Lookup): Promise<RulesParts> => {
  if (programmeId === null) return { programme: null, rules: null, organisation: null };
  const [programme, rules] = await Promise.all([
    lookup.document(programmeView, programmeId),
    lookup.document(rulesView, programmeId),
  ]);
  const organisationId = programme?.established?.organisationId ?? null;
  const organisation =
    organisationId === null ? null : await lookup.document(organisationRulesView, organisationId);
  return { programme, rules, organisation };
};
