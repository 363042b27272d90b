/**
 * A time for people.
 * @param {number} ms
 * @returns {string} `0.4 s`, `34 s`, `1 min 48 s`
 */
export function duration(ms: number): string;
/**
 * The clause on how it stands, without the name: `ready in 0.4 s · embedded 0.1.0 · 127.0.0.1:2113`.
 * @param {Status} status
 * @returns {string}
 */
export function clause(status: Status): string;
/**
 * One line of the list.
 * @param {Status} status
 * @param {object} [look]
 * @param {number} [look.columns] cut to so many characters
 * @param {boolean} [look.colour]
 * @param {number} [look.workedMs] how long it has been at it, shown while it works
 * @returns {string}
 */
export function statusLine(
  status: Status,
  {
    columns,
    colour,
    workedMs,
  }?: {
    columns?: number | undefined;
    colour?: boolean | undefined;
    workedMs?: number | undefined;
  },
): string;
export namespace TITLES {
  let dependencies: string;
  let server: string;
  let web: string;
  let chromium: string;
  let eventstore: string;
  let redis: string;
  let livekit: string;
  let api: string;
  let worker: string;
  let demo: string;
}
/**
 * @typedef {object} Screen what is written to
 * @property {(text: string) => unknown} write
 * @property {boolean} [isTTY]
 * @property {number} [columns]
 */
/**
 * The list on the screen: on a terminal the lines are drawn over while things move, elsewhere each change is a
 * line of its own.
 */
export class Board {
  /**
   * @param {Screen} screen
   * @param {Readonly<Record<string, string | undefined>>} [env]
   */
  constructor(screen: Screen, env?: Readonly<Record<string, string | undefined>>);
  /** @param {Status} status */
  show(status: Status): void;
  /**
   * A line below the list.
   * @param {string} line
   */
  say(line: string): void;
  /** From here on the list stands still, and each change is a line with the time of day. */
  settle(): void;
  #private;
}
export type Status = import('./types.mjs').Status;
export type State = import('./types.mjs').State;
/**
 * what is written to
 */
export type Screen = {
  write: (text: string) => unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
};
