import type { RosterEntry } from '../session/scheduling-events.js';
import type { TrackEvent, TrackEventOf } from './events.js';

type Defined = TrackEventOf<'TrackDefined'>['data'];

export interface Seat extends RosterEntry {
  readonly from: string;
  /** The first day on which it is free again; null as long as it is taken. */
  readonly until: string | null;
}

/** All that a track is; also what views show of it. */
export interface TrackPlan extends Omit<Defined, 'at' | 'groupIds'> {
  readonly groupIds: readonly string[];
  readonly isClosed: boolean;
  readonly seats: readonly Seat[];
  /** First come, first in the list. */
  readonly waitlist: readonly { readonly patientId: string; readonly since: number }[];
}

export const trackOf = ({ at: _at, ...data }: Defined): TrackPlan => ({
  ...data,
  isClosed: false,
  seats: [],
  waitlist: [],
});

/** Who has a place on a day, or will have one. */
export const seatsTakenFrom = ({ seats }: Pick<TrackPlan, 'seats'>, day: string): number =>
  new Set(seats.filter(({ until }) => until === null || until > day).map(({ patientId }) => patientId)).size;

const freed = (seats: readonly Seat[], patientId: string, from: string): readonly Seat[] =>
  seats.flatMap((seat) => {
    if (seat.patientId !== patientId || (seat.until !== null && seat.until <= from)) return [seat];
    return seat.from >= from ? [] : [{ ...seat, until: from }];
  });

/** A track after one more event. */
export const evolveTrackPlan = (
  track: TrackPlan,
  event: Exclude<TrackEvent, { readonly type: 'TrackDefined' }>,
): TrackPlan => {
  switch (event.type) {
    case 'TrackChanged': {
      const { at: _at, reasonCode: _reasonCode, ...shape } = event.data;
      return { ...track, ...shape };
    }
    case 'TrackClosed':
      return { ...track, isClosed: true };
    case 'SeatTaken': {
      const { patientId, enrollmentId, from } = event.data;
      return { ...track, seats: [...track.seats, { patientId, enrollmentId, from, until: null }] };
    }
    case 'SeatFreed':
      return { ...track, seats: freed(track.seats, event.data.patientId, event.data.from) };
    case 'PatientWaitlisted': {
      const { patientId, at: since } = event.data;
      return { ...track, waitlist: [...track.waitlist, { patientId, since }] };
    }
    case 'WaitlistLeft': {
      const { patientId } = event.data;
      return { ...track, waitlist: track.waitlist.filter((one) => one.patientId !== patientId) };
    }
    default:
      return event satisfies never;
  }
};

export type TrackState = { readonly status: 'none' } | (TrackPlan & { readonly status: 'defined' });
