/** A video room of a session. The epoch is the number of removals so far: advancing it voids every older token. */
export interface SessionRoom {
  readonly sessionId: string;
  readonly epoch: number;
}

/** `{sessionId}.{epoch}`: nothing but an opaque id and a number. */
export const roomName = ({ sessionId, epoch }: SessionRoom): string => `${sessionId}.${epoch}`;

/** The session that a room name belongs to, or null when the name is not one of ours. */
export const parseRoomName = (name: string): SessionRoom | null => {
  const match = /^(.+)\.(0|[1-9]\d{0,8})$/.exec(name);
  if (match === null) return null;
  const [, sessionId, epoch] = match;
  return sessionId === undefined ? null : { sessionId, epoch: Number(epoch) };
};
