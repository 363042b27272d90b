import { wholeMinutes } from '@hearth/domain';
import type { RunningMinutes } from './document.js';

/** What a growing figure has come to at `now`, ms. It never shrinks below what was reported, nor outgrows its end. */
export const runningMs = (figure: RunningMinutes, now: number): number =>
  figure.running ? figure.ms + Math.max(0, Math.min(now, figure.until) - figure.asOf) : figure.ms;

/** Whole minutes of a figure at `now`, rounded down: a minute is shown once it is complete. */
export const minutesAt = (figure: RunningMinutes, now: number): number =>
  wholeMinutes(runningMs(figure, now));
