import { DOORS_LEAD_MS } from '@hearth/domain';
import type { RoomDocument } from '@hearth/views';

export type Doors =
  | { readonly kind: 'too-early'; readonly opensAt: number }
  | { readonly kind: 'may-open' }
  | { readonly kind: 'open' }
  | { readonly kind: 'over' };

/** Whether the facilitator can open the doors at `now`, and if not, from when. */
export const doorsAt = (room: Pick<RoomDocument, 'status' | 'startsAt'>, now: number): Doors => {
  switch (room.status) {
    case 'scheduled': {
      const opensAt = room.startsAt - DOORS_LEAD_MS;
      return now < opensAt ? { kind: 'too-early', opensAt } : { kind: 'may-open' };
    }
    case 'doors-open':
    case 'live':
      return { kind: 'open' };
    case 'ended':
    case 'sealed':
    case 'cancelled':
      return { kind: 'over' };
    default: {
      const unknown: never = room.status;
      return unknown;
    }
  }
};
