import { v5 as uuidv5 } from 'uuid';
import type { PersonRef } from '../person.js';

const IDENTITY_NAMESPACE = 'b1d3f0a4-5c0e-4a55-9f63-2f6f7e0f7c11';

/**
 * The opaque name of a person in the video room of one session. The same person has another one in another
 * session, so that what a video server logs cannot be joined up into somebody's history.
 */
export const participantIdentity = (sessionId: string, person: PersonRef): string =>
  uuidv5(JSON.stringify([sessionId, person.kind, person.id]), IDENTITY_NAMESPACE);

/** The video room of a session. Tokens of one epoch let nobody into the room of another. */
export const roomName = (sessionId: string, epoch: number): string => `${sessionId}.${epoch}`;

/** The session and epoch that a room name stands for; null when the room is not one of ours. */
export const parseRoomName = (name: string): { sessionId: string; epoch: number } | null => {
  const dot = name.lastIndexOf('.');
  const epoch = name.slice(dot + 1);
  if (dot < 1 || !/^(0|[1-9][0-9]{0,8})$/.test(epoch)) return null;
  return { sessionId: name.slice(0, dot), epoch: Number(epoch) };
};
