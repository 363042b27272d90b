import type { RoomDocument } from '@hearth/views';

/** Names by patient or staff id, of everybody whom a session knows. */
export const roomNames = (
  room: Pick<RoomDocument, 'patients' | 'facilitators' | 'observers'>,
): ReadonlyMap<string, string> =>
  new Map([
    ...room.facilitators.map((each) => [each.person.id, each.displayName] as const),
    ...room.observers.map((each) => [each.person.id, each.displayName] as const),
    ...room.patients.map((each) => [each.patientId, each.displayName] as const),
  ]);
