import { onDay } from '../enrollment/course.js';
import { Rejection } from '../rejection.js';
import type { Facilitator, Occurrence } from '../session/scheduling-events.js';
import type { GroupCommandOf } from './commands.js';
import type { GroupEvent } from './events.js';
import { checkRecurrence, daysByRule } from './recurrence.js';
import { changeOf, formed, type FormedGroup, type GroupState, type OccurrenceChange } from './state.js';

const isUnique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** The week of a group, whole. A rule that never ends is fine; one that cannot be met by is refused with a sentence. */
export const scheduleGroup = (
  { type: _type, ...data }: GroupCommandOf<'ScheduleGroup'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const group = formed(state);
  if (!isUnique(data.slots.map(({ slotId }) => slotId))) throw new Rejection('invalid', { field: 'slots' });
  for (const { slotId, rule, from } of data.slots) {
    const checked = checkRecurrence(rule, from);
    if (!checked.ok) {
      const { why, sentence } = checked;
      throw new Rejection('recurrence-refused', { slotId, why, sentence });
    }
  }
  return JSON.stringify(data.slots) === JSON.stringify(group.slots) ? [] : [{ type: 'GroupScheduled', data }];
};

/** The meeting as the rule has it, with what was decided about it. @throws Rejection `not-found` */
const meeting = (state: GroupState, at: Occurrence): { group: FormedGroup; known: OccurrenceChange } => {
  const group = formed(state);
  const slot = group.slots.find(({ slotId }) => slotId === at.slotId);
  const isByRule =
    slot !== undefined && daysByRule(slot.rule, slot.from, { from: at.day, to: at.day }).length === 1;
  if (!isByRule) throw new Rejection('not-found', { slotId: at.slotId, day: at.day });
  return { group, known: changeOf(group, at) };
};

export const skipOccurrence = (
  { type: _type, ...data }: GroupCommandOf<'SkipOccurrence'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const { known } = meeting(state, data);
  return known.change.kind === 'skipped' ? [] : [{ type: 'OccurrenceSkipped', data }];
};

/** To another time or day; one that was called off is restored first. */
export const moveOccurrence = (
  { type: _type, ...data }: GroupCommandOf<'MoveOccurrence'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const { known } = meeting(state, data);
  if (known.change.kind === 'skipped') throw new Rejection('session-cancelled');
  const { day, startsAt, minutes } = data.to;
  const { change } = known;
  const isThere =
    change.kind === 'moved' &&
    change.to.day === day &&
    change.to.startsAt === startsAt &&
    change.to.minutes === minutes;
  return isThere ? [] : [{ type: 'OccurrenceMoved', data }];
};

export const restoreOccurrence = (
  { type: _type, ...data }: GroupCommandOf<'RestoreOccurrence'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const { known } = meeting(state, data);
  return known.change.kind === 'none' ? [] : [{ type: 'OccurrenceRestored', data }];
};

/** Who leads a meeting on a day, with those who come in the place of others. */
export const facilitatorsAt = (
  { facilitators }: Pick<FormedGroup, 'facilitators'>,
  { substitutions }: Pick<OccurrenceChange, 'substitutions'>,
  day: string,
): readonly Facilitator[] =>
  substitutions.reduce<readonly Facilitator[]>(
    (cast, { absentId, substituteId }) =>
      cast.flatMap((one) => {
        if (one.staffId !== absentId) return [one];
        return substituteId === null ? [] : [{ ...one, staffId: substituteId }];
      }),
    onDay(facilitators, day)?.facilitators ?? [],
  );

/** Whether the substitute may practise where the patients are is seen by whoever decides: it is shown as a conflict. */
export const substituteFacilitator = (
  { type: _type, ...data }: GroupCommandOf<'SubstituteFacilitator'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const { group, known } = meeting(state, data);
  const { absentId, substituteId } = data;
  const isDone = known.substitutions.some(
    (one) => one.absentId === absentId && one.substituteId === substituteId,
  );
  if (isDone) return [];
  const day = known.change.kind === 'moved' ? known.change.to.day : data.day;
  const cast = facilitatorsAt(group, known, day);
  if (!cast.some(({ staffId }) => staffId === absentId)) throw new Rejection('not-facilitator');
  const left = substituteId === null ? cast.length - 1 : cast.length;
  const comesAlready = cast.some(({ staffId }) => staffId === substituteId);
  if (left === 0 || comesAlready) throw new Rejection('invalid', { field: 'substituteId' });
  return [{ type: 'FacilitatorSubstituted', data }];
};

export const inviteGuest = (
  { type: _type, reasonCode = null, ...data }: GroupCommandOf<'InviteGuest'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const { known } = meeting(state, data);
  if (known.change.kind === 'skipped') throw new Rejection('session-cancelled');
  const isGuest = known.guests.some(({ patientId }) => patientId === data.patientId);
  return isGuest ? [] : [{ type: 'GuestInvited', data: { ...data, reasonCode } }];
};

export const withdrawGuest = (
  { type: _type, reasonCode = null, ...data }: GroupCommandOf<'WithdrawGuest'>,
  state: GroupState,
): readonly GroupEvent[] => {
  const { known } = meeting(state, data);
  const isGuest = known.guests.some(({ patientId }) => patientId === data.patientId);
  return isGuest ? [{ type: 'GuestWithdrawn', data: { ...data, reasonCode } }] : [];
};
