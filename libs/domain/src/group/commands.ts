import type { GroupEvent } from './events.js';

type Data<Type extends GroupEvent['type']> = Extract<GroupEvent, { readonly type: Type }>['data'];

export type GroupCommand =
  | ({ readonly type: 'FormGroup' } & Data<'GroupFormed'>)
  | ({ readonly type: 'JoinGroup' } & Data<'PatientJoinedGroup'>)
  | ({ readonly type: 'LeaveGroup' } & Data<'PatientLeftGroup'>);
