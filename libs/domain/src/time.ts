/** A moment, in milliseconds since the Unix epoch. Commands carry it; the domain has no clock of its own. */
export type Instant = number;

/** A span of time in whole milliseconds. */
export type Milliseconds = number;

/** Half-open: `from` belongs to it, `to` does not. `to >= from`. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

export const SECOND: Milliseconds = 1_000;
export const MINUTE: Milliseconds = 60 * SECOND;
export const HOUR: Milliseconds = 60 * MINUTE;
