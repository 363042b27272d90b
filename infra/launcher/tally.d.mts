/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string} [note] why, where a figure needs a word
 * @property {readonly string[]} [failures] each failed test by its name, and the first of what it said
 */
/**
 * What one run of Jest came to. A run that broke down, or that found nothing where there are tests, has failed
 * even if no single test did.
 * @param {object} run
 * @param {unknown} run.report what Jest wrote with --json, or null when it wrote nothing
 * @param {number | null} run.code its exit code; null when it was ended
 * @param {number} run.files how many test files there are
 * @returns {Tally}
 */
export function tallyOf({
  report,
  code,
  files,
}: {
  report: unknown;
  code: number | null;
  files: number;
}): Tally;
/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sumOf(tallies: readonly Tally[]): Tally;
/**
 * The last line of `npm test`.
 * @param {Tally} tally
 */
export function tallyLine({ passed, failed }: Tally): string;
export type Tally = {
  passed: number;
  failed: number;
  skipped: number;
  /**
   * why, where a figure needs a word
   */
  note?: string | undefined;
  /**
   * each failed test by its name, and the first of what it said
   */
  failures?: readonly string[] | undefined;
};
