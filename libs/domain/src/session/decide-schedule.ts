import { Rejection } from '../rejection.js';
import type { SessionCommandOf } from './commands.js';
import type { SessionEvent } from './events.js';
import { byFacilitator, known, notOver, open } from './guard.js';
import { DOORS_LEAD_MS, type SessionPlan, type SessionState } from './state.js';
import { emptyWaitingRoom } from './waiting-room.js';

const isUnique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** Somebody leads it, and nobody is named twice. */
const isSoundCast = ({
  facilitators,
  roster,
}: Pick<SessionCommandOf<'ScheduleSession'>, 'facilitators' | 'roster'>): boolean =>
  facilitators.length > 0 &&
  isUnique(facilitators.map((one) => one.staffId)) &&
  isUnique(roster.map((one) => one.patientId));

/** Plans a session that does not exist yet. The roster may be longer than the capacity: not everybody comes. */
export const scheduleSession = (
  command: SessionCommandOf<'ScheduleSession'>,
  state: SessionState,
): readonly SessionEvent[] => {
  if (state.status !== 'none') throw new Rejection('already-exists');
  const { type: _type, ...plan } = command;
  if (plan.endsAt <= plan.startsAt || !isSoundCast(plan)) throw new Rejection('invalid');
  return [{ type: 'SessionScheduled', data: plan }];
};

/** Moves a session in time while its doors are still closed. */
export const rescheduleSession = (
  command: SessionCommandOf<'RescheduleSession'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = notOver(state);
  if (session.status !== 'scheduled') throw new Rejection('session-not-scheduled');
  const { startsAt, endsAt, reasonCode } = command;
  if (endsAt <= startsAt) throw new Rejection('invalid');
  if (startsAt === session.plan.startsAt && endsAt === session.plan.endsAt) return [];
  return [{ type: 'SessionRescheduled', data: { startsAt, endsAt, reasonCode } }];
};

const sameCast = (
  a: Pick<SessionPlan, 'title' | 'capacity' | 'facilitators' | 'roster'>,
  b: Pick<SessionPlan, 'title' | 'capacity' | 'facilitators' | 'roster'>,
): boolean => {
  const said = ({ title, capacity, facilitators, roster }: typeof a): string =>
    JSON.stringify([
      title,
      capacity,
      facilitators.map(({ staffId, part }) => [staffId, part]),
      roster.map(({ patientId, enrollmentId }) => [patientId, enrollmentId]).sort(),
    ]);
  return said(a) === said(b);
};

/** Other facilitators, another roster, while the doors are still closed: whoever has come must not be unplanned. */
export const changeSessionPlan = (
  { type: _type, guest = null, withdrawn = null, ...data }: SessionCommandOf<'ChangeSessionPlan'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = notOver(state);
  if (session.status !== 'scheduled') throw new Rejection('session-not-scheduled');
  if (!isSoundCast(data)) throw new Rejection('invalid');
  return sameCast(session.plan, data)
    ? []
    : [{ type: 'SessionPlanChanged', data: { ...data, guest, withdrawn } }];
};

/** A guest does not come after all, while the doors are still closed. Whoever is expected anyway is no guest. */
export const withdrawSessionGuest = (
  { patientId, reasonCode, at }: SessionCommandOf<'WithdrawSessionGuest'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = notOver(state);
  const standing = Object.hasOwn(session.patients, patientId) ? session.patients[patientId] : undefined;
  if (standing === undefined) return [];
  if (!standing.isGuest) throw new Rejection('invalid', { field: 'patientId' });
  if (session.status !== 'scheduled') throw new Rejection('session-not-scheduled');
  const { title, capacity, facilitators } = session.plan;
  const roster = session.plan.roster.filter((one) => one.patientId !== patientId);
  const withdrawn = { patientId, reasonCode };
  const data = { title, capacity, facilitators, roster, guest: null, withdrawn, at };
  return [{ type: 'SessionPlanChanged', data }];
};

/**
 * Calls a session off before it starts; whoever waits is sent home. That it was not held can be said only once its time
 * is over, and only while nobody has opened its doors.
 */
export const cancelSession = (
  command: SessionCommandOf<'CancelSession'>,
  state: SessionState,
): readonly SessionEvent[] => {
  if (known(state).status === 'cancelled') return [];
  const session = notOver(state);
  if (session.status === 'live') throw new Rejection('session-still-open');
  const { at, reasonCode } = command;
  const wasNotHeld = session.status === 'scheduled' && at >= session.plan.endsAt;
  if (reasonCode === 'not-held' && !wasNotHeld) throw new Rejection('session-still-open');
  return [...emptyWaitingRoom(session, at), { type: 'SessionCancelled', data: { at, reasonCode } }];
};

/** Opens the waiting room, at most `DOORS_LEAD_MS` before the start. */
export const openDoors = (
  command: SessionCommandOf<'OpenDoors'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = notOver(state);
  byFacilitator(session, command.by);
  if (session.status !== 'scheduled') return [];
  const opensAt = session.plan.startsAt - DOORS_LEAD_MS;
  if (command.at < opensAt) throw new Rejection('doors-too-early', { opensAt });
  return [{ type: 'DoorsOpened', data: { by: command.by, at: command.at } }];
};

export const startSession = (
  command: SessionCommandOf<'StartSession'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  byFacilitator(session, command.by);
  if (session.status === 'live') return [];
  return [{ type: 'SessionStarted', data: { by: command.by, at: command.at } }];
};
