import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import { MINUTE, type Instant } from '../time.js';
import type { TaskCommand } from './commands.js';
import type { TaskEvent, TaskKind, TaskOutcome, TaskOwner } from './events.js';

type CommandOf<Type extends TaskCommand['type']> = Extract<TaskCommand, { readonly type: Type }>;
type Opened = Extract<TaskEvent, { readonly type: 'TaskOpened' }>['data'];

interface Told {
  readonly task: Opened;
  readonly owner: TaskOwner;
  readonly dueAt: Instant;
  readonly tries: number;
}

export type TaskState =
  | { readonly status: 'none' }
  | (Told & { readonly status: 'open' })
  | (Told & { readonly status: 'closed'; readonly outcome: TaskOutcome })
  | (Told & { readonly status: 'withdrawn' });

const forKind: Readonly<Record<TaskKind, readonly TaskOutcome[]>> = {
  call: ['spoke', 'left-message', 'not-reached', 'safety-concern', 'not-needed'],
  'repeated-absence': ['spoke', 'plan-changed', 'safety-concern', 'not-needed'],
  'units-used': ['request-sent', 'not-needed'],
  'authorization-ending': ['request-sent', 'not-needed'],
  'review-due': ['request-sent', 'not-needed'],
};

/** What may come of a task of a kind, the likeliest first. */
export const outcomesOf = (kind: TaskKind): readonly TaskOutcome[] => forKind[kind];

/** Told again of one that was withdrawn: then it is to be done after all. */
const open = ({ type: _type, ...data }: CommandOf<'OpenTask'>, state: TaskState): readonly TaskEvent[] =>
  state.status === 'none' || state.status === 'withdrawn' ? [{ type: 'TaskOpened', data }] : [];

const openTask = (state: TaskState): Extract<TaskState, { readonly status: 'open' }> => {
  if (state.status === 'none') throw new Rejection('not-found');
  if (state.status !== 'open') throw new Rejection('task-over');
  return state;
};

const take = ({ by, at }: CommandOf<'TakeTask'>, state: TaskState): readonly TaskEvent[] => {
  const { task, owner } = openTask(state);
  if (owner.kind === 'person' && owner.staffId === by) return [];
  return [{ type: 'TaskTaken', data: { taskId: task.taskId, by, at } }];
};

const isAnotherTry = (outcome: TaskOutcome): outcome is 'left-message' | 'not-reached' =>
  outcome === 'left-message' || outcome === 'not-reached';

const report = (command: CommandOf<'ReportTask'>, state: TaskState): readonly TaskEvent[] => {
  const { task, tries } = openTask(state);
  const { by, at, outcome } = command;
  if (!outcomesOf(task.kind).includes(outcome)) throw new Rejection('invalid', { field: 'outcome' });
  const note = command.note?.trim() ?? '';
  const { taskId, patientId, again } = task;
  const said = { taskId, patientId, by, at, ...(note === '' ? {} : { personal: { note } }) };
  if (isAnotherTry(outcome) && again !== null && tries + 1 < again.tries) {
    return [{ type: 'TaskTried', data: { ...said, outcome, dueAt: at + again.minutes * MINUTE } }];
  }
  return [{ type: 'TaskClosed', data: { ...said, outcome } }];
};

const withdraw = ({ why, at }: CommandOf<'WithdrawTask'>, state: TaskState): readonly TaskEvent[] =>
  state.status === 'open' ? [{ type: 'TaskWithdrawn', data: { taskId: state.task.taskId, why, at } }] : [];

const decide = (command: TaskCommand, state: TaskState): readonly TaskEvent[] => {
  switch (command.type) {
    case 'OpenTask':
      return open(command, state);
    case 'TakeTask':
      return take(command, state);
    case 'ReportTask':
      return report(command, state);
    case 'WithdrawTask':
      return withdraw(command, state);
    default:
      return command satisfies never;
  }
};

const evolve = (state: TaskState, event: TaskEvent): TaskState => {
  if (event.type === 'TaskOpened') {
    const { owner, dueAt } = event.data;
    return { status: 'open', task: event.data, owner, dueAt, tries: 0 };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'TaskTaken':
      return { ...state, owner: { kind: 'person', staffId: event.data.by } };
    case 'TaskTried':
      return { ...state, tries: state.tries + 1, dueAt: event.data.dueAt };
    case 'TaskClosed':
      return { ...state, status: 'closed', outcome: event.data.outcome };
    case 'TaskWithdrawn':
      return { ...state, status: 'withdrawn' };
    default:
      return event satisfies never;
  }
};

export const taskDecider: Decider<TaskCommand, TaskState, TaskEvent> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
