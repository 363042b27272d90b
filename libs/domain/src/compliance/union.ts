import type { Interval, Milliseconds } from '../time.js';

/** The same time said with as few intervals as possible, in order. Empty intervals fall away. */
export const unionOf = (intervals: readonly Interval[]): readonly Interval[] => {
  const ordered = intervals
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const merged: Interval[] = [];
  for (const next of ordered) {
    const last = merged.at(-1);
    if (last === undefined || next.from > last.to) merged.push(next);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
  }
  return merged;
};

/** How long a set of intervals lasts, with no moment counted twice. */
export const lengthOf = (intervals: readonly Interval[]): Milliseconds =>
  unionOf(intervals).reduce((sum, { from, to }) => sum + (to - from), 0);
