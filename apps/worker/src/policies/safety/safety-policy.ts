import {
  isRedacted,
  safetyDecider,
  sessionDecider,
  type Recorded,
  type SessionEvent,
  type SessionEventOf,
} from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { v5 as uuidv5 } from 'uuid';
import { byPolicy } from '../by-policy.js';
import { Remembered } from '../remembered.js';
import type { Surroundings } from '../surroundings.js';

const SIGNAL_NAMESPACE = '0d6a3b0e-7c0f-4d57-8f33-5d2d3c9a4b11';

interface Unsafe {
  readonly checkedIn: Recorded<SessionEventOf<'CheckInSubmitted'>>;
  readonly urgency: 'urgent' | 'immediate';
  /** Whether the group was running at that moment. */
  readonly sessionIsLive: boolean;
}

/** The signal of a check-in: the same whoever raises it, and however often. */
export const signalIdOf = (checkInEventId: string): string => uuidv5(checkInEventId, SIGNAL_NAMESPACE);

const unsafeCheckIns = (recorded: readonly Recorded<SessionEvent>[]): readonly Unsafe[] => {
  const unsafe: Unsafe[] = [];
  let state = sessionDecider.initialState();
  for (const each of recorded) {
    const { event } = each;
    state = sessionDecider.evolve(state, event);
    if (event.type !== 'CheckInSubmitted' || isRedacted(event.data.personal)) continue;
    const { safeNow } = event.data.personal.answers;
    if (safeNow === 'yes') continue;
    const urgency = safeNow === 'no' ? 'immediate' : 'urgent';
    unsafe.push({ checkedIn: { ...each, event }, urgency, sessionIsLive: state.status === 'live' });
  }
  return unsafe;
};

/**
 * Whoever does not say that they are safe raises a signal, before anybody can admit them. A patient who says it
 * again while the signal is open does not raise a second one; after it was closed, they do.
 */
export const safetyPolicy = ({ store, sessions }: Surroundings): Policy => {
  const remembered = new Remembered();
  /** Asked of the moment of the later check-in, so that telling it all again comes to the same signals. */
  const wasClosedBefore = async (signalId: string, at: number): Promise<boolean> => {
    for await (const stored of store.read('safety', signalId)) {
      if (stored.kind !== 'known' || stored.recorded.event.type !== 'SafetySignalClosed') continue;
      return stored.recorded.event.data.at < at;
    }
    return false;
  };
  return {
    name: 'safety',
    category: 'session',
    after: ['CheckInSubmitted'],
    act: async (sessionId) => {
      const { recorded, state, revision } = await sessions.read(sessionId);
      if (state.status === 'none') return { revision, lookAgainAt: null };
      const { programmeId } = state.plan;
      const before = new Map<string, string>();
      for (const { checkedIn, urgency, sessionIsLive } of unsafeCheckIns(recorded)) {
        const { patientId, at } = checkedIn.event.data;
        const signalId = signalIdOf(checkedIn.id);
        const earlier = before.get(patientId);
        if (earlier !== undefined && !(await wasClosedBefore(earlier, at))) continue;
        before.set(patientId, signalId);
        const command = {
          type: 'RaiseSignal',
          signalId,
          patientId,
          programmeId,
          sessionId,
          source: 'check-in',
          urgency,
          at,
          sessionIsLive,
        } as const;
        await remembered.once(checkedIn.id, () =>
          handleCommand(store, safetyDecider, 'safety', signalId, command, byPolicy('safety', checkedIn)),
        );
      }
      return { revision, lookAgainAt: null };
    },
  };
};
