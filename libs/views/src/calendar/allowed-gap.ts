import { packsFor, ruleApplies, weekRules, type LocalDate, type ProgrammeRules } from '@hearth/domain';
import type { Episode } from '../enrollment/document.js';
import { careOf } from '../week/care.js';

/**
 * How many days without a session a programme's rules allow a patient on a day; null when none of them says.
 * @param decided null when the programme names a pack that there is not
 */
export const allowedGapBy = (
  decided: ProgrammeRules | null,
): ((episode: Episode, day: LocalDate) => number | null) => {
  if (decided === null) return () => null;
  const rules = weekRules(decided);
  return (episode, day) => {
    const care = careOf(episode);
    const most = packsFor(rules, care, day).flatMap((pack) =>
      pack.rules.flatMap((rule) =>
        rule.kind === 'longest-gap' && ruleApplies(rule, care, day) ? [rule.maximumDays] : [],
      ),
    );
    return most.length === 0 ? null : Math.min(...most);
  };
};
