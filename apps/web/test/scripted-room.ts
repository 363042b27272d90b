import type { StageMember } from '../src/room/room-state';
import type { MediaKind, VideoRoom, VideoRoomEvents } from '../src/room/video-room';

export const ana: StageMember = {
  identity: 'identity-ana',
  local: true,
  camera: null,
  screen: null,
  microphoneOn: true,
  speaking: false,
  quality: 'good',
};

/** A video room that does what the test says. */
export class ScriptedRoom implements VideoRoom {
  readonly on = new Set<MediaKind>();
  readonly broken = new Map<MediaKind, Error>();
  /** What turning a device on waits for. */
  readonly slow = new Map<MediaKind, Promise<void>>();
  refuses = false;
  /** What coming in waits for. */
  way: Promise<void> = Promise.resolve();
  connects = 0;
  leaves = 0;
  pictures = true;
  events: VideoRoomEvents | null = null;
  async connect(): Promise<void> {
    this.connects += 1;
    if (this.refuses) throw new Error('no route');
    await this.way;
  }
  disconnect(): Promise<void> {
    this.leaves += 1;
    return Promise.resolve();
  }
  members(): readonly StageMember[] {
    return [ana];
  }
  soundBlocked(): boolean {
    return false;
  }
  startSound(): Promise<void> {
    return Promise.resolve();
  }
  roomSid(): string {
    return 'RM_1';
  }
  participantSid(): string {
    return `PA_${this.connects}`;
  }
  publishes(kind: MediaKind): boolean {
    return this.on.has(kind);
  }
  async publish(kind: MediaKind, on: boolean): Promise<void> {
    const failure = this.broken.get(kind);
    if (failure !== undefined) throw failure;
    if (on) await this.slow.get(kind);
    if (on) this.on.add(kind);
    else this.on.delete(kind);
  }
  async shareScreen(askForFloor: () => Promise<boolean>): Promise<void> {
    if (await askForFloor()) this.on.add('screen');
  }
  switchDevice(): Promise<void> {
    return Promise.resolve();
  }
  receivePictures(on: boolean): void {
    this.pictures = on;
  }
}
