import { chainCorrections, type SealSigner } from '@hearth/platform';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import { Remembered } from '../remembered.js';
import type { Surroundings } from '../surroundings.js';

/** A correction whose link was not made, because somebody died in between, gets it. */
export const correctionPolicy = (
  { store, sessions, logger }: Surroundings,
  { signer }: { readonly signer: SealSigner },
): Policy => {
  const remembered = new Remembered();
  return {
    name: 'correction',
    category: 'session',
    after: ['AttendanceCorrected'],
    act: async (sessionId) => {
      const { state, revision, recorded } = await sessions.read(sessionId);
      if (state.status !== 'sealed' || state.corrections.length === 0) return { revision, lookAgainAt: null };
      await remembered.once(`${sessionId}/${state.corrections.length}`, async () => {
        const events = recorded.map(({ event }) => event);
        const chained = await chainCorrections(store, signer, { events, state }, byPolicy('correction'));
        if (chained > 0) logger.info({ sessionId, chained }, 'chained corrections');
      });
      return { revision, lookAgainAt: null };
    },
  };
};
