import { isRedacted, type Recorded, type TaskEvent } from '@hearth/domain';
import { patientView, staffView } from '../profile/view.js';
import type { PatientProfile, StaffProfile } from '../profile/document.js';
import { programmeView, type ProgrammeDocument } from '../programme/view.js';
import type { SessionDocument } from '../session/document.js';
import { sessionView } from '../session/view.js';
import type { DerivedView, Lookup, StreamView } from '../view.js';
import type { NamedTask, Task, TaskDocument, TasksDocument } from './document.js';

export const openTasksOf = (programmeId: string): string => `tasks-open:${programmeId}`;
export const tasksOfEnrollment = (enrollmentId: string): string => `tasks-of-enrollment:${enrollmentId}`;

type Said = { readonly personal?: 'redacted' | { readonly note: string } };
const noteOf = ({ personal }: Said): string | null =>
  personal === undefined || isRedacted(personal) ? null : personal.note;

const opened = (event: Extract<TaskEvent, { readonly type: 'TaskOpened' }>): Task => {
  const { at, again: _again, ...task } = event.data;
  return { ...task, openedAt: at, tries: [], end: null };
};

const changed = (task: Task, event: Exclude<TaskEvent, { readonly type: 'TaskOpened' }>): Task => {
  switch (event.type) {
    case 'TaskTaken':
      return { ...task, owner: { kind: 'person', staffId: event.data.by } };
    case 'TaskTried': {
      const { outcome, by, at, dueAt } = event.data;
      return { ...task, dueAt, tries: [...task.tries, { outcome, by, at, note: noteOf(event.data) }] };
    }
    case 'TaskClosed': {
      const { outcome, by, at } = event.data;
      return { ...task, end: { how: 'closed', outcome, by, at, note: noteOf(event.data) } };
    }
    case 'TaskWithdrawn':
      return { ...task, end: { how: 'withdrawn', why: event.data.why, at: event.data.at } };
    default: {
      const never: never = event;
      return never;
    }
  }
};

const foldTask = (document: TaskDocument, { event }: Recorded<TaskEvent>): TaskDocument => {
  if (event.type === 'TaskOpened') return { ...document, task: opened(event) };
  return document.task === null ? document : { ...document, task: changed(document.task, event) };
};

export const taskView: StreamView<'task', TaskDocument> = {
  kind: 'stream',
  name: 'task',
  version: 1,
  category: 'task',
  initial: (taskId: string): TaskDocument => ({ taskId, task: null }),
  fold: foldTask,
  indexes: ({ task }) =>
    task === null
      ? []
      : [tasksOfEnrollment(task.enrollmentId), ...(task.end === null ? [openTasksOf(task.programmeId)] : [])],
  dependents: ({ task }) =>
    task === null
      ? []
      : [
          { view: 'tasks', key: task.programmeId },
          { view: 'outreach-history', key: task.enrollmentId },
        ],
};

/** All that puts names to tasks. */
export interface TaskParts {
  readonly tasks: readonly Task[];
  readonly patients: readonly PatientProfile[];
  readonly staff: readonly StaffProfile[];
  readonly sessions: readonly SessionDocument[];
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

const staffIn = ({ owner, tries, end }: Task): readonly string[] => [
  ...(owner.kind === 'person' ? [owner.staffId] : []),
  ...tries.map(({ by }) => by),
  ...(end?.how === 'closed' ? [end.by] : []),
];

/** Reads tasks by their ids, and whom they are about. */
export const gatherTasks = async (taskIds: readonly string[], lookup: Lookup): Promise<TaskParts> => {
  const found = await lookup.documents(taskView, unique(taskIds));
  const tasks = found.flatMap(({ task }) => (task === null ? [] : [task]));
  const sessionIds = tasks.flatMap(({ sessionId }) => (sessionId === null ? [] : [sessionId]));
  const [patients, staff, sessions] = await Promise.all([
    lookup.documents(patientView, unique(tasks.map(({ patientId }) => patientId))),
    lookup.documents(staffView, unique(tasks.flatMap(staffIn))),
    lookup.documents(sessionView, unique(sessionIds)),
  ]);
  return { tasks, patients, staff, sessions };
};

const isCall = ({ kind }: Task): boolean => kind === 'call' || kind === 'repeated-absence';

const named = (task: Task, { patients, sessions }: TaskParts): NamedTask => {
  const patient = patients.find(({ personId }) => personId === task.patientId);
  const session = sessions.find(({ sessionId }) => sessionId === task.sessionId)?.plan;
  return {
    ...task,
    displayName: patient?.displayName ?? '—',
    simulated: patient?.simulated ?? false,
    callbackNumber: isCall(task) ? (patient?.callbackNumber ?? null) : null,
    sessionTitle: session?.title ?? null,
    sessionStartsAt: session?.startsAt ?? null,
  };
};

/** Tasks with names, soonest due first. */
export const namedTasks = (parts: TaskParts): readonly NamedTask[] =>
  parts.tasks
    .map((task) => named(task, parts))
    .sort((a, b) => a.dueAt - b.dueAt || (a.taskId < b.taskId ? -1 : 1));

export const staffNames = ({ staff }: Pick<TaskParts, 'staff'>): Readonly<Record<string, string>> =>
  Object.fromEntries(staff.map(({ personId, displayName }) => [personId, displayName ?? '—']));

interface TasksParts extends TaskParts {
  readonly programme: ProgrammeDocument | null;
}

export const tasksView: DerivedView<TasksDocument, TasksParts> = {
  kind: 'derived',
  name: 'tasks',
  version: 1,
  gather: async (programmeId, lookup) => ({
    ...(await gatherTasks(await lookup.members(openTasksOf(programmeId)), lookup)),
    programme: await lookup.document(programmeView, programmeId),
  }),
  derive: (programmeId, { programme, ...parts }) =>
    programme?.established == null
      ? null
      : {
          programmeId,
          timeZone: programme.established.timeZone,
          tasks: namedTasks({ ...parts, tasks: parts.tasks.filter(({ end }) => end === null) }),
          staff: staffNames(parts),
        },
  indexes: () => [],
  dependents: () => [],
};
