import { nextStep, safetyDecider } from '@hearth/domain';
import { foldStream, handleCommand } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';

/** A signal that nobody acknowledges climbs its ladder: to whoever is on call, then to the supervisor. */
export const ladderPolicy = ({ store, logger, now }: Surroundings): Policy => ({
  name: 'ladder',
  category: 'safety',
  act: async (signalId) => {
    for (;;) {
      const { state, revision } = await foldStream(store, safetyDecider, 'safety', signalId);
      const next = nextStep(state);
      if (next === null) return { revision, lookAgainAt: null };
      const at = now();
      if (at < next.dueAt) return { revision, lookAgainAt: next.dueAt };
      const command = { type: 'EscalateSignal', step: next.step, at } as const;
      await handleCommand(store, safetyDecider, 'safety', signalId, command, byPolicy('ladder'));
      logger.warn({ signalId, step: next.step }, 'a safety signal climbed its ladder');
    }
  },
});
