import { canonicalJson, sha256Hex, type Canonical } from '@hearth/domain';
import { boardsOfProgramme } from '../board/view.js';
import { calendarsOfProgramme } from '../calendar/view.js';
import { enrollmentsOfProgramme } from '../enrollment/view.js';
import type { DerivedView } from '../view.js';
import { gatherRules, type RulesParts } from './gather.js';

/** Whose weeks, and which boards and calendars, the rules of a programme decide. Key: programme id. */
export interface RulesReachDocument {
  /** Another one with each decision, so that everything is judged again. */
  readonly hash: string;
  readonly enrollmentIds: readonly string[];
  readonly boards: readonly string[];
  readonly calendars: readonly string[];
}

interface ReachParts extends RulesParts {
  readonly enrollmentIds: readonly string[];
  readonly boards: readonly string[];
  readonly calendars: readonly string[];
}

const hashOf = ({ programme, rules, organisation }: ReachParts): string => {
  const decisions = [...(rules?.decisions ?? []), ...(organisation?.decisions ?? [])];
  const decided: Canonical = {
    decisions: decisions.map(({ type, at, by, overrideId }) => ({ type, at, by, overrideId })),
    limits: (programme?.limits ?? []).map((limit) => ({ ...limit })),
  };
  return sha256Hex(canonicalJson(decided));
};

/** Stands between a decision about rules and all that must be judged again. */
export const rulesReachView: DerivedView<RulesReachDocument, ReachParts> = {
  kind: 'derived',
  name: 'rules-reach',
  version: 3,
  gather: async (programmeId, lookup) => {
    const [decided, enrollmentIds, boards, calendars] = await Promise.all([
      gatherRules(programmeId, lookup),
      lookup.members(enrollmentsOfProgramme(programmeId)),
      lookup.members(boardsOfProgramme(programmeId)),
      lookup.members(calendarsOfProgramme(programmeId)),
    ]);
    return { ...decided, enrollmentIds, boards, calendars };
  },
  derive: (_programmeId, parts) => ({
    hash: hashOf(parts),
    enrollmentIds: [...parts.enrollmentIds].sort(),
    boards: [...parts.boards].sort(),
    calendars: [...parts.calendars].sort(),
  }),
  indexes: () => [],
  dependents: ({ enrollmentIds, boards, calendars }) => [
    ...enrollmentIds.map((key) => ({ view: 'week', key })),
    ...boards.map((key) => ({ view: 'board', key })),
    ...calendars.map((key) => ({ view: 'calendar', key })),
  ],
};
