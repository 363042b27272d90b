import type { DisconnectWhy, VideoRoomEvents } from './video-room';

/**
 * One try to come in. A room can let go of somebody who is not quite inside yet, above all when the person's other
 * page comes in meanwhile: that has to be heard too, or both pages would go on taking the room from each other.
 */
export class Arrival {
  readonly events: VideoRoomEvents;
  private inside = false;
  private why: DisconnectWhy | null = null;
  private tellWhy: (why: DisconnectWhy) => void = () => undefined;
  private readonly letGo = new Promise<DisconnectWhy>((resolve) => (this.tellWhy = resolve));

  /** @param events hears everything, and a disconnect only after the arrival. */
  constructor(events: VideoRoomEvents) {
    const disconnected = (why: DisconnectWhy): void => {
      if (this.inside) return events.disconnected(why);
      this.why ??= why;
      this.tellWhy(why);
    };
    this.events = { ...events, disconnected };
  }

  /** Null once inside, or why the room let go before that. Rejects when the room cannot be reached. */
  async through(connecting: Promise<void>): Promise<DisconnectWhy | null> {
    await Promise.race([connecting, this.letGo]);
    this.inside = this.why === null;
    return this.why;
  }
}
