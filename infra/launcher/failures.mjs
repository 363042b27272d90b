// @ts-check
import { stripVTControlCharacters } from 'node:util';

/** What a failed test said is cut here; the whole of it stands where the test ran. */
const LINES = 12;

/**
 * Each failed test of a run by its name, with the first lines of what it said: so that the end of a long output
 * says what failed.
 * @param {unknown} report what Jest wrote with --json, or null when it wrote nothing
 * @returns {readonly string[]}
 */
export function failuresOf(report) {
  return list(record(report)['testResults']).flatMap((file) => {
    const { name, message, assertionResults } = record(file);
    const failed = list(assertionResults)
      .map(record)
      .filter(({ status }) => status === 'failed')
      .map(
        ({ fullName, failureMessages }) =>
          `${text(fullName)}\n${opening(list(failureMessages).map(text)[0])}`,
      );
    if (failed.length > 0) return failed;
    return record(file)['status'] === 'failed' ? [`${text(name)}\n${opening(text(message))}`] : [];
  });
}

/** @param {string | undefined} words */
function opening(words = '') {
  const lines = stripVTControlCharacters(words)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines
    .slice(0, LINES)
    .map((line) => `    ${line.slice(0, 200)}`)
    .join('\n');
}

/** @param {unknown} value @returns {Record<string, unknown>} */
const record = (value) =>
  typeof value === 'object' && value !== null ? /** @type {Record<string, unknown>} */ (value) : {};

/** @param {unknown} value @returns {readonly unknown[]} */
const list = (value) => (Array.isArray(value) ? value : []);

/** @param {unknown} value */
const text = (value) => (typeof value === 'string' ? value : '');
