import { withChange } from '../enrollment/course.js';
import type { Occurrence } from '../session/scheduling-events.js';
import type { GroupEvent, GroupEventOf, Slot } from './events.js';
import {
  BEGINNING,
  changeOf,
  sameOccurrence,
  type GroupPlan,
  type GroupState,
  type Member,
  type OccurrenceChange,
} from './state.js';

type Formed = GroupEventOf<'GroupFormed'>['data'];

export const planOf = ({ title, sessionType, capacity, facilitators }: Formed): GroupPlan => ({
  title,
  sessionType,
  capacity,
  facilitators: [{ from: BEGINNING, facilitators }],
  slots: [],
  formerSlots: [],
  changes: [],
  members: [],
  closedFrom: null,
});

const sameSlot = (a: Slot, b: Slot): boolean => JSON.stringify(a) === JSON.stringify(b);

const scheduled = (plan: GroupPlan, slots: readonly Slot[]): GroupPlan => {
  const former = [...plan.formerSlots, ...plan.slots].filter(
    (slot, place, all) =>
      !slots.some((one) => sameSlot(one, slot)) && all.findIndex((one) => sameSlot(one, slot)) === place,
  );
  return { ...plan, slots, formerSlots: former };
};

const withOccurrence = (
  plan: GroupPlan,
  at: Occurrence,
  of: (known: OccurrenceChange) => Partial<OccurrenceChange>,
): GroupPlan => {
  const known = changeOf(plan, at);
  const others = plan.changes.filter((change) => !sameOccurrence(change, at));
  return { ...plan, changes: [...others, { ...known, ...of(known) }] };
};

const left = (members: readonly Member[], patientId: string, from: string | null): readonly Member[] =>
  members.flatMap((member) => {
    if (member.patientId !== patientId) return [member];
    if (from === null || (member.from !== null && member.from >= from)) return [];
    return [{ ...member, until: member.until !== null && member.until < from ? member.until : from }];
  });

/** The plan of a group after one more event; for the decider and for views. */
export const evolvePlan = (
  plan: GroupPlan,
  event: Exclude<GroupEvent, { readonly type: 'GroupFormed' }>,
): GroupPlan => {
  switch (event.type) {
    case 'GroupScheduled':
      return scheduled(plan, event.data.slots);
    case 'OccurrenceSkipped': {
      const { reasonCode } = event.data;
      return withOccurrence(plan, event.data, () => ({ change: { kind: 'skipped', reasonCode } }));
    }
    case 'OccurrenceMoved': {
      const { to } = event.data;
      return withOccurrence(plan, event.data, () => ({ change: { kind: 'moved', to } }));
    }
    case 'OccurrenceRestored':
      return withOccurrence(plan, event.data, ({ change, restored }) => ({
        change: { kind: 'none' },
        restored: change.kind === 'skipped' ? restored + 1 : restored,
      }));
    case 'FacilitatorSubstituted': {
      const { absentId, substituteId } = event.data;
      return withOccurrence(plan, event.data, ({ substitutions }) => ({
        substitutions: [...substitutions, { absentId, substituteId }],
      }));
    }
    case 'GuestInvited': {
      const { patientId, enrollmentId } = event.data;
      return withOccurrence(plan, event.data, ({ guests }) => ({
        guests: [...guests.filter((one) => one.patientId !== patientId), { patientId, enrollmentId }],
      }));
    }
    case 'GuestWithdrawn':
      return withOccurrence(plan, event.data, ({ guests }) => ({
        guests: guests.filter((one) => one.patientId !== event.data.patientId),
      }));
    case 'GroupFacilitatorsChanged': {
      const { from, facilitators } = event.data;
      return { ...plan, facilitators: withChange(plan.facilitators, { from, facilitators }) };
    }
    case 'GroupCapacityChanged':
      return { ...plan, capacity: event.data.capacity };
    case 'GroupClosed':
      return { ...plan, closedFrom: event.data.from };
    case 'PatientJoinedGroup': {
      const { patientId, enrollmentId, from } = event.data;
      return {
        ...plan,
        members: [...plan.members, { patientId, enrollmentId, from, until: null, away: [] }],
      };
    }
    case 'PatientLeftGroup':
      return { ...plan, members: left(plan.members, event.data.patientId, event.data.from) };
    case 'MemberAbsenceSet': {
      const { patientId, away } = event.data;
      const members = plan.members.map((one) => (one.patientId === patientId ? { ...one, away } : one));
      return { ...plan, members };
    }
    default:
      return event satisfies never;
  }
};

/** The state after one more event. An event that does not fit the state leaves it as it is. */
export const evolveGroup = (state: GroupState, event: GroupEvent): GroupState => {
  if (event.type === 'GroupFormed') {
    const { groupId, programmeId } = event.data;
    return { status: 'formed', groupId, programmeId, ...planOf(event.data) };
  }
  return state.status === 'none' ? state : { ...state, ...evolvePlan(state, event) };
};
