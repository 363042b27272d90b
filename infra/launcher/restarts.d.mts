/**
 * What to do about a service that ended by itself.
 * @param {number} inARow how often it did, this time included, without having been well in between
 * @returns {{ kind: 'again', afterMs: number } | { kind: 'give up' }}
 */
export function afterFall(inARow: number):
  | {
      kind: 'again';
      afterMs: number;
    }
  | {
      kind: 'give up';
    };
/** How long a service must have been ready for its earlier falls to be forgiven, in milliseconds. */
export const FORGIVEN_AFTER_MS: 60000;
