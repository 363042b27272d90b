const MINUTE = 60_000;

/** Whole minutes, rounded down: a minute is shown once it is complete. */
export const wholeMinutes = (ms: number): number => Math.floor(ms / MINUTE);

/** Milliseconds of uncertainty as whole seconds, rounded up: never less doubt than there is. */
export const doubtSeconds = (ms: number): number => Math.ceil(ms / 1_000);
