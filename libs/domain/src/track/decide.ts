import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { TrackCommand, TrackCommandOf } from './commands.js';
import type { TrackEvent } from './events.js';
import { evolveTrackPlan, seatsTakenFrom, trackOf, type TrackPlan, type TrackState } from './state.js';

type Defined = Extract<TrackState, { readonly status: 'defined' }>;

const isUnique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

const define = (
  { type: _type, ...data }: TrackCommandOf<'DefineTrack'>,
  state: TrackState,
): readonly TrackEvent[] => {
  if (state.status !== 'none') throw new Rejection('already-exists');
  if (!isUnique(data.groupIds)) throw new Rejection('invalid', { field: 'groupIds' });
  return [{ type: 'TrackDefined', data }];
};

const isWaiting = ({ waitlist }: TrackPlan, patientId: string): boolean =>
  waitlist.some((one) => one.patientId === patientId);
const hasSeat = ({ seats }: TrackPlan, patientId: string): boolean =>
  seats.some((seat) => seat.patientId === patientId && seat.until === null);

/** Fewer places than people is refused without a reason; with one, everybody keeps theirs and nobody comes in. */
const change = (
  { type: _type, ...data }: TrackCommandOf<'ChangeTrack'>,
  track: Defined,
): readonly TrackEvent[] => {
  if (!isUnique(data.groupIds)) throw new Rejection('invalid', { field: 'groupIds' });
  const taken = new Set(track.seats.filter(({ until }) => until === null).map(({ patientId }) => patientId))
    .size;
  const isLowered = data.capacity < track.capacity && data.capacity < taken;
  if (isLowered && data.reasonCode === null)
    throw new Rejection('capacity-below-roster', { taken, capacity: data.capacity });
  return [{ type: 'TrackChanged', data }];
};

/** Free places belong to who waits first: somebody from outside gets one only when there are more of them than waiters. */
const takeSeat = (
  { type: _type, ...data }: TrackCommandOf<'TakeSeat'>,
  track: Defined,
): readonly TrackEvent[] => {
  const { patientId, from } = data;
  if (hasSeat(track, patientId)) return [];
  if (track.isClosed) throw new Rejection('group-closed');
  if (track.seats.some((seat) => seat.patientId === patientId && seat.until !== null && seat.until > from))
    throw new Rejection('invalid', { field: 'from' });
  const free = track.capacity - seatsTakenFrom(track, from);
  if (free <= 0) throw new Rejection('track-full', { capacity: track.capacity });
  const taken: TrackEvent = { type: 'SeatTaken', data };
  if (isWaiting(track, patientId))
    return [{ type: 'WaitlistLeft', data: { patientId, why: 'promoted', at: data.at } }, taken];
  if (free <= track.waitlist.length)
    throw new Rejection('waitlist-first', { waiting: track.waitlist.length });
  return [taken];
};

const freeSeat = (
  { type: _type, ...data }: TrackCommandOf<'FreeSeat'>,
  track: Defined,
): readonly TrackEvent[] => {
  const isTaken = track.seats.some(
    ({ patientId, until }) => patientId === data.patientId && (until === null || until > data.from),
  );
  return isTaken ? [{ type: 'SeatFreed', data }] : [];
};

const joinWaitlist = (
  { type: _type, ...data }: TrackCommandOf<'JoinWaitlist'>,
  track: Defined,
): readonly TrackEvent[] => {
  if (isWaiting(track, data.patientId)) return [];
  if (hasSeat(track, data.patientId)) throw new Rejection('already-exists');
  if (track.isClosed) throw new Rejection('group-closed');
  return [{ type: 'PatientWaitlisted', data }];
};

const decideDefined = (
  command: Exclude<TrackCommand, { readonly type: 'DefineTrack' }>,
  track: Defined,
): readonly TrackEvent[] => {
  switch (command.type) {
    case 'ChangeTrack':
      return change(command, track);
    case 'CloseTrack':
      return track.isClosed ? [] : [{ type: 'TrackClosed', data: { at: command.at } }];
    case 'TakeSeat':
      return takeSeat(command, track);
    case 'FreeSeat':
      return freeSeat(command, track);
    case 'JoinWaitlist':
      return joinWaitlist(command, track);
    case 'LeaveWaitlist': {
      const { patientId, at } = command;
      return isWaiting(track, patientId)
        ? [{ type: 'WaitlistLeft', data: { patientId, why: 'withdrew', at } }]
        : [];
    }
    default:
      return command satisfies never;
  }
};

const decide = (command: TrackCommand, state: TrackState): readonly TrackEvent[] => {
  if (command.type === 'DefineTrack') return define(command, state);
  if (state.status === 'none') throw new Rejection('not-found');
  return decideDefined(command, state);
};

const evolve = (state: TrackState, event: TrackEvent): TrackState => {
  if (event.type === 'TrackDefined') return { status: 'defined', ...trackOf(event.data) };
  return state.status === 'none' ? state : { status: 'defined', ...evolveTrackPlan(state, event) };
};

export const trackDecider: Decider<TrackCommand, TrackState, TrackEvent> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
