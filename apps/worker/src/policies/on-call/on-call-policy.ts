import { SECOND, sessionDecider, type Instant, type SessionEventOf } from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';
import type { OnCallChannel } from './channel.js';

/** Then somebody has looked at the board, or nobody will be reached this way. */
const MOST_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 5 * SECOND;
const LONGEST_PAUSE_MS = 120 * SECOND;

type Told = SessionEventOf<'OnCallAlerted'>['data'];

const dueAt = (told: readonly Told[]): Instant => {
  const last = told.at(-1);
  if (last === undefined) return 0;
  return last.at + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (last.attempt - 1));
};

/** Tells whoever is on call that a group has no facilitator, until the alert is taken or somebody is back. */
export const onCallPolicy = (
  { store, sessions, logger, now }: Surroundings,
  channel: OnCallChannel,
): Policy => ({
  name: 'on-call',
  category: 'session',
  after: ['GroupHeld'],
  act: async (sessionId) => {
    const { state, revision, recorded } = await sessions.read(sessionId);
    const since = state.status === 'live' ? state.heldSince : null;
    if (state.status !== 'live' || since === null) return { revision, lookAgainAt: null };
    const told = recorded.flatMap(({ event }) =>
      event.type === 'OnCallAlerted' && event.data.since === since ? [event.data] : [],
    );
    const isDone = told.length >= MOST_ATTEMPTS || told.some(({ outcome }) => outcome === 'handed-over');
    if (isDone) return { revision, lookAgainAt: null };
    const at = now();
    if (at < dueAt(told)) return { revision, lookAgainAt: dueAt(told) };
    const { programmeId } = state.plan;
    const attempt = told.length + 1;
    const taken = await channel.handOver({ programmeId, sessionId, since, attempt, at });
    const data: Told = { since, attempt, at, outcome: taken ? 'handed-over' : 'failed' };
    logger.warn({ sessionId, attempt, outcome: data.outcome }, 'an alert to whoever is on call');
    const command = { type: 'RecordOnCallAlert', ...data } as const;
    const context = byPolicy('on-call', recorded.at(-1));
    const handled = await handleCommand(store, sessionDecider, 'session', sessionId, command, context);
    return { revision: handled.revision, lookAgainAt: taken ? null : dueAt([...told, data]) };
  },
});
