import { packsFor, ruleApplies, shippedPacks, weekRules, type LocalDate } from '@hearth/domain';
import { careOf, type Episode, type ProgrammeDocument } from '@hearth/views';

type Established = NonNullable<ProgrammeDocument['established']>;

/** How many days without a session the packs that ship allow a patient on a day; null when none of them says. */
export const allowedGapBy = ({
  rulePackId: packId,
  rulePackVersion: packVersion,
}: Established): ((episode: Episode, day: LocalDate) => number | null) => {
  const rules = weekRules({
    packId,
    packVersion,
    packs: shippedPacks,
    added: [],
    adopted: [],
    overrides: [],
  });
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
