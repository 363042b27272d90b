import { addDays, daysApart, type LocalDate } from '../calendar.js';
import { onDay } from '../../enrollment/course.js';
import { ruleApplies, taperWeekOf } from '../care-context.js';
import type { Rule } from '../rule-kinds.js';
import { targetMinutes } from '../rule-pack.js';
import type { Judged } from '../verdict.js';
import type { Judging, WeekFacts } from './judging.js';
import { judgeDayMinutes } from './minutes.js';

/** How long an episode lasts: long enough, and beyond a limit only with a rationale. */
export const judgeLengthOfStay = ({ rule, facts }: Judging<'length-of-stay'>): Judged => {
  const { startsOn, lastDay, ended } = facts.care;
  const week = Math.floor(daysApart(startsOn, addDays(facts.weekStart, 6)) / 7) + 1;
  const planned = Math.ceil((daysApart(startsOn, lastDay) + 1) / 7);
  const { minimumWeeks, rationaleAfterWeeks } = rule;
  const judged = {
    values: { week, planned, minimum: minimumWeeks ?? 0, limit: rationaleAfterWeeks ?? 0 },
    measure: null,
    inputs: { week, planned, ended, minimum: minimumWeeks ?? null, limit: rationaleAfterWeeks ?? null },
  };
  if (rationaleAfterWeeks !== undefined && week > rationaleAfterWeeks) {
    return { ...judged, status: 'at-risk', key: 'stay.needs-rationale' };
  }
  if (minimumWeeks !== undefined) {
    if (planned >= minimumWeeks) {
      return ended
        ? { ...judged, status: 'met', key: 'stay.long-enough' }
        : { ...judged, status: 'on-track', key: 'stay.planned-long-enough' };
    }
    return ended
      ? { ...judged, status: 'missed', key: 'stay.too-short' }
      : { ...judged, status: 'at-risk', key: 'stay.planned-too-short' };
  }
  return { ...judged, status: 'met', key: 'stay.within' };
};

/** Minutes of a full week, by the pack's own floors. */
const fullWeek = ({ pack, care, weekStart }: WeekFacts): number =>
  Math.max(
    0,
    ...pack.rules
      .filter((rule) => rule.kind === 'week-minutes' && ruleApplies(rule, care, weekStart))
      .map((rule) => targetMinutes(pack, rule)),
  );

/** Whether a taper is as short as it may be. */
export const judgeTaper = ({ rule, facts }: Judging<'taper-exception'>): Judged => {
  const week = taperWeekOf(facts.care, facts.weekStart, fullWeek(facts))?.week ?? null;
  const judged = {
    values: { week: week ?? 0, maximum: rule.maximumWeeks },
    measure: null,
    inputs: { week, maximum: rule.maximumWeeks },
  };
  if (week === null) return { ...judged, status: 'not-applicable', key: 'taper.none' };
  return week <= rule.maximumWeeks
    ? { ...judged, status: 'met', key: 'taper.within' }
    : { ...judged, status: 'missed', key: 'taper.too-long' };
};

/** Whether the plan of care asks for enough; what was attended is another rule's question. */
export const judgeIntensity = ({ rule, facts }: Judging<'planned-intensity'>): Judged => {
  const planned = onDay(facts.care.intensities, addDays(facts.weekStart, 6))?.plannedWeeklyMinutes ?? null;
  const target = rule.targetHours * facts.pack.definitions.hourMinutes;
  const judged = { values: { planned: planned ?? 0, target }, measure: null, inputs: { planned, target } };
  if (planned === null) return { ...judged, status: 'not-applicable', key: 'intensity.unknown' };
  return planned >= target
    ? { ...judged, status: 'met', key: 'intensity.met' }
    : { ...judged, status: 'missed', key: 'intensity.missed' };
};

const isDayRule = (rule: Rule): rule is Extract<Rule, { readonly kind: 'day-minutes' }> =>
  rule.kind === 'day-minutes';

const dayStatus = (facts: WeekFacts, rules: readonly Rule[], day: LocalDate): Judged['status'] => {
  const rule = rules.find(isDayRule);
  return rule === undefined ? 'not-applicable' : judgeDayMinutes({ rule, facts }, day).status;
};

/**
 * One unit for a day that qualifies, whatever number of sessions is in it.
 * @param rules those of the pack that apply to the patient: the floor of a day among them decides
 */
export const judgeUnits = (
  { rule, facts }: Judging<'units-per-day'>,
  rules: readonly Rule[],
  day: LocalDate,
): Judged => {
  const qualifies = dayStatus(facts, rules, day);
  const sessions = facts.byDay.get(day)?.length ?? 0;
  const judged = {
    values: { units: rule.maximum, code: rule.code, revenueCode: rule.revenueCode ?? '', sessions },
    measure: null,
    inputs: { qualifies, sessions, maximum: rule.maximum, code: rule.code },
  };
  switch (qualifies) {
    case 'met':
      return { ...judged, status: 'met', key: 'units.one' };
    case 'on-track':
    case 'at-risk':
      return { ...judged, status: 'on-track', key: 'units.possible' };
    case 'missed':
    case 'not-billable':
    case 'not-applicable':
      return { ...judged, status: 'not-applicable', key: 'units.none' };
    default:
      return qualifies satisfies never;
  }
};
