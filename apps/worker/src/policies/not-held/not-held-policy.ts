import { MINUTE, sessionDecider } from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';
import { unlessRefused } from '../unless-refused.js';

/** How long after its end the doors of a session can still be opened, to put on record what took place elsewhere. */
const WAIT_MS = 120 * MINUTE;

/**
 * A session whose time is over and whose doors nobody ever opened did not take place: Hearth calls it off, so that it is
 * no longer expected of anybody and no longer stands in a week as something to come. It waits as long again after the
 * last that was told of the session, and after Hearth itself was away, since then nobody could have opened any doors.
 */
export const notHeldPolicy = ({ store, sessions, logger, now }: Surroundings): Policy => {
  const since = now();
  return {
    name: 'not-held',
    category: 'session',
    after: ['SessionScheduled', 'SessionRescheduled'],
    act: async (sessionId) => {
      const { state, revision, recorded } = await sessions.read(sessionId);
      if (state.status !== 'scheduled') return { revision, lookAgainAt: null };
      const dueAt = Math.max(state.plan.endsAt, recorded.at(-1)?.recordedAt ?? 0, since) + WAIT_MS;
      const at = now();
      if (at < dueAt) return { revision, lookAgainAt: dueAt };
      const command = { type: 'CancelSession', reasonCode: 'not-held', at } as const;
      const context = byPolicy('not-held');
      const handled = await unlessRefused(
        () => handleCommand(store, sessionDecider, 'session', sessionId, command, context),
        // Somebody opened its doors, or moved it, in this moment: their event has it looked at again.
        ({ code }) => logger.info({ code, sessionId }, 'a session is not called off after all'),
      );
      if (handled !== null) logger.info({ sessionId }, 'a session was not held');
      return { revision: handled?.revision ?? revision, lookAgainAt: null };
    },
  };
};
