import { addDays, daysApart, type LocalDate } from '../calendar.js';
import { coveredDays, isOver } from '../care-context.js';
import type { Judged } from '../verdict.js';
import { basisOf, minutesOf, sessionsOfWeek, sessionsWithin, wasThere, type Judging } from './judging.js';
import { reach } from './minutes.js';

/** Days of a week with enough of a service. */
export const judgeDaysPerWeek = (judging: Judging<'days-per-week'>): Judged => {
  const { rule, facts } = judging;
  const { pack, care, days } = facts;
  const enough =
    rule.hoursPerDay === undefined
      ? Math.max(1, pack.definitions.minPresentMinutes)
      : rule.hoursPerDay * pack.definitions.hourMinutes;
  const byDay = days.map((day) => {
    const minutes = minutesOf(sessionsWithin(judging, day, day));
    return { ...basisOf(pack.definitions.minuteBasis, minutes), open: minutes.open };
  });
  const sessions = sessionsOfWeek(judging);
  const done = byDay.filter(({ figure }) => figure >= enough).length;
  const possible = byDay.filter(({ reachable }) => reachable >= enough).length;
  const over = sessions.every(isOver);
  const covered = coveredDays(care, days).length;
  const judged = {
    values: { days: done, target: rule.days, needed: Math.max(0, rule.days - done), possible, enough },
    measure: null,
    inputs: { done, possible, over, enough, target: rule.days, covered },
  };
  if (covered < 7 && pack.definitions.proration !== 'full-target' && done < rule.days) {
    return { ...judged, status: 'not-applicable', key: 'week.partial', ...partialMinutes(judging) };
  }
  const status = reach(done, possible, rule.days, over);
  const repairs = byDay.flatMap(({ figure, reachable, open }) =>
    figure < enough && reachable >= enough ? open : [],
  );
  return { ...judged, status, key: `days.${status}`, repairs: status === 'on-track' ? repairs : [] };
};

const partialMinutes = (judging: Judging<'days-per-week'>) => {
  const { figure } = basisOf('attended', minutesOf(sessionsOfWeek(judging)));
  return { values: { minutes: figure } };
};

interface Gap {
  readonly after: LocalDate;
  readonly before: LocalDate;
  readonly days: number;
  /** Nothing can change it any more: the service that ended it was attended. */
  readonly isPast: boolean;
}

/** Days without a service between two that have one, holidays left out. */
const emptyDays = (after: LocalDate, before: LocalDate, holidays: readonly LocalDate[]): number => {
  const length = daysApart(after, before) - 1;
  return length - holidays.filter((day) => day > after && day < before).length;
};

/** The longest time without a service that ends in this week. */
export const judgeLongestGap = (judging: Judging<'longest-gap'>): Judged => {
  const { rule, facts } = judging;
  const last = facts.days.at(-1) ?? facts.weekStart;
  const known = sessionsWithin(judging, facts.care.startsOn, last);
  const attended = new Set(known.filter(wasThere).map(({ day }) => day));
  const services = [...new Set([...attended, ...known.filter((one) => !isOver(one)).map(({ day }) => day)])];
  const ordered = services.sort();
  const weekIsOver = sessionsOfWeek(judging).every(isOver);
  const gaps = ordered.flatMap((before, index): readonly Gap[] => {
    const after = ordered[index - 1];
    if (after === undefined || before < facts.weekStart) return [];
    const days = emptyDays(after, before, rule.holidays);
    return [{ after, before, days, isPast: attended.has(after) && attended.has(before) }];
  });
  const latest = ordered.at(-1);
  const open: readonly Gap[] =
    latest !== undefined && weekIsOver && latest <= last && last <= facts.care.lastDay
      ? [
          {
            after: latest,
            before: addDays(last, 1),
            days: emptyDays(latest, addDays(last, 1), rule.holidays),
            isPast: true,
          },
        ]
      : [];
  const longest = [...gaps, ...open].reduce<Gap | null>(
    (most, gap) => (most === null || gap.days > most.days ? gap : most),
    null,
  );
  const judged = {
    values: {
      days: longest?.days ?? 0,
      maximum: rule.maximumDays,
      from: longest?.after ?? '',
      to: longest?.before ?? '',
    },
    measure: null,
    inputs: { days: longest?.days ?? null, isPast: longest?.isPast ?? null, maximum: rule.maximumDays },
  };
  if (longest === null) return { ...judged, status: 'not-applicable', key: 'gap.nothing-yet' };
  if (longest.days <= rule.maximumDays) return { ...judged, status: 'met', key: 'gap.within' };
  return longest.isPast
    ? { ...judged, status: 'missed', key: 'gap.longer' }
    : { ...judged, status: 'at-risk', key: 'gap.planned-longer' };
};

/** So many sessions of a type in so many days, which end with the week. */
export const judgeCadence = (judging: Judging<'cadence'>): Judged => {
  const { rule, facts } = judging;
  const last = addDays(facts.weekStart, 6);
  const from = addDays(last, 1 - rule.periodDays);
  const meant = sessionsWithin(judging, from, last).filter(({ sessionType }) =>
    rule.sessionTypes.some((type) => type === sessionType),
  );
  const done = meant.filter((session) => wasThere(session) && isOver(session)).length;
  const open = meant.filter((session) => !isOver(session));
  const weekIsOver = sessionsOfWeek(judging).every(isOver);
  const reachable = done + open.length;
  const isYoung = facts.care.startsOn > from;
  const judged = {
    values: { done, target: rule.count, period: rule.periodDays, planned: open.length },
    measure: null,
    inputs: { done, open: open.length, weekIsOver, isYoung, target: rule.count, period: rule.periodDays },
  };
  const status = reach(done, reachable, rule.count, weekIsOver);
  if (isYoung && (status === 'missed' || status === 'at-risk')) {
    return { ...judged, status: 'not-applicable', key: 'cadence.not-yet' };
  }
  const repairs = status === 'on-track' ? open.map(({ sessionId }) => sessionId) : [];
  return { ...judged, status, key: `cadence.${status}`, repairs };
};
