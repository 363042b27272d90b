import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { GroupCommand, GroupCommandOf } from './commands.js';
import {
  inviteGuest,
  moveOccurrence,
  restoreOccurrence,
  scheduleGroup,
  skipOccurrence,
  substituteFacilitator,
  withdrawGuest,
} from './decide-meetings.js';
import { changeCapacity, joinGroup, leaveGroup, setMemberAbsence } from './decide-members.js';
import type { GroupEvent } from './events.js';
import { evolveGroup } from './evolve.js';
import { formed, type GroupState } from './state.js';

export type { GroupState } from './state.js';

const isSoundCast = (facilitators: GroupCommandOf<'FormGroup'>['facilitators']): boolean => {
  const staffIds = facilitators.map(({ staffId }) => staffId);
  return staffIds.length > 0 && new Set(staffIds).size === staffIds.length;
};

const form = (command: GroupCommandOf<'FormGroup'>, state: GroupState): readonly GroupEvent[] => {
  if (state.status !== 'none') throw new Rejection('already-exists');
  const { type: _type, modality = 'video', ...data } = command;
  if (!isSoundCast(data.facilitators)) throw new Rejection('invalid');
  return [{ type: 'GroupFormed', data: { ...data, modality } }];
};

/** From a day on; what holds before it stays as it was. */
const changeFacilitators = (
  { type: _type, ...data }: GroupCommandOf<'ChangeFacilitators'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const last = formed(state).facilitators.at(-1);
  if (!isSoundCast(data.facilitators)) throw new Rejection('invalid', { field: 'facilitators' });
  if (last !== undefined && data.from < last.from) throw new Rejection('invalid', { field: 'from' });
  const isSame = JSON.stringify(last?.facilitators) === JSON.stringify(data.facilitators);
  return isSame ? [] : [{ type: 'GroupFacilitatorsChanged', data }];
};

const close = (
  { type: _type, ...data }: GroupCommandOf<'CloseGroup'>,
  state: GroupState,
): readonly GroupEvent[] => (formed(state).closedFrom === data.from ? [] : [{ type: 'GroupClosed', data }]);

const decide = (command: GroupCommand, state: GroupState): readonly GroupEvent[] => {
  switch (command.type) {
    case 'FormGroup':
      return form(command, state);
    case 'ScheduleGroup':
      return scheduleGroup(command, state);
    case 'SkipOccurrence':
      return skipOccurrence(command, state);
    case 'MoveOccurrence':
      return moveOccurrence(command, state);
    case 'RestoreOccurrence':
      return restoreOccurrence(command, state);
    case 'SubstituteFacilitator':
      return substituteFacilitator(command, state);
    case 'InviteGuest':
      return inviteGuest(command, state);
    case 'WithdrawGuest':
      return withdrawGuest(command, state);
    case 'ChangeFacilitators':
      return changeFacilitators(command, state);
    case 'ChangeCapacity':
      return changeCapacity(command, state);
    case 'CloseGroup':
      return close(command, state);
    case 'JoinGroup':
      return joinGroup(command, state);
    case 'LeaveGroup':
      return leaveGroup(command, state);
    case 'SetMemberAbsence':
      return setMemberAbsence(command, state);
    default:
      return command satisfies never;
  }
};

export const groupDecider: Decider<GroupCommand, GroupState, GroupEvent> = {
  decide,
  evolve: evolveGroup,
  initialState: () => ({ status: 'none' }),
};
