import type { GroupCommandOf } from '../group/commands.js';
import type { GroupEvent, GroupEventOf, Slot } from '../group/events.js';
import { evolvePlan, planOf } from '../group/evolve.js';
import type { GroupPlan } from '../group/state.js';

const formedData = {
  groupId: 'group-1',
  programmeId: 'programme-a',
  title: 'Evening process group',
  sessionType: 'process-group' as const,
  modality: 'video' as const,
  capacity: 2,
  facilitators: [
    { staffId: 'staff-brandt', part: 'facilitator' as const },
    { staffId: 'staff-carter', part: 'co-facilitator' as const },
  ],
  norms: ['What is said here stays here'],
  at: 1,
};
export const form: GroupCommandOf<'FormGroup'> = { type: 'FormGroup', ...formedData };
export const formed: GroupEvent = { type: 'GroupFormed', data: formedData };

/** Mondays, Tuesdays and Thursdays at half past five for an hour, without an end. */
export const evening: Slot = {
  slotId: 'evening',
  rule: 'FREQ=WEEKLY;BYDAY=MO,TU,TH',
  from: '2026-01-05',
  startsAt: '17:30',
  minutes: 60,
  title: null,
  onHolidays: 'skip',
};
export const scheduleWith = (...slots: Slot[]): GroupCommandOf<'ScheduleGroup'> => ({
  type: 'ScheduleGroup',
  slots,
  at: 2,
});
export const scheduledWith = (...slots: Slot[]): GroupEventOf<'GroupScheduled'> => ({
  type: 'GroupScheduled',
  data: { slots, at: 2 },
});
export const joined = (
  patientId: string,
  from: string | null = null,
): GroupEventOf<'PatientJoinedGroup'> => ({
  type: 'PatientJoinedGroup',
  data: { patientId, enrollmentId: `e-${patientId}`, from, at: 2 },
});

/** The plan of the group after what happened to it. */
export const planAfter = (...events: readonly Exclude<GroupEvent, { type: 'GroupFormed' }>[]): GroupPlan =>
  events.reduce(evolvePlan, planOf(formedData));
