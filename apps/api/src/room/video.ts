import type { CheckRooms, RoomService, VideoClock, VideoKey } from '@hearth/video';

/** LiveKit as the api uses it. */
export interface Video {
  /** Where browsers connect. */
  readonly publicUrl: string;
  /** Signs join tokens, and verifies webhooks. */
  readonly key: VideoKey;
  readonly rooms: RoomService;
  /** How far LiveKit's clock is from ours. */
  readonly clock: VideoClock;
  /** Rooms in which patients try their network. */
  readonly checks: CheckRooms;
}
