import type { PermissionRequest } from './permissions.js';
import type { SessionRoom } from './session-room.js';

/** LiveKit could not be reached, did not answer in time, or failed. Nothing is known of what it did. */
export class VideoUnavailable extends Error {
  override readonly name = 'VideoUnavailable';
}

/** LiveKit answered, and refused: a wrong key, a wrong request. Trying again does not help. */
export class VideoRefused extends Error {
  override readonly name = 'VideoRefused';
}

/** Somebody whom LiveKit lists in a room. Instants in ms since the epoch. */
export interface PresentParticipant {
  readonly participantSid: string;
  readonly identity: string;
  /** Connected with media; before that a participant is only on the way in. */
  readonly active: boolean;
  readonly joinedAt: number;
  readonly hidden: boolean;
  /** False for a recorder, an agent, a telephone: nobody of ours. */
  readonly ordinary: boolean;
  readonly camera: boolean;
  readonly microphone: boolean;
}

export interface ListedRoom {
  readonly roomName: string;
  readonly roomSid: string;
  readonly createdAt: number;
  readonly recording: boolean;
  readonly participants: readonly PresentParticipant[];
}

export interface RoomRequest {
  readonly room: SessionRoom;
  /** Everybody who may be in it at once: members, facilitators and observers. */
  readonly maxParticipants: number;
  /** LiveKit forgets an empty room after this; it must outlast the session. */
  readonly keepForSeconds: number;
}

export type VideoHealth = { readonly ready: true } | { readonly ready: false; readonly why: string };

/**
 * The video rooms, as the api and the worker see them. Every call has a deadline and throws `VideoUnavailable` or
 * `VideoRefused`; all but `listPresent` and `health` may be repeated without harm.
 */
export interface RoomService {
  /** Makes the room, or leaves it as it is when it is there. Answers its sid, which is new after a restart. */
  ensureRoom(request: RoomRequest): Promise<{ readonly roomSid: string }>;
  /** Ends the room and disconnects everybody in it; a room that is not there is already deleted. */
  deleteRoom(room: SessionRoom): Promise<void>;
  /** Those of the rooms that exist, with who is in them. A room that is missing from the answer does not exist. */
  listPresent(rooms: readonly SessionRoom[]): Promise<readonly ListedRoom[]>;
  /** Disconnects somebody. The token they hold stays good: whoever may not return is kept out at each join. */
  remove(room: SessionRoom, identity: string): Promise<'removed' | 'not-there'>;
  /** Mutes every microphone of somebody, who can un-mute at once: it is a courtesy, not a lock. */
  mute(room: SessionRoom, identity: string): Promise<{ readonly muted: number }>;
  /** Replaces what somebody may do; tracks that are not allowed any more end at once. */
  setPermission(
    room: SessionRoom,
    identity: string,
    permission: PermissionRequest,
  ): Promise<'set' | 'not-there'>;
  /** Never throws. */
  health(): Promise<VideoHealth>;
}
