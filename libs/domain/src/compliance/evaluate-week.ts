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
import { packsOfProgramme, type MadePacks, type PackInForce, type ProgrammeRules } from './override.js';
import type { Rule, RuleKind } from './rule-kinds.js';
import { inForce, rankOf, scopeOf, targetMinutes, type RulePack } from './rule-pack.js';
import { unsignedVerdictOf, verdictOf, type Judged, type UnsignedVerdict, type Verdict } from './verdict.js';

/** What all packs that apply say of a patient's day. */
export interface DayVerdicts<Said extends UnsignedVerdict = Verdict> {
  readonly day: LocalDate;
  /** The most binding verdict on the minutes of the day; null when no rule asks for any. */
  readonly minutes: Said | null;
  readonly verdicts: readonly Said[];
}

/**
 * Says what is said of a day, or what was said of it before: beside the rules and the patient's care, that follows from
 * the sessions of the day alone.
 */
export type SayOfDay<Said extends UnsignedVerdict = Verdict> = (
  day: LocalDate,
  say: () => DayVerdicts<Said>,
) => DayVerdicts<Said>;

/** Nothing is remembered of a day. */
const sayAnew = <Said extends UnsignedVerdict>(
  _day: LocalDate,
  say: () => DayVerdicts<Said>,
): DayVerdicts<Said> => say();

/** What all packs that apply say of a patient's week. */
export interface WeekVerdicts<Said extends UnsignedVerdict = Verdict> {
  readonly weekStart: LocalDate;
  readonly days: readonly DayVerdicts<Said>[];
  /** The most binding verdict on the minutes of the week. */
  readonly minutes: Said | null;
  readonly week: readonly Said[];
}

/** The rules of a programme, as they hold on each day. */
export interface WeekRules {
  /** The programme's own pack. */
  readonly packId: string;
  readonly on: (day: LocalDate) => readonly PackInForce[];
  /** Accreditation is optional: such packs are asked only when the organisation has adopted them. */
  readonly adopted: readonly string[];
}

/** The rules that a programme has decided to go by; what holds on a day is worked out once. */
export const weekRules = (rules: ProgrammeRules): WeekRules => {
  const known = new Map<LocalDate, readonly PackInForce[]>();
  const made: MadePacks = new Map();
  const on = (day: LocalDate): readonly PackInForce[] => {
    const packs = known.get(day) ?? packsOfProgramme(rules, day, made);
    known.set(day, packs);
    return packs;
  };
  return { packId: rules.packId, on, adopted: rules.adopted };
};

/** The packs that a patient comes under on a day: the programme's own, and those of payer, state and age. */
export const packsFor = (rules: WeekRules, care: CareContext, day: LocalDate): readonly PackInForce[] =>
  rules
    .on(day)
    .filter(
      (pack) =>
        pack.id === rules.packId ||
        (scopeOf(pack) !== 'programme' &&
          (scopeOf(pack) !== 'accreditation' || rules.adopted.includes(pack.id)) &&
          appliesToCare(pack.appliesWhen, care, day)),
    );

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
  pack.rules.filter((rule) => inForce(rule, day) && ruleApplies(rule, care, day));

/** Kinds of rule on which a more binding pack has the last word. */
const silenced = (pack: RulePack, packs: readonly RulePack[]): ReadonlySet<RuleKind> =>
  new Set(packs.filter((other) => rankOf(other) < rankOf(pack)).flatMap(({ speaksFor = [] }) => speaksFor));

const decisive = <Said extends UnsignedVerdict>(
  verdicts: readonly Said[],
  asked: readonly { readonly pack: RulePack }[],
  kind: RuleKind,
): Said | null => {
  const ofKind = verdicts.filter((verdict) => verdict.kind === kind);
  const speaks = (verdict: Said): boolean =>
    verdict.scope === 'programme' ||
    asked.some(({ pack }) => pack.id === verdict.packId && (pack.speaksFor ?? []).includes(kind));
  return ofKind.find(speaks) ?? ofKind[0] ?? null;
};

/**
 * Clock minutes that the most binding rule asks of a program day of this patient; 0 when none does. For screens that
 * show a target beside running minutes.
 */
export const dayFloorOn = (rules: WeekRules, care: CareContext, day: LocalDate): number => {
  const packs = packsFor(rules, care, day);
  for (const pack of packs) {
    const rule = rulesFor(pack, care, day).find(({ kind }) => kind === 'day-minutes');
    if (rule !== undefined && !silenced(pack, packs).has('day-minutes')) return targetMinutes(pack, rule);
  }
  return 0;
};

/** What a pack is asked with: by whom its rules are silenced, and the week as it sees it. */
interface Asked {
  readonly pack: PackInForce;
  readonly facts: WeekFacts;
  readonly rules: readonly Rule[];
  readonly heard: readonly Rule[];
}

/**
 * Judges a patient's week by every rule that applies. Pure, and indifferent to the order of sessions and packs. A week
 * goes by the rules, the payer, the state and the age of its first day of care, and each day by its own.
 * @param days those of the week; a pack that begins its weeks on another day judges the week of the first of them
 * @param sayOfDay a memory of days that have not changed, for whoever asks of the same weeks over and over
 */
export const evaluateWeek = (
  rules: WeekRules,
  care: CareContext,
  sessions: readonly CareSession[],
  days: readonly LocalDate[],
  sayOfDay: SayOfDay = sayAnew,
): WeekVerdicts => judgeWeek(rules, care, sessions, days, { verdictOf, sayOfDay });

/** How verdicts are written, and what is remembered of days. */
export interface Saying<Said extends UnsignedVerdict> {
  readonly verdictOf: (pack: PackInForce, rule: Rule, judged: Judged) => Said;
  readonly sayOfDay: SayOfDay<Said>;
}

/** Verdicts that are only compared: without the hash of their inputs, and with nothing remembered. */
export const unsignedSaying: Saying<UnsignedVerdict> = {
  verdictOf: unsignedVerdictOf,
  sayOfDay: sayAnew,
};

/** As `evaluateWeek`, with verdicts in the form that is wanted of them. */
export const judgeWeek = <Said extends UnsignedVerdict>(
  rules: WeekRules,
  care: CareContext,
  sessions: readonly CareSession[],
  days: readonly LocalDate[],
  { verdictOf: write, sayOfDay }: Saying<Said>,
): WeekVerdicts<Said> => {
  const first = days[0] ?? care.startsOn;
  const seen = new Map<PackInForce, WeekFacts>();
  const factsOf = (pack: PackInForce): WeekFacts => {
    const facts = seen.get(pack) ?? weekFacts(pack, care, sessions, first);
    seen.set(pack, facts);
    return facts;
  };
  const asked = (day: LocalDate): readonly Asked[] => {
    const packs = packsFor(rules, care, day);
    return packs.map((pack) => {
      const quiet = silenced(pack, packs);
      const applying = rulesFor(pack, care, day);
      const heard = applying.filter(({ kind }) => !quiet.has(kind));
      return { pack, facts: factsOf(pack), rules: applying, heard };
    });
  };
  const ofWeek = asked(coveredDays(care, days)[0] ?? first);
  const week = ofWeek.flatMap(({ pack, facts, heard }) =>
    heard.flatMap((rule) => {
      const said = judgeOfWeek(rule, facts);
      return said === null ? [] : [write(pack, rule, said)];
    }),
  );
  const dayVerdicts = (day: LocalDate): DayVerdicts<Said> => {
    const ofDay = asked(day);
    const verdicts = ofDay.flatMap(({ pack, facts, rules: all, heard }) => {
      const isEmpty = !facts.byDay.has(day);
      // Of a day without sessions only its floor says something: that it is no program day.
      const worth = heard.filter(({ kind }) => !isEmpty || kind === 'day-minutes');
      return worth.flatMap((rule) =>
        judgeOfDay(rule, all, facts, day).map((said) => write(pack, rule, said)),
      );
    });
    return { day, verdicts, minutes: decisive(verdicts, ofDay, 'day-minutes') };
  };
  return {
    weekStart: weekStartOf(first, ofWeek[0]?.pack.definitions.weekStart ?? 'monday'),
    days: days.map((day) => sayOfDay(day, () => dayVerdicts(day))),
    minutes: decisive(week, ofWeek, 'week-minutes'),
    week,
  };
};
