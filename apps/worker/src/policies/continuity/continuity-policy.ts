import { continuityOf, sessionDecider } from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';

/** Keeps running groups led: promotes the co-facilitator, or holds the group until somebody is back. */
export const continuityPolicy = ({ store, sessions, logger, now }: Surroundings): Policy => ({
  name: 'continuity',
  category: 'session',
  act: async (sessionId) => {
    const { state, revision, recorded } = await sessions.read(sessionId);
    const at = now();
    const continuity = continuityOf(state, at);
    if (continuity.kind === 'not-running') return { revision, lookAgainAt: null };
    if (continuity.kind === 'waiting') return { revision, lookAgainAt: continuity.until };
    const isHeld = state.status === 'live' && state.heldSince !== null;
    const isAsItShouldBe = continuity.kind === (isHeld ? 'hold' : 'led');
    if (isAsItShouldBe) return { revision, lookAgainAt: null };
    const context = byPolicy('continuity', recorded.at(-1));
    const command = { type: 'KeepGroupLed', at } as const;
    const handled = await handleCommand(store, sessionDecider, 'session', sessionId, command, context);
    for (const { type } of handled.events)
      logger.warn({ sessionId, type }, 'a group lost who leads it, or has them back');
    return { revision: handled.revision, lookAgainAt: null };
  },
});
