import type { CheckRooms, RoomService, VideoKey } from '@hearth/video';

/** LiveKit as the api uses it. */
export interface Video {
  /** Where browsers connect. */
  readonly publicUrl: string;
  /** Signs join tokens, and verifies webhooks. */
  readonly key: VideoKey;
  readonly rooms: RoomService;
  /** Rooms in which patients try their network. */
  readonly checks: CheckRooms;
}
