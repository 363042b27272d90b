import {
  outreachDecider,
  taskDecider,
  type AskedTask,
  type OutreachState,
  type TaskCommand,
} from '@hearth/domain';
import { foldStream, handleCommand } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import { Remembered } from '../remembered.js';
import type { Surroundings } from '../surroundings.js';

const openTask = (asked: AskedTask, of: NonNullable<OutreachState['of']>): TaskCommand => {
  const { taskId, kind, sessionId, therapistId, dueAt, again, at } = asked;
  return {
    type: 'OpenTask',
    taskId,
    ...of,
    kind,
    sessionId,
    authorizationId: null,
    owner: kind === 'call' ? { kind: 'person', staffId: therapistId } : { kind: 'role', role: 'supervisor' },
    dueAt,
    again,
    at,
  };
};

/** Makes the tasks agree with what the ladder of an episode of care asks for, and takes back what it does not any more. */
export const outreachTaskPolicy = ({ store, now }: Surroundings): Policy => {
  const done = new Remembered();
  return {
    name: 'outreach-task',
    category: 'outreach',
    act: async (enrollmentId) => {
      const { state, revision } = await foldStream(store, outreachDecider, 'outreach', enrollmentId);
      const { of, tasks } = state;
      if (of === null) return { revision, lookAgainAt: null };
      for (const asked of tasks) {
        const { taskId, over } = asked;
        const command: TaskCommand =
          over === null ? openTask(asked, of) : { type: 'WithdrawTask', why: over, at: now() };
        await done.once(`${taskId} ${over ?? 'asked'}`, () =>
          handleCommand(store, taskDecider, 'task', taskId, command, byPolicy('outreach-task')),
        );
      }
      return { revision, lookAgainAt: null };
    },
  };
};
