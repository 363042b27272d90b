import type { Me } from '@hearth/contracts';
import type { RoomDocument } from '@hearth/views';

/** Whether the button is worth showing; the server decides whether it works. */
export const mayObserve = (
  room: Pick<RoomDocument, 'status' | 'facilitators'>,
  me: Pick<Me, 'role' | 'person'>,
): boolean =>
  room.status === 'live' &&
  (me.role === 'supervisor' || me.role === 'admin') &&
  !room.facilitators.some((facilitator) => facilitator.person.id === me.person.id);
