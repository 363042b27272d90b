import { Rejection } from '../rejection.js';
import type { GroupCommandOf } from './commands.js';
import type { GroupEvent } from './events.js';
import { BEGINNING, formed, placesTakenFrom, type GroupState } from './state.js';

export const joinGroup = (
  { patientId, enrollmentId, from = null, at }: GroupCommandOf<'JoinGroup'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const group = formed(state);
  const mine = group.members.filter((one) => one.patientId === patientId);
  if (mine.some(({ until }) => until === null)) return [];
  const day = from ?? BEGINNING;
  if (mine.some(({ until }) => until !== null && until > day))
    throw new Rejection('invalid', { field: 'from' });
  if (group.closedFrom !== null && day >= group.closedFrom) throw new Rejection('group-closed');
  const others = { members: group.members.filter((one) => one.patientId !== patientId) };
  if (placesTakenFrom(others, day) >= group.capacity)
    throw new Rejection('group-full', { capacity: group.capacity });
  return [{ type: 'PatientJoinedGroup', data: { patientId, enrollmentId, from, at } }];
};

export const leaveGroup = (
  { patientId, from = null, at }: GroupCommandOf<'LeaveGroup'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const group = formed(state);
  const mine = group.members.filter((one) => one.patientId === patientId);
  const isThere = from === null ? mine.length > 0 : mine.some(({ until }) => until === null || until > from);
  return isThere ? [{ type: 'PatientLeftGroup', data: { patientId, from, at } }] : [];
};

export const setMemberAbsence = (
  { type: _type, ...data }: GroupCommandOf<'SetMemberAbsence'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const mine = formed(state).members.filter(({ patientId }) => patientId === data.patientId);
  const isSo = mine.every(({ away }) => JSON.stringify(away) === JSON.stringify(data.away));
  return isSo ? [] : [{ type: 'MemberAbsenceSet', data }];
};

/**
 * Fewer places than people have places is refused without a reason. With one, nobody is sent away: the group is over
 * its capacity until people leave, and that is shown as a conflict.
 */
export const changeCapacity = (
  { type: _type, ...data }: GroupCommandOf<'ChangeCapacity'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const group = formed(state);
  if (data.capacity === group.capacity) return [];
  const taken = new Set(group.members.filter(({ until }) => until === null).map(({ patientId }) => patientId))
    .size;
  if (data.capacity < taken && data.reasonCode === null)
    throw new Rejection('capacity-below-roster', { taken, capacity: data.capacity });
  return [{ type: 'GroupCapacityChanged', data }];
};
