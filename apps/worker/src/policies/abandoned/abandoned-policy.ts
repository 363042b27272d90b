import { isOpen, MINUTE, sessionDecider, type SessionStateOf } from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';

/** How long a session may run over before it is looked whether anybody is still in it. */
const OVERRUN_MS = 30 * MINUTE;
const LOOK_AGAIN_MS = 5 * MINUTE;
/** As long as anything is still being told of a session, somebody is busy with it. */
const QUIET_MS = 5 * MINUTE;

const isDeserted = (session: SessionStateOf<'doors-open' | 'live'>): boolean =>
  !Object.values(session.connections).some(isOpen);

/** A session that nobody ended, with nobody left in it long after its time, is ended by Hearth. */
export const abandonedPolicy = ({ store, sessions, logger, now }: Surroundings): Policy => ({
  name: 'abandoned',
  category: 'session',
  after: ['DoorsOpened', 'SessionStarted', 'SessionRescheduled', 'SessionEnded'],
  act: async (sessionId) => {
    const { state, revision, recorded } = await sessions.read(sessionId);
    if (state.status !== 'doors-open' && state.status !== 'live') return { revision, lookAgainAt: null };
    const dueAt = state.plan.endsAt + OVERRUN_MS;
    const at = now();
    if (at < dueAt) return { revision, lookAgainAt: dueAt };
    if (!isDeserted(state)) return { revision, lookAgainAt: at + LOOK_AGAIN_MS };
    const quietAt = (recorded.at(-1)?.recordedAt ?? 0) + QUIET_MS;
    if (at < quietAt) return { revision, lookAgainAt: quietAt };
    const context = byPolicy('abandoned');
    const command = { type: 'EndSession', by: context.actor, at } as const;
    const handled = await handleCommand(store, sessionDecider, 'session', sessionId, command, context);
    logger.info({ sessionId }, 'ended a session that nobody was in any more');
    return { revision: handled.revision, lookAgainAt: null };
  },
});
