import { safetyDecider, taskDecider } from '@hearth/domain';
import { foldStream, handleCommand } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { v5 as uuidv5 } from 'uuid';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';

const SIGNAL_NAMESPACE = '3b1f6c2e-0a4d-4a2c-9b53-7f0c7e4b8d21';

/** The signal of a task: the same whoever raises it, and however often. */
export const signalOfTask = (taskId: string): string => uuidv5(taskId, SIGNAL_NAMESPACE);

/** A call that left somebody worried about a person's safety raises a signal, which climbs its own ladder. */
export const concernPolicy = ({ store, now }: Surroundings): Policy => ({
  name: 'concern',
  category: 'task',
  after: ['TaskClosed'],
  act: async (taskId) => {
    const { state, revision } = await foldStream(store, taskDecider, 'task', taskId);
    if (state.status === 'closed' && state.outcome === 'safety-concern') {
      const { patientId, programmeId, sessionId } = state.task;
      const signalId = signalOfTask(taskId);
      const command = {
        type: 'RaiseSignal',
        signalId,
        patientId,
        programmeId,
        ...(sessionId === null ? {} : { sessionId }),
        source: 'staff',
        urgency: 'urgent',
        at: now(),
        sessionIsLive: false,
      } as const;
      await handleCommand(store, safetyDecider, 'safety', signalId, command, byPolicy('concern'));
    }
    return { revision, lookAgainAt: null };
  },
});
