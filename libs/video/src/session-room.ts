import { roomName } from '@hearth/domain';

/** A video room of a session. Its epoch stays the same for the session's life: see `roomEpoch`, and the ban list. */
export interface SessionRoom {
  readonly sessionId: string;
  readonly epoch: number;
}

export const nameOf = ({ sessionId, epoch }: SessionRoom): string => roomName(sessionId, epoch);
