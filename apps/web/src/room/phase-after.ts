import type { Trouble } from '../api/problem';
import type { RoomPhase } from './room-state';

/** What a refusal of the token means: passing trouble is tried again, anything else is an answer. */
export const phaseAfter = (trouble: Trouble): RoomPhase => {
  switch (trouble.code) {
    case 'offline':
      return { name: 'network-lost' };
    case 'video-off':
      return { name: 'presence', why: 'video-off' };
    case 'unavailable':
    case 'internal':
    case 'too-many-requests':
      return { name: 'presence', why: 'unreachable' };
    default:
      return { name: 'refused', trouble };
  }
};
