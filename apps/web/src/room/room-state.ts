import type { Trouble } from '../api/problem';
import type { MediaTrouble } from '../devices/media-trouble';

/** Something to look at: a camera or a shared screen. Stable for as long as the track lives. */
export interface Picture {
  attach(element: HTMLMediaElement): unknown;
  detach(element: HTMLMediaElement): unknown;
}

export type Quality = 'good' | 'fair' | 'poor' | 'lost' | 'unknown';

/** Somebody who is connected to the video room, as the room reports it; no name, only the opaque identity. */
export interface StageMember {
  readonly identity: string;
  readonly local: boolean;
  readonly camera: Picture | null;
  readonly screen: Picture | null;
  /** Null while nothing is published. */
  readonly microphoneOn: boolean;
  readonly speaking: boolean;
  readonly quality: Quality;
}

/** One's own camera or microphone. */
export interface OwnMedia {
  readonly on: boolean;
  readonly busy: boolean;
  readonly trouble: MediaTrouble | null;
}

export type RoomPhase =
  | { readonly name: 'joining' }
  | { readonly name: 'in-room'; readonly reconnecting: boolean }
  /** In the room without media: video is off or cannot be reached; tried again all the time. */
  | { readonly name: 'presence'; readonly why: 'video-off' | 'unreachable' }
  /** Nothing can be reached at all; tried again all the time. */
  | { readonly name: 'network-lost' }
  /** The same person came in from another tab or device. */
  | { readonly name: 'elsewhere' }
  /** The server does not let this person in: removed, over, not admitted; `trouble.code` says which. */
  | { readonly name: 'refused'; readonly trouble: Trouble }
  | { readonly name: 'left' };

export interface RoomState {
  readonly phase: RoomPhase;
  /** Whether this person has been in the room before the phase they are in now. */
  readonly wasInRoom: boolean;
  readonly identity: string | null;
  readonly canPublish: boolean;
  readonly members: readonly StageMember[];
  readonly camera: OwnMedia;
  readonly microphone: OwnMedia;
  readonly screen: OwnMedia;
  /** The browser plays no sound until the person has pressed something. */
  readonly soundBlocked: boolean;
  readonly audioOnly: boolean;
  /** A facilitator turned the microphone off; until it is turned on again. */
  readonly mutedByOther: boolean;
}

const off: OwnMedia = { on: false, busy: false, trouble: null };

export const initialRoomState: RoomState = {
  phase: { name: 'joining' },
  wasInRoom: false,
  identity: null,
  canPublish: true,
  members: [],
  camera: off,
  microphone: off,
  screen: off,
  soundBlocked: false,
  audioOnly: false,
  mutedByOther: false,
};
