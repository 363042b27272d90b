import { isOpen, roomName, type Connection, type KnownSession, type PersonRef } from '@hearth/domain';
import type { OpenConnection } from '@hearth/video';

export interface OpenOf extends OpenConnection {
  readonly person: PersonRef;
}

/** When its witnesses last saw it join; ms since the epoch. */
export const lastSeenAt = (connection: Connection): number =>
  Math.max(0, ...Object.values(connection.by).map(({ joinedAt }) => joinedAt ?? 0));

/** LiveKit's sids of rooms begin so; presence without media is told under another name and is not LiveKit's to know. */
export const isVideo = ({ roomSid }: Connection): boolean => roomSid.startsWith('RM_');

/** The connections to video rooms that the events so far leave open. */
export const openVideoConnections = (session: KnownSession, epoch: number): readonly OpenOf[] =>
  Object.values(session.connections)
    .filter((connection) => isVideo(connection) && isOpen(connection))
    .map((connection) => ({
      roomName: roomName(session.plan.sessionId, epoch),
      roomSid: connection.roomSid,
      participantSid: connection.participantSid,
      lastSeenAt: lastSeenAt(connection),
      person: connection.person,
    }));
