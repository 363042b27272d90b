import type { StageMember } from './room-state';

export type MediaKind = 'camera' | 'microphone' | 'screen';

/** Why the video room let go of us. `lost` is everything that says nothing: network, server, room not there. */
export type DisconnectWhy = 'left' | 'replaced' | 'removed' | 'closed' | 'lost';

export interface VideoRoomEvents {
  /** Somebody came, left, spoke, muted, or their picture or quality changed. */
  readonly changed: () => void;
  readonly reconnecting: () => void;
  readonly reconnected: () => void;
  readonly disconnected: (why: DisconnectWhy) => void;
  /** Our microphone was turned off by somebody else. */
  readonly mutedByOther: () => void;
  /** A device failed or was unplugged while in use. */
  readonly mediaFailed: (kind: MediaKind, error: unknown) => void;
  /** Identities that speak now. */
  readonly speaking: (identities: readonly string[]) => void;
}

/** The video room as far as Hearth needs one. LiveKit's is in `livekit-room.ts`. */
export interface VideoRoom {
  connect(url: string, token: string): Promise<void>;
  disconnect(): Promise<void>;
  members(): readonly StageMember[];
  soundBlocked(): boolean;
  /** To be called from a press of a button. */
  startSound(): Promise<void>;
  roomSid(): string | null;
  participantSid(): string | null;
  publishes(kind: MediaKind): boolean;
  /** Throws what the browser throws when a device cannot be had. */
  publish(kind: MediaKind, on: boolean): Promise<void>;
  /**
   * Lets the person choose a screen, then asks for the floor, then shows it as soon as the room allows it. Choosing
   * comes first, because browsers ask only right after a press of a button.
   */
  shareScreen(askForFloor: () => Promise<boolean>): Promise<void>;
  switchDevice(kind: 'camera' | 'microphone' | 'speaker', deviceId: string): Promise<void>;
  /** Whether pictures of others are received. */
  receivePictures(on: boolean): void;
}
