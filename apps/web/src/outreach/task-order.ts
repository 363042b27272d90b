import { localDate } from '@hearth/domain';
import type { NamedTask } from '@hearth/views';

export const taskSections = ['overdue', 'today', 'later'] as const;
export type TaskSection = (typeof taskSections)[number];

interface Reader {
  readonly personId: string;
  readonly role: string;
}

/** Whether a task waits for this member of staff: their own, or anybody's of their role. */
export const isMine = ({ owner }: Pick<NamedTask, 'owner'>, { personId, role }: Reader): boolean =>
  owner.kind === 'person' ? owner.staffId === personId : owner.role === role;

/** Where a task stands now, by when it is due. */
export const sectionOf = (
  { dueAt }: Pick<NamedTask, 'dueAt'>,
  now: number,
  timeZone: string,
): TaskSection => {
  if (dueAt < now) return 'overdue';
  return localDate(dueAt, timeZone) === localDate(now, timeZone) ? 'today' : 'later';
};
