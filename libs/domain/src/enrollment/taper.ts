import type { TaperStep } from './terms.js';

/**
 * Whether a plan steps down: each step begins after the one before, within the episode, and asks for fewer minutes.
 * @param plan what the steps lead down from, when that was planned
 */
export const isSoundTaper = (
  taper: readonly TaperStep[],
  plan: {
    readonly startsOn: string;
    readonly plannedEndOn: string;
    readonly plannedWeeklyMinutes: number | null;
  },
): boolean =>
  taper.every(({ from, weeklyMinutes }, place) => {
    const before = taper[place - 1];
    const above = before?.weeklyMinutes ?? plan.plannedWeeklyMinutes ?? Infinity;
    const isWithin = from >= plan.startsOn && from <= plan.plannedEndOn;
    return isWithin && weeklyMinutes < above && (before === undefined || before.from < from);
  });
