import type { PatientRoomDocument } from '@hearth/views';

/** What somebody in front of the door should see or do. */
export type Waiting =
  | 'check-in-first'
  | 'doors-closed'
  | 'enter'
  | 'waiting'
  | 'talk-first'
  | 'let-in'
  | 'turned-away'
  | 'removed'
  | 'over';

/** The one thing that matters now, from the pushed record. */
export const waitingOf = ({ status, me }: Pick<PatientRoomDocument, 'status' | 'me'>): Waiting => {
  if (me.removed !== null || me.place === 'removed') return 'removed';
  if (me.turnedAway !== null || me.place === 'turned-away') return 'turned-away';
  if (status === 'ended' || status === 'sealed' || status === 'cancelled') return 'over';
  switch (me.place) {
    case 'admitted':
    case 'in-room':
    case 'dropped':
    case 'left':
      return 'let-in';
    case 'waiting':
      return me.missing.includes('safety') ? 'talk-first' : 'waiting';
    case 'expected':
      if (me.missing.includes('check-in')) return 'check-in-first';
      return status === 'scheduled' ? 'doors-closed' : 'enter';
    default:
      return me.place satisfies never;
  }
};
