import type { LocalDate } from './calendar.js';
import type { WeekRules, WeekVerdicts } from './evaluate-week.js';
import { withOverrides, type MadePacks, type PackInForce, type RuleOverride } from './override.js';
import { rankOf, type RulePack } from './rule-pack.js';
import type { UnsignedVerdict, Verdict, VerdictStatus } from './verdict.js';

/** One rule that says something else of a day or a week under other rules. Null: it was not asked. */
export interface Flip {
  readonly span: 'day' | 'week';
  /** The day, or the first of the week. */
  readonly on: LocalDate;
  readonly ruleId: string;
  readonly before: Pick<Verdict, 'status' | 'packId' | 'packVersion' | 'sentence'> | null;
  readonly after: Pick<Verdict, 'status' | 'packId' | 'packVersion' | 'sentence'> | null;
}

/**
 * The rules of a programme as if one pack had held in one version all the time, whatever its dates.
 * @param overrides what is in force or tried out; those of this pack hold on top of it
 */
export const rulesUnder = (
  rules: WeekRules,
  pack: RulePack,
  overrides: readonly RuleOverride[],
): WeekRules => {
  const known = new Map<LocalDate, readonly PackInForce[]>();
  const made: MadePacks = new Map();
  const on = (day: LocalDate): readonly PackInForce[] => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const others = rules.on(day).filter(({ id }) => id !== pack.id);
    const packs = [...others, withOverrides(pack, overrides, day, made)].sort(
      (a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1),
    );
    known.set(day, packs);
    return packs;
  };
  return { packId: rules.packId, on, adopted: [...rules.adopted, pack.id] };
};

const asked = (status: VerdictStatus | undefined): boolean =>
  status !== undefined && status !== 'not-applicable';

const keyOf = ({ ruleId, sessionId }: UnsignedVerdict): string => `${ruleId ?? ''} ${sessionId ?? ''}`;

const inShort = (verdict: UnsignedVerdict | undefined): Flip['before'] => {
  if (verdict === undefined) return null;
  const { status, packId, packVersion, sentence } = verdict;
  return { status, packId, packVersion, sentence };
};

const between = (
  span: Flip['span'],
  on: LocalDate,
  before: readonly UnsignedVerdict[],
  after: readonly UnsignedVerdict[],
): readonly Flip[] => {
  const was = new Map(before.map((verdict) => [keyOf(verdict), verdict]));
  const is = new Map(after.map((verdict) => [keyOf(verdict), verdict]));
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key) => {
    const [old, next] = [was.get(key), is.get(key)];
    // A rule that had nothing to ask says the same as one that was not there.
    const isSame = old?.status === next?.status || (!asked(old?.status) && !asked(next?.status));
    const ruleId = old?.ruleId ?? next?.ruleId ?? '';
    return isSame ? [] : [{ span, on, ruleId, before: inShort(old), after: inShort(next) }];
  });
};

/** What two judgements of the same week disagree on, the days first. */
export const flipsBetween = (
  before: WeekVerdicts<UnsignedVerdict>,
  after: WeekVerdicts<UnsignedVerdict>,
): readonly Flip[] => [
  ...before.days.flatMap(({ day, verdicts }) =>
    between('day', day, verdicts, after.days.find((other) => other.day === day)?.verdicts ?? []),
  ),
  ...between('week', before.weekStart, before.week, after.week),
];
