// @ts-check

const FIRST_MS = 500;
const LONGEST_MS = 15_000;
const AT_MOST = 6;

/** How long a service must have been ready for its earlier falls to be forgiven, in milliseconds. */
export const FORGIVEN_AFTER_MS = 60_000;

/**
 * What to do about a service that ended by itself.
 * @param {number} inARow how often it did, this time included, without having been well in between
 * @returns {{ kind: 'again', afterMs: number } | { kind: 'give up' }}
 */
export function afterFall(inARow) {
  if (inARow > AT_MOST) return { kind: 'give up' };
  return { kind: 'again', afterMs: Math.min(FIRST_MS * 2 ** (inARow - 1), LONGEST_MS) };
}
