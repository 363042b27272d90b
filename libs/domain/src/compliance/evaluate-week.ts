import { weekStartOf, type LocalDate } from './calendar.js';
import {
  appliesToCare,
  coveredDays,
  ruleApplies,
  type CareContext,
  type CareSession,
} from './care-context.js';
import { judgeIntensity, judgeLengthOfStay, judgeTaper, judgeUnits } from './kinds/episode.js';
import { weekFacts, type WeekFacts } from './kinds/judging.js';
import { judgeDayMinutes, judgeWeekCeiling, judgeWeekMinutes } from './kinds/minutes.js';
import { judgeCadence, judgeDaysPerWeek, judgeLongestGap } from './kinds/rhythm.js';
import {
  judgeGroupRatios,
  judgeGroupSizes,
  judgeLicences,
  judgePlace,
  judgeServices,
} from './kinds/rooms.js';
import type { Rule, RuleKind } from './rule-kinds.js';
import { inForce, rankOf, scopeOf, type RulePack } from './rule-pack.js';
import { byRank, verdictOf, type Judged, type Verdict } from './verdict.js';

/** What all packs that apply say of a patient's week. */
export interface WeekVerdicts {
  readonly weekStart: LocalDate;
  readonly days: readonly {
    readonly day: LocalDate;
    /** The most binding verdict on the minutes of the day; null when no rule asks for any. */
    readonly minutes: Verdict | null;
    readonly verdicts: readonly Verdict[];
  }[];
  /** The most binding verdict on the minutes of the week. */
  readonly minutes: Verdict | null;
  readonly week: readonly Verdict[];
}

/**
 * The packs that a patient comes under in a week: the programme's own, and those whose payer, state and age are the
 * patient's. Accreditation is optional: such a pack is asked only when it is among `adopted`.
 */
export const packsFor = (
  packs: readonly RulePack[],
  care: CareContext,
  days: readonly LocalDate[],
  programmePack: RulePack,
  adopted: readonly string[] = [],
): readonly RulePack[] => {
  const others = packs.filter(
    (pack) =>
      pack.id !== programmePack.id &&
      scopeOf(pack) !== 'programme' &&
      (scopeOf(pack) !== 'accreditation' || adopted.includes(pack.id)) &&
      days.some((day) => appliesToCare(pack.appliesWhen, care, day)),
  );
  return [programmePack, ...others].sort(byRank);
};

const judgeOfDay = (
  rule: Rule,
  rules: readonly Rule[],
  facts: WeekFacts,
  day: LocalDate,
): readonly Judged[] => {
  switch (rule.kind) {
    case 'day-minutes':
      return [judgeDayMinutes({ rule, facts }, day)];
    case 'group-size':
      return judgeGroupSizes({ rule, facts }, day);
    case 'group-ratio':
      return judgeGroupRatios({ rule, facts }, day);
    case 'place-not-covered':
      return [judgePlace({ rule, facts }, day)];
    case 'licence':
      return judgeLicences({ rule, facts }, day);
    case 'units-per-day':
      return [judgeUnits({ rule, facts }, rules, day)];
    case 'services-per-day':
      return [judgeServices({ rule, facts }, day)];
    case 'week-minutes':
    case 'week-ceiling':
    case 'days-per-week':
    case 'longest-gap':
    case 'cadence':
    case 'length-of-stay':
    case 'taper-exception':
    case 'planned-intensity':
      return [];
    default:
      return rule satisfies never;
  }
};

const judgeOfWeek = (rule: Rule, facts: WeekFacts): Judged | null => {
  switch (rule.kind) {
    case 'week-minutes':
      return judgeWeekMinutes({ rule, facts });
    case 'week-ceiling':
      return judgeWeekCeiling({ rule, facts });
    case 'days-per-week':
      return judgeDaysPerWeek({ rule, facts });
    case 'longest-gap':
      return judgeLongestGap({ rule, facts });
    case 'cadence':
      return judgeCadence({ rule, facts });
    case 'length-of-stay':
      return judgeLengthOfStay({ rule, facts });
    case 'taper-exception':
      return judgeTaper({ rule, facts });
    case 'planned-intensity':
      return judgeIntensity({ rule, facts });
    case 'day-minutes':
    case 'group-size':
    case 'group-ratio':
    case 'place-not-covered':
    case 'licence':
    case 'units-per-day':
    case 'services-per-day':
      return null;
    default:
      return rule satisfies never;
  }
};

const rulesFor = (pack: RulePack, care: CareContext, day: LocalDate): readonly Rule[] =>
  appliesToCare(pack.appliesWhen, care, day)
    ? pack.rules.filter((rule) => inForce(rule, day) && ruleApplies(rule, care, day))
    : [];

/** A week goes by the payer, the state and the age of its first day of care; each day goes by its own. */
const dayOfWeek = (facts: WeekFacts): LocalDate => coveredDays(facts.care, facts.days)[0] ?? facts.weekStart;

/** Kinds of rule on which a more binding pack has the last word. */
const silenced = (pack: RulePack, packs: readonly RulePack[]): ReadonlySet<RuleKind> =>
  new Set(packs.filter((other) => rankOf(other) < rankOf(pack)).flatMap(({ speaksFor = [] }) => speaksFor));

const decisive = (
  verdicts: readonly Verdict[],
  packs: readonly RulePack[],
  kind: RuleKind,
): Verdict | null => {
  const ofKind = verdicts.filter((verdict) => verdict.kind === kind);
  const speaks = (verdict: Verdict): boolean =>
    verdict.scope === 'programme' ||
    packs.some((pack) => pack.id === verdict.packId && (pack.speaksFor ?? []).includes(kind));
  return ofKind.find(speaks) ?? ofKind[0] ?? null;
};

/**
 * Judges a patient's week by every rule that applies. Pure, and indifferent to the order of sessions and packs.
 * @param packs those of `packsFor`
 * @param days those of the week; a pack that begins its weeks on another day judges the week of the first of them
 */
export const evaluateWeek = (
  packs: readonly RulePack[],
  care: CareContext,
  sessions: readonly CareSession[],
  days: readonly LocalDate[],
): WeekVerdicts => {
  const [first = ''] = days;
  const ranked = [...packs].sort(byRank);
  const judged = ranked.map((pack) => {
    const facts = weekFacts(pack, care, sessions, first);
    const quiet = silenced(pack, ranked);
    const heard = (rules: readonly Rule[]): readonly Rule[] => rules.filter(({ kind }) => !quiet.has(kind));
    return { pack, facts, heard };
  });
  const week = judged.flatMap(({ pack, facts, heard }) =>
    heard(rulesFor(pack, care, dayOfWeek(facts))).flatMap((rule) => {
      const said = judgeOfWeek(rule, facts);
      return said === null ? [] : [verdictOf(pack, rule, said)];
    }),
  );
  const verdictsOf = (day: LocalDate): readonly Verdict[] =>
    judged.flatMap(({ pack, facts, heard }) => {
      const isEmpty = !facts.sessions.some((session) => session.day === day);
      const rules = rulesFor(pack, care, day);
      // Of a day without sessions only its floor says something: that it is no program day.
      const asked = heard(rules).filter(({ kind }) => !isEmpty || kind === 'day-minutes');
      return asked.flatMap((rule) =>
        judgeOfDay(rule, rules, facts, day).map((said) => verdictOf(pack, rule, said)),
      );
    });
  return {
    weekStart: weekStartOf(first, ranked[0]?.definitions.weekStart ?? 'monday'),
    days: days.map((day) => {
      const verdicts = verdictsOf(day);
      return { day, verdicts, minutes: decisive(verdicts, ranked, 'day-minutes') };
    }),
    minutes: decisive(week, ranked, 'week-minutes'),
    week,
  };
};
