import { addDays, HOUR, localDate, MINUTE, programmeDecider, startOfDay } from '@hearth/domain';
import { foldStream } from '@hearth/eventstore';
import { rootDay, type SealSigner } from '@hearth/platform';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';

/** After this long past midnight a day is rooted though a session of it is not sealed, and the root says which. */
const DEADLINE_MS = 12 * HOUR;
const LOOK_AGAIN_MS = 5 * MINUTE;
const SOON_MS = MINUTE;

export interface RootOptions {
  readonly signer: SealSigner;
  /** Sessions of a programme's calendar day. */
  readonly sessionsOfDay: (programmeId: string, day: string) => Promise<readonly string[]>;
  /** Whether the views that say so are whole: not behind, and not being built anew. */
  readonly viewsAreWhole: () => Promise<boolean>;
}

/** Rolls up each day of a programme's chain into one signed root, when the day is over and its sessions are sealed. */
export const rootPolicy = (
  { store, sessions, logger, now }: Surroundings,
  { signer, sessionsOfDay, viewsAreWhole }: RootOptions,
): Policy => {
  const isPending = async (sessionId: string): Promise<boolean> => {
    const { status } = (await sessions.read(sessionId)).state;
    return status === 'doors-open' || status === 'live' || status === 'ended';
  };

  const pendingOf = async (programmeId: string, day: string): Promise<readonly string[]> => {
    const pending: string[] = [];
    for (const id of await sessionsOfDay(programmeId, day)) if (await isPending(id)) pending.push(id);
    return pending;
  };

  return {
    name: 'root',
    category: 'programme',
    act: async (programmeId) => {
      const { state, revision } = await foldStream(store, programmeDecider, 'programme', programmeId);
      const [first] = state.status === 'none' ? [] : state.unrooted;
      if (state.status === 'none' || first === undefined) return { revision, lookAgainAt: null };
      const { timeZone } = state;
      const at = now();
      const today = localDate(at, timeZone);
      const day = addDays(today, -1);
      if (localDate(first.at, timeZone) > day || (state.lastRoot !== null && state.lastRoot.day >= day)) {
        return { revision, lookAgainAt: startOfDay(addDays(today, 1), timeZone) };
      }
      // A day that is only half told would be rooted without its sessions; no deadline makes that right.
      if (!(await viewsAreWhole())) return { revision, lookAgainAt: at + SOON_MS };
      const unsealed = await pendingOf(programmeId, day);
      const deadline = startOfDay(today, timeZone) + DEADLINE_MS;
      if (unsealed.length > 0 && at < deadline) {
        return { revision, lookAgainAt: Math.min(at + LOOK_AGAIN_MS, deadline) };
      }
      const root = await rootDay(store, signer, programmeId, { day, unsealed, at }, byPolicy('root'));
      if (root !== null) logger.info({ programmeId, day }, 'signed the root of the day');
      return { revision, lookAgainAt: null };
    },
  };
};
