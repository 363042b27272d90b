import type { RunningMinutes } from '@hearth/views';
import { runningMs } from '../live/running-minutes';

const MINUTE = 60_000;

/** Whole minutes, rounded down: a minute is shown once it is complete. */
export const wholeMinutes = (ms: number): number => Math.floor(ms / MINUTE);

/** Whole minutes of a figure at `now`. */
export const minutesAt = (figure: RunningMinutes, now: number): number =>
  wholeMinutes(runningMs(figure, now));

/** Milliseconds of uncertainty as whole seconds, rounded up: never less doubt than there is. */
export const doubtSeconds = (ms: number): number => Math.ceil(ms / 1_000);
