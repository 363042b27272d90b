// @ts-check
import { failuresOf } from './failures.mjs';

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
export function tallyOf({ report, code, files }) {
  if (typeof report !== 'object' || report === null) {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      note: `it broke down (${code === null ? 'ended' : `exit code ${code}`})`,
    };
  }
  const count = (/** @type {string} */ name) => {
    const value = /** @type {Record<string, unknown>} */ (report)[name];
    return typeof value === 'number' ? value : 0;
  };
  const passed = count('numPassedTests');
  const failed = count('numFailedTests') + count('numRuntimeErrorTestSuites');
  const skipped = count('numPendingTests') + count('numTodoTests');
  if (failed === 0 && code !== 0) {
    return {
      passed,
      failed: 1,
      skipped,
      note: code === null ? 'it did not end by itself' : `exit code ${code}`,
    };
  }
  if (passed + failed + skipped === 0 && files > 0) {
    return {
      passed,
      failed: 1,
      skipped,
      note: `there are ${files} test files, and no test was found in them`,
    };
  }
  const failures = failuresOf(report);
  return { passed, failed, skipped, ...(failures.length === 0 ? {} : { failures }) };
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sumOf(tallies) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of tallies) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/**
 * The last line of `npm test`.
 * @param {Tally} tally
 */
export function tallyLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}
