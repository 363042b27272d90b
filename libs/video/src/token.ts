import { AccessToken } from 'livekit-server-sdk';
import { permissionOf, type PermissionRequest } from './permissions.js';
import { nameOf, type SessionRoom } from './session-room.js';

/** The key that LiveKit and Hearth share. */
export interface VideoKey {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Long enough for a slow phone to connect, too short to be passed on. In seconds. */
export const TOKEN_LIFE_SECONDS = 120;

export interface RoomTokenRequest extends PermissionRequest {
  readonly room: SessionRoom;
  /** Opaque: `participantIdentity(sessionId, person)`. */
  readonly identity: string;
}

/**
 * A token for joining one room as one identity. It carries no name and no metadata, and it dies with the room's
 * epoch. A member's token never allows a shared screen, whatever the session's state: a re-join with an older
 * token brings back that token's rights, so this right is only ever given to a connection that is there.
 */
export const roomToken = async (key: VideoKey, request: RoomTokenRequest): Promise<string> => {
  const permission = permissionOf({ ...request, sharesScreen: false });
  const token = new AccessToken(key.apiKey, key.apiSecret, {
    identity: request.identity,
    ttl: TOKEN_LIFE_SECONDS,
  });
  token.addGrant({
    roomJoin: true,
    room: nameOf(request.room),
    canPublish: permission.canPublish,
    canPublishSources: [...permission.canPublishSources],
    canSubscribe: permission.canSubscribe,
    canPublishData: permission.canPublishData,
    canUpdateOwnMetadata: permission.canUpdateMetadata,
    hidden: permission.hidden,
  });
  return token.toJwt();
};
