import { roomToken } from '@hearth/contracts';
import type { Instant } from '@hearth/domain';
import { Refused, Unreachable, type HttpDoor } from '../door/http-door.js';
import type { LiveDoor } from '../door/live-door.js';
import type { Look } from '../media/picture.js';
import { RoomConnection, type EndReason } from '../media/room-connection.js';

export interface VisitRequest {
  readonly sessionId: string;
  readonly look: Look | null;
  readonly voice: string;
  readonly listens: boolean;
  /** Something happened that is worth a look at once. */
  readonly wake: () => void;
  readonly heard: (identities: readonly string[]) => void;
  /** It may be in another place than before. */
  readonly moved?: () => void;
}

const HEARTBEAT_MS = 10_000;
const AGAIN_MS = 2_000;
const LONGEST_PAUSE_MS = 20_000;

export type VisitPlace = 'video' | 'presence' | 'out';

/**
 * Being in the video room of one session: asks for a token, connects, tells of itself, and comes back after a loss
 * with a fresh token. While there is no video it is present over the live channel instead.
 */
export class RoomVisit {
  #connection: RoomConnection | null = null;
  #inside = false;
  #changing = false;
  #lastEnd: EndReason | null = null;
  #tryAt: Instant = 0;
  #failures = 0;
  #beatAt: Instant = 0;
  /** Since when it is in the room, and of which connection, by LiveKit's name for it, it has told. */
  #insideSince: Instant = 0;
  #toldOf = { participantSid: '', since: 0 };
  #presentOnly = false;
  #presenceTold = false;
  #mediaTold = false;

  constructor(
    private readonly door: HttpDoor,
    private readonly live: LiveDoor,
    private readonly request: VisitRequest,
  ) {}

  get connected(): boolean {
    return this.#connection?.open === true;
  }

  /** Where its person can be seen: with media, without, or not at all. */
  get place(): VisitPlace {
    if (this.#inside) return 'video';
    return this.#presenceTold && this.live.connected ? 'presence' : 'out';
  }

  /** On the way in or out: LiveKit may see it otherwise than `place` says. */
  get changing(): boolean {
    return this.#changing;
  }

  /** Another page of the same person took over; coming back would only push that one out. */
  get replaced(): boolean {
    return this.#lastEnd === 'replaced';
  }

  speak(on: boolean): void {
    if (this.connected) this.#connection?.speak(on);
  }

  /** Sees to it that the visit goes on: connects when it is time to, and tells of itself. */
  async keepUp(now: Instant): Promise<void> {
    if (!this.connected && !this.replaced && now >= this.#tryAt) await this.#connect(now);
    this.#lookAtConnection();
    if (this.#isInRoom && !this.#mediaTold) await this.#tellOfMedia();
    if (now < this.#beatAt + HEARTBEAT_MS) return;
    this.#beatAt = now;
    if (this.#isInRoom) this.#heartbeat('connected', Date.now());
    else if (this.#presentOnly) this.#tellPresence();
  }

  get #isInRoom(): boolean {
    return this.connected && this.#inside;
  }

  /** After LiveKit began anew, or had given us up, there is another connection to tell of. */
  #lookAtConnection(): void {
    const { participantSid } = this.#connection ?? { participantSid: '' };
    if (!this.#isInRoom || participantSid === this.#toldOf.participantSid) return;
    this.#toldOf = { participantSid, since: this.#insideSince };
    this.#beatAt = 0;
    this.#mediaTold = false;
  }

  #moveTo(inside: boolean, changing = false): void {
    // Not the moment of a look: this is what the browser bears witness of.
    if (inside && !this.#inside) this.#insideSince = Date.now();
    this.#inside = inside;
    this.#changing = changing;
    this.request.moved?.();
  }

  #tellPresence(): void {
    this.live.presence(this.request.sessionId, 'here');
    this.#presenceTold = this.live.connected;
    this.request.moved?.();
  }

  #endPresence(): void {
    if (this.#presentOnly) this.live.presence(this.request.sessionId, 'gone');
    this.#presentOnly = false;
    this.#presenceTold = false;
  }

  async leave(): Promise<void> {
    const connection = this.#connection;
    if (this.connected) this.#heartbeat('disconnected', Date.now());
    this.#connection = null;
    this.#moveTo(false, connection !== null);
    this.#endPresence();
    await connection?.leave();
    this.#moveTo(false);
  }

  async #connect(now: Instant): Promise<void> {
    const { sessionId, look, voice, listens } = this.request;
    try {
      const answer = await this.door.ask({ method: 'POST', path: `/sessions/${sessionId}/token` });
      const { url, token, canPublish } = roomToken.parse(answer);
      this.#moveTo(false, true);
      this.#connection = await RoomConnection.join(
        { url, token, look: canPublish ? look : null, voice: canPublish ? voice : null, listens },
        {
          entered: () => this.#moveTo(true),
          interrupted: () => this.#moveTo(false),
          returning: () => this.#moveTo(false, true),
          ended: (reason) => this.#ended(reason),
          speaking: this.request.heard,
        },
      );
    } catch (error) {
      this.#moveTo(false);
      this.#failed(error, now);
      return;
    }
    this.#failures = 0;
    this.#lastEnd = null;
    this.#endPresence();
  }

  /** No token for now, or no LiveKit: be present without media, and try again, less and less often. */
  #failed(error: unknown, now: Instant): void {
    const noVideo = error instanceof Refused && (error.code === 'video-off' || error.code === 'unavailable');
    const refused = error instanceof Refused && !noVideo;
    const presentOnly = !refused && !(error instanceof Unreachable);
    // At once, not with the next heartbeat.
    if (presentOnly && !this.#presentOnly) this.#beatAt = 0;
    this.#presentOnly = presentOnly;
    this.#presenceTold &&= presentOnly;
    this.#failures += 1;
    this.#tryAt = now + Math.min(LONGEST_PAUSE_MS, AGAIN_MS * 2 ** (this.#failures - 1));
  }

  /** Refused until the api knows the connection; the next look tries again. */
  async #tellOfMedia(): Promise<void> {
    const { participantSid } = this.#connection ?? { participantSid: '' };
    const path = `/sessions/${this.request.sessionId}/media`;
    const body = { participantSid, camera: this.request.look !== null, microphone: true };
    await this.door.ask({ method: 'POST', path, body });
    this.#mediaTold = true;
  }

  #ended(reason: EndReason): void {
    this.#lastEnd = reason;
    this.#tryAt = 0;
    this.#moveTo(false);
    this.#heartbeat('disconnected', Date.now());
    this.request.wake();
  }

  #heartbeat(state: 'connected' | 'disconnected', now: Instant): void {
    const connection = this.#connection;
    if (connection === null) return;
    this.live.heartbeat({
      sessionId: this.request.sessionId,
      roomSid: connection.roomSid,
      participantSid: connection.participantSid,
      state,
      forMs: state === 'connected' ? Math.max(0, now - this.#toldOf.since) : 0,
    });
  }
}
