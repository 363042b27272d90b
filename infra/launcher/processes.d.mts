/**
 * What tells one process from a later one with the same number: when it was started. Null when no such
 * process lives (one that ended and was not yet collected by its parent counts as ended).
 * @param {number} pid
 * @returns {string | null}
 */
export function processIdentity(pid: number): string | null;
/**
 * Whether the very process that was recorded still lives.
 * @param {number} pid
 * @param {string} identity
 */
export function stillLives(pid: number, identity: string): boolean;
/**
 * Sends a signal; a process that is gone already is no error.
 * @param {number} pid negative for a whole process group
 * @param {NodeJS.Signals} signal
 * @returns {boolean} whether somebody was there to get it
 */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean;
/**
 * Waits until a condition holds.
 * @param {() => boolean} condition
 * @param {number} withinMs
 * @returns {Promise<boolean>} false when it did not hold in that time
 */
export function holdsWithin(condition: () => boolean, withinMs: number): Promise<boolean>;
/**
 * Ends processes of ours by their recorded identity: politely, once more (LiveKit with people in a room only
 * goes at the second asking), then by force together with what they started.
 * @param {readonly { pid: number, identity: string }[]} children each the leader of its process group
 * @returns {Promise<number>} how many were still alive
 */
export function endRecorded(
  children: readonly {
    pid: number;
    identity: string;
  }[],
): Promise<number>;
