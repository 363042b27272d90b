import type { Missing } from '@hearth/domain';
import type { RoomDocument, RoomPatient } from '@hearth/views';

/** What can stand against letting somebody in; each can be overridden, with a reason. */
export type Obstacle = Missing | 'capacity';

/** What stands between a patient and the room. */
export type Admittance =
  | { readonly kind: 'clear' }
  /** Something stands against it: only with a reason. */
  | { readonly kind: 'override'; readonly obstacles: readonly Obstacle[] }
  | { readonly kind: 'not-waiting' };

const missingOrder: readonly Missing[] = ['safety', 'location', 'contact', 'check-in', 'attestations'];

/** What is missing, what matters most first. */
export const missingFirst = (missing: readonly Missing[]): readonly Missing[] =>
  missingOrder.filter((each) => missing.includes(each));

/** What to say on a row: without a check-in the rest is missing too, and goes without saying. */
export const missingShown = (missing: readonly Missing[]): readonly Missing[] =>
  missing.includes('check-in') ? ['check-in'] : missingFirst(missing).filter((each) => each !== 'safety');

const taken = (patient: RoomPatient): boolean =>
  patient.place === 'admitted' || patient.place === 'in-room' || patient.place === 'dropped';

type Seats = Pick<RoomDocument, 'capacity' | 'patients'>;

/** How many places are left in the room; never below zero. */
export const placesLeft = (room: Seats): number =>
  Math.max(0, room.capacity - room.patients.filter(taken).length);

/** Whether a patient can be let in, and what stands against it. Somebody turned away can be let in after all. */
export const admittanceOf = (
  patient: Pick<RoomPatient, 'place' | 'missing'>,
  placesLeftInRoom: number,
): Admittance => {
  if (patient.place !== 'waiting' && patient.place !== 'turned-away') return { kind: 'not-waiting' };
  const obstacles: readonly Obstacle[] = [
    ...missingFirst(patient.missing),
    ...(placesLeftInRoom === 0 ? (['capacity'] as const) : []),
  ];
  return obstacles.length === 0 ? { kind: 'clear' } : { kind: 'override', obstacles };
};

/** How many "admit all who are clear" would let in now. */
export const clearCount = (room: Seats): number =>
  Math.min(
    placesLeft(room),
    room.patients.filter((patient) => patient.place === 'waiting' && patient.missing.length === 0).length,
  );

const placeRank: Readonly<Record<RoomPatient['place'], number>> = {
  waiting: 0,
  dropped: 1,
  admitted: 2,
  'in-room': 3,
  expected: 4,
  left: 5,
  'turned-away': 6,
  removed: 7,
};

/** People as the facilitator needs them: who waits on top, longest first; within the rest the roster's order. */
export const peopleOrder = (patients: readonly RoomPatient[]): readonly RoomPatient[] =>
  [...patients].sort(
    (a, b) =>
      placeRank[a.place] - placeRank[b.place] ||
      (a.place === 'waiting' ? (a.waitingSince ?? 0) - (b.waitingSince ?? 0) : 0),
  );
