import type { RoomToken } from '@hearth/contracts';
import type { Heartbeat } from './heartbeats';
import type { VideoRoom, VideoRoomEvents } from './video-room';

/** What a room connection needs of the world. */
export interface RoomPorts {
  readonly fetchToken: () => Promise<RoomToken>;
  readonly createRoom: (events: VideoRoomEvents) => Promise<VideoRoom>;
  readonly heartbeat: (message: Heartbeat) => void;
  readonly presence: (state: 'here' | 'gone') => void;
  readonly reportMedia: (report: {
    participantSid: string;
    camera: boolean;
    microphone: boolean;
  }) => Promise<void>;
  /** A clock that never goes back, ms. */
  readonly monotonic: () => number;
  /** From 0 to 1; spreads the tries of many browsers. */
  readonly random: () => number;
}

export interface JoinWith {
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly audioOnly: boolean;
}
