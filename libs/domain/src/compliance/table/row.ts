import { daysOfWeek } from '../calendar.js';
import type { CareContext, CareSession } from '../care-context.js';
import { evaluateWeek, weekRules } from '../evaluate-week.js';
import { shippedPacks } from '../shipped-packs.js';
import type { Verdict, VerdictStatus } from '../verdict.js';
import { MONDAY } from '../../testing/care-story.js';

/** One case of a rule: what was so, and what the rule says of it. `nothing`: it has nothing to ask. */
export interface Row {
  readonly pack: string;
  readonly rule: string;
  readonly when: string;
  readonly care: CareContext;
  readonly sessions: readonly CareSession[];
  readonly says: VerdictStatus | 'nothing';
  readonly key?: string;
  /** Any day of the week that is judged. */
  readonly week?: string;
}

/** Makes rows about one rule, for a patient who comes under it unless the row says otherwise. */
export const about =
  (pack: string, rule: string, care: CareContext) =>
  (when: string, sessions: readonly CareSession[], says: Row['says'], more: Partial<Row> = {}): Row => ({
    pack,
    rule,
    care,
    when,
    sessions,
    says,
    ...more,
  });

/** Judges a case as the product does: by all packs in force, of which the patient's apply. */
export const verdictsOfRow = ({ pack, rule, care, sessions, week = MONDAY }: Row): readonly Verdict[] => {
  const days = daysOfWeek(week);
  const rules = weekRules({
    packId: 'base-iop',
    packVersion: 2,
    packs: shippedPacks,
    added: [],
    adopted: [pack],
    overrides: [],
    organisationOverrides: [],
  });
  const said = evaluateWeek(rules, care, sessions, days);
  return [...said.week, ...said.days.flatMap(({ verdicts }) => verdicts)].filter(
    (verdict) => verdict.packId === pack && verdict.ruleId === rule,
  );
};
