import { without } from '../../attendance/intervals.js';
import type { Interval } from '../../time.js';
import { coveredDays, taperWeekOf, type CareSession, type TaperWeek } from '../care-context.js';
import type { LocalDate } from '../calendar.js';
import type { RuleOf } from '../rule-kinds.js';
import { lengthOf } from '../union.js';
import { wholeMinutes, type DiscreteService, type Judged, type VerdictStatus } from '../verdict.js';
import {
  basisOf,
  isGroup,
  minutesOf,
  sessionsOfWeek,
  sessionsWithin,
  type Judging,
  type Minutes,
  type WeekFacts,
} from './judging.js';

const figures = (figure: number, target: number, reachable: number) => ({
  minutes: figure,
  target,
  needed: Math.max(0, target - figure),
  remaining: Math.max(0, reachable - figure),
});

const basis = (rule: { readonly minuteBasis?: 'attended' | 'scheduled' }, facts: WeekFacts) =>
  rule.minuteBasis ?? facts.pack.definitions.minuteBasis;

/** Met once it is reached, missed once nothing can be added any more, and in between by whether it can be reached. */
export const reach = (
  figure: number,
  reachable: number,
  target: number,
  over: boolean,
): Extract<VerdictStatus, 'met' | 'on-track' | 'at-risk' | 'missed'> => {
  if (figure >= target) return 'met';
  if (over) return 'missed';
  return reachable >= target ? 'on-track' : 'at-risk';
};

/**
 * What the services of a day can be billed as one by one. Where two overlap, the time in both is of the one that began
 * first: the same minute is never billed twice.
 */
const discreteServices = (
  rule: RuleOf<'day-minutes'>,
  sessions: readonly CareSession[],
): readonly DiscreteService[] => {
  const inOrder = [...sessions].sort(
    (a, b) => a.startsAt - b.startsAt || (a.sessionId < b.sessionId ? -1 : 1),
  );
  const billed: Interval[] = [];
  return inOrder.flatMap(({ sessionId, sessionType, attended }) => {
    const own = without(attended, billed);
    const minutes = wholeMinutes(lengthOf(own));
    const fitting = rule.billing?.otherwise.find(
      ({ sessionTypes, minimumMinutes }) =>
        minutes > 0 && minutes >= minimumMinutes && sessionTypes.some((type) => type === sessionType),
    );
    if (fitting === undefined) return [];
    billed.push(...own);
    return [{ sessionId, code: fitting.code, minutes }];
  });
};

const minutesInputs = (minutes: Minutes, target: number, more: Readonly<Record<string, number>> = {}) => ({
  attendedMs: minutes.attendedMs,
  scheduledMs: minutes.scheduledMs,
  remainingMs: minutes.remainingMs,
  over: minutes.over,
  target,
  ...more,
});

// A day that was never planned as a program day (one individual session, say) is not measured as one.
const isProgramDay = (
  rule: RuleOf<'day-minutes'>,
  sessions: readonly CareSession[],
  scheduled: number,
  figure: number,
  target: number,
): boolean =>
  rule.programDay === 'has-group' ? sessions.some(isGroup) : scheduled >= target || figure >= target;

/** Minutes of a program day against the floor of a day. */
export const judgeDayMinutes = (judging: Judging<'day-minutes'>, day: LocalDate): Judged => {
  const { rule, facts } = judging;
  const sessions = sessionsWithin(judging, day, day);
  const minutes = minutesOf(sessions);
  const target = rule.targetHours * facts.pack.definitions.hourMinutes;
  const { figure, reachable } = basisOf(basis(rule, facts), minutes);
  const scheduled = wholeMinutes(minutes.scheduledMs);
  const values = { ...figures(figure, target, reachable), scheduled };
  const judged = {
    values,
    measure: { minutes: figure, target },
    inputs: minutesInputs(minutes, target, { groups: sessions.filter(isGroup).length }),
  };
  if (!isProgramDay(rule, sessions, scheduled, figure, target)) {
    return { ...judged, status: 'not-applicable', key: 'day.no-program-day' };
  }
  const status = reach(figure, reachable, target, minutes.over);
  if (status === 'missed' && rule.shortDay === 'not-billable') {
    const discrete = discreteServices(rule, sessions);
    return { ...judged, status: 'not-billable', key: 'day.not-billable', discrete };
  }
  if (status === 'at-risk' && scheduled < target) return { ...judged, status, key: 'day.planned-short' };
  return { ...judged, status, key: `day.${status}`, repairs: status === 'on-track' ? minutes.open : [] };
};

/** The longest taper that the pack knows of, in weeks. */
const taperWeeks = ({ pack }: WeekFacts): number =>
  Math.max(0, ...pack.rules.map((rule) => (rule.kind === 'taper-exception' ? rule.maximumWeeks : 0)));

const taperOf = (facts: WeekFacts, full: number): TaperWeek | null => {
  const taper = taperWeekOf(facts.care, facts.weekStart, full);
  return taper !== null && taper.week <= taperWeeks(facts) ? taper : null;
};

/** A week's floor for this patient: lowered by a planned taper, or in part when the pack says so. */
const weekTarget = (facts: WeekFacts, full: number, covered: number): number => {
  const asked = Math.min(full, taperOf(facts, full)?.weeklyMinutes ?? full);
  return facts.pack.definitions.proration === 'by-days' ? Math.ceil((asked * covered) / 7) : asked;
};

/** Minutes of a week against its floor. */
export const judgeWeekMinutes = (judging: Judging<'week-minutes'>): Judged => {
  const { rule, facts } = judging;
  const { definitions } = facts.pack;
  const minutes = minutesOf(sessionsOfWeek(judging));
  const covered = coveredDays(facts.care, facts.days).length;
  const isPartial = covered < 7 && definitions.proration === 'partial-weeks-not-judged';
  const full = rule.targetHours * definitions.hourMinutes;
  const target = weekTarget(facts, full, covered);
  const { figure, reachable } = basisOf(basis(rule, facts), minutes);
  const judged = {
    values: { ...figures(figure, target, reachable), full },
    measure: { minutes: figure, target },
    inputs: minutesInputs(minutes, target, { covered }),
  };
  if (isPartial) return { ...judged, status: 'not-applicable', key: 'week.partial' };
  const status = reach(figure, reachable, target, minutes.over);
  if (status === 'met' && figure < full && taperOf(facts, full) !== null)
    return { ...judged, status, key: 'week.taper' };
  return { ...judged, status, key: `week.${status}`, repairs: status === 'on-track' ? minutes.open : [] };
};

/** Minutes of a week against the most that this level of care has. */
export const judgeWeekCeiling = (judging: Judging<'week-ceiling'>): Judged => {
  const { rule, facts } = judging;
  const minutes = minutesOf(sessionsOfWeek(judging));
  const target = rule.maximumHours * facts.pack.definitions.hourMinutes;
  const { figure, reachable } = basisOf(basis(rule, facts), minutes);
  const judged = {
    values: { ...figures(figure, target, reachable), planned: reachable },
    measure: null,
    inputs: minutesInputs(minutes, target),
  };
  if (figure > target) return { ...judged, status: 'missed', key: 'ceiling.above' };
  if (reachable > target) return { ...judged, status: 'at-risk', key: 'ceiling.planned-above' };
  return { ...judged, status: 'met', key: 'ceiling.within' };
};
