import { AccessToken, RoomServiceClient, TrackSource } from 'livekit-server-sdk';
import { httpAddress } from './http-address.js';
import { asVideo, DEADLINE_MS, unlessGone, type LiveKitOptions } from './livekit-room-service.js';
import type { VideoKey } from './token.js';

/** An empty room is forgotten after so long, whatever becomes of the browser that asked for it. In seconds. */
const EMPTY_SECONDS = 60;
const DEPARTURE_SECONDS = 10;
/** Long enough to connect. In seconds. */
export const CHECK_TOKEN_LIFE_SECONDS = 60;

/**
 * The room in which one person tries their network. It is no room of a session: its name has no epoch, so that
 * nothing that LiveKit says of it can be taken for attendance.
 */
export const checkRoomName = (checkId: string): string => `check-${checkId}`;

/** Rooms for trying the network. Throws `VideoUnavailable` or `VideoRefused`; both may be repeated without harm. */
export interface CheckRooms {
  /** Makes the room for one, or leaves it as it is. */
  open(checkId: string): Promise<void>;
  /** Ends the room; one that is not there is already closed. */
  close(checkId: string): Promise<void>;
}

export const livekitCheckRooms = (options: LiveKitOptions): CheckRooms => {
  const client = new RoomServiceClient(httpAddress(options.url), options.apiKey, options.apiSecret, {
    requestTimeout: (options.deadlineMs ?? DEADLINE_MS) / 1_000,
    failover: false,
  });
  return {
    open: (checkId) =>
      asVideo(async () => {
        await client.createRoom({
          name: checkRoomName(checkId),
          emptyTimeout: EMPTY_SECONDS,
          departureTimeout: DEPARTURE_SECONDS,
          maxParticipants: 1,
        });
      }),
    close: (checkId) =>
      asVideo(async () => {
        await unlessGone(client.deleteRoom(checkRoomName(checkId)));
      }),
  };
};

/** Lets one browser send a picture into its own check room: it sees nobody, hears nobody, and says nothing. */
export const checkToken = async (key: VideoKey, checkId: string): Promise<string> => {
  const token = new AccessToken(key.apiKey, key.apiSecret, {
    identity: checkId,
    ttl: CHECK_TOKEN_LIFE_SECONDS,
  });
  token.addGrant({
    roomJoin: true,
    room: checkRoomName(checkId),
    canPublish: true,
    canPublishSources: [TrackSource.CAMERA],
    canSubscribe: false,
    canPublishData: false,
    canUpdateOwnMetadata: false,
  });
  return token.toJwt();
};
