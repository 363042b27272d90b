import { MINUTE } from '@hearth/domain';
import { sealSession, type SealSigner } from '@hearth/platform';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';

/** A session whose facilitator did not seal it in time is sealed by Hearth, so that no day stays open. */
export const sealPolicy = (
  { store, sessions, logger, now }: Surroundings,
  options: { readonly signer: SealSigner; readonly deadlineMinutes: number },
): Policy => ({
  name: 'seal',
  category: 'session',
  after: ['SessionEnded', 'AttendanceSealed'],
  act: async (sessionId) => {
    const { state, revision, recorded } = await sessions.read(sessionId);
    if (state.status !== 'ended') return { revision, lookAgainAt: null };
    const dueAt = state.endedAt + options.deadlineMinutes * MINUTE;
    const at = now();
    if (at < dueAt) return { revision, lookAgainAt: dueAt };
    const context = byPolicy('seal', recorded.at(-1));
    const seal = await sealSession(store, options.signer, sessionId, context.actor, at, context);
    if (seal !== null) logger.info({ sessionId, sequence: seal.sequence }, 'sealed by deadline');
    return { revision, lookAgainAt: null };
  },
});
