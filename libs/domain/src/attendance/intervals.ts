import { unionOf } from '../compliance/union.js';
import type { Instant, Interval, Milliseconds } from '../time.js';

/** The parts of the intervals that lie inside the window. */
export const clip = (intervals: readonly Interval[], window: Interval): readonly Interval[] =>
  intervals
    .map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }))
    .filter(({ from, to }) => to > from);

/** The parts of the window that no interval covers, in order. */
export const uncovered = (intervals: readonly Interval[], window: Interval): readonly Interval[] => {
  const covered = clip(unionOf(intervals), window);
  const starts = [window.from, ...covered.map(({ to }) => to)];
  const ends = [...covered.map(({ from }) => from), window.to];
  return starts.map((from, index) => ({ from, to: ends[index] ?? from })).filter(({ from, to }) => to > from);
};

/** The parts of the intervals that lie in one of the others too. */
export const within = (intervals: readonly Interval[], others: readonly Interval[]): readonly Interval[] => {
  const united = unionOf(others);
  return unionOf(intervals).flatMap((one) => clip(united, one));
};

/** The parts of the intervals that lie in none of the others. */
export const without = (intervals: readonly Interval[], others: readonly Interval[]): readonly Interval[] =>
  unionOf(intervals).flatMap((one) => uncovered(others, one));

/** The gaps between intervals that are no longer than `longest` and not barred. */
export const bridges = (
  intervals: readonly Interval[],
  longest: Milliseconds,
  isBarred: (gap: Interval) => boolean,
): readonly Interval[] => {
  const united = unionOf(intervals);
  return united.slice(1).flatMap(({ from: to }, index) => {
    const gap = { from: united[index]?.to ?? to, to };
    return gap.to - gap.from <= longest && !isBarred(gap) ? [gap] : [];
  });
};

/** Whether a moment lies in one of the intervals, which must be in order and not overlap. */
export const covers = (intervals: readonly Interval[], at: Instant): boolean => {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle]?.to ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  const next = intervals[low];
  return next !== undefined && next.from <= at;
};
