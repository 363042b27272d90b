import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { GroupCommand } from './commands.js';
import type { GroupEvent } from './events.js';

export type GroupState =
  | { readonly status: 'none' }
  | { readonly status: 'formed'; readonly capacity: number; readonly members: readonly string[] };

const decide = (command: GroupCommand, state: GroupState): readonly GroupEvent[] => {
  if (command.type === 'FormGroup') {
    if (state.status !== 'none') throw new Rejection('already-exists');
    const { type: _type, ...data } = command;
    const staffIds = data.facilitators.map((one) => one.staffId);
    if (staffIds.length === 0 || new Set(staffIds).size < staffIds.length) throw new Rejection('invalid');
    return [{ type: 'GroupFormed', data }];
  }
  if (state.status === 'none') throw new Rejection('not-found');
  const isMember = state.members.includes(command.patientId);
  switch (command.type) {
    case 'JoinGroup': {
      const { patientId, enrollmentId, at } = command;
      if (isMember) return [];
      if (state.members.length >= state.capacity)
        throw new Rejection('group-full', { capacity: state.capacity });
      return [{ type: 'PatientJoinedGroup', data: { patientId, enrollmentId, at } }];
    }
    case 'LeaveGroup': {
      const { patientId, at } = command;
      return isMember ? [{ type: 'PatientLeftGroup', data: { patientId, at } }] : [];
    }
    default:
      return command satisfies never;
  }
};

const evolve = (state: GroupState, event: GroupEvent): GroupState => {
  if (event.type === 'GroupFormed') return { status: 'formed', capacity: event.data.capacity, members: [] };
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'PatientJoinedGroup':
      return { ...state, members: [...state.members, event.data.patientId] };
    case 'PatientLeftGroup':
      return { ...state, members: state.members.filter((one) => one !== event.data.patientId) };
    default:
      return event satisfies never;
  }
};

export const groupDecider: Decider<GroupCommand, GroupState, GroupEvent> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
