import { roomName } from '@hearth/domain';

/** A video room of a session. The epoch is the number of removals so far: advancing it voids every older token. */
export interface SessionRoom {
  readonly sessionId: string;
  readonly epoch: number;
}

export const nameOf = ({ sessionId, epoch }: SessionRoom): string => roomName(sessionId, epoch);
