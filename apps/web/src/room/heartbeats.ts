import type { HeartbeatMessage } from '@hearth/contracts';

export type Heartbeat = Omit<HeartbeatMessage, 'sessionId'>;

export interface RoomSids {
  readonly roomSid: string;
  readonly participantSid: string;
}

/** What the browser, as a witness of its own connection, says: on each change, and again while in the room. */
export class Heartbeats {
  private state: Heartbeat['state'] = 'disconnected';
  private since = 0;
  private sids: RoomSids | null = null;

  constructor(
    private readonly say: (message: Heartbeat) => void,
    private readonly monotonic: () => number,
  ) {}

  /** Takes in the state of the connection; says it when it is another than before. */
  change(state: Heartbeat['state'], sids: RoomSids | null): void {
    if (sids !== null) this.sids = sids;
    if (state === this.state) return;
    this.state = state;
    this.since = this.monotonic();
    this.speak();
  }

  /** Says it again; only while there is a room. */
  again(sids: RoomSids | null): void {
    if (sids === null) return;
    this.sids = sids;
    this.speak();
  }

  /** Also after the room has let go: what was lost is said with the ids that it had. */
  private speak(): void {
    if (this.sids === null) return;
    this.say({ ...this.sids, state: this.state, forMs: Math.round(this.monotonic() - this.since) });
  }
}
