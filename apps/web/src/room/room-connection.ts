import type { RoomToken } from '@hearth/contracts';
import { asTrouble } from '../api/problem';
import { mediaTroubleOf } from '../devices/media-trouble';
import { Arrival } from './arrival';
import { Heartbeats, type RoomSids } from './heartbeats';
import { MediaReports } from './media-reports';
import { MediaTurns } from './media-turns';
import { phaseAfter } from './phase-after';
import { Retries } from './retries';
import type { JoinWith, RoomPorts } from './room-ports';
import { initialRoomState, type OwnMedia, type RoomPhase, type RoomState } from './room-state';
import type { DisconnectWhy, MediaKind, VideoRoom, VideoRoomEvents } from './video-room';

const HEARTBEAT_MS = 10_000;

/**
 * One person's way into one room and how they stay there. Outside React: components read `state()` and listen.
 * It joins again by itself, with a fresh token, whenever the room is lost without a reason, and is present without
 * media as long as video is away.
 */
export class RoomConnection {
  private current: RoomState = initialRoomState;
  private readonly listeners = new Set<() => void>();
  private readonly speakingListeners = new Set<(identities: readonly string[]) => void>();
  /** Each start is a life of its own: answers to an earlier one are ignored. */
  private life = 0;
  private room: VideoRoom | null = null;
  private beat: ReturnType<typeof setInterval> | null = null;
  private wanted = { camera: true, microphone: true };
  /** Coming in: camera and microphone are being turned on, and nothing is said of them before that is done. */
  private settling = false;
  private turns = new MediaTurns();

  private readonly heartbeats: Heartbeats;
  private readonly retries: Retries;
  private readonly reports: MediaReports;

  constructor(private readonly ports: RoomPorts) {
    this.heartbeats = new Heartbeats(ports.heartbeat, ports.monotonic);
    this.retries = new Retries(ports.random);
    this.reports = new MediaReports(ports.reportMedia);
  }

  readonly state = (): RoomState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Who speaks, at each change; for measuring. */
  readonly onSpeaking = (listener: (identities: readonly string[]) => void): (() => void) => {
    this.speakingListeners.add(listener);
    return () => this.speakingListeners.delete(listener);
  };

  /** Goes in. Calling it again starts anew. */
  start(how: JoinWith): void {
    this.wanted = { camera: how.camera && !how.audioOnly, microphone: how.microphone };
    this.life += 1;
    this.retries.forget();
    this.set({ ...initialRoomState, audioOnly: how.audioOnly });
    this.beat ??= setInterval(() => this.sendBeat(), HEARTBEAT_MS);
    void this.join(this.life);
  }

  /** Leaves for good. */
  stop(): void {
    this.life += 1;
    this.retries.cancel();
    if (this.beat !== null) clearInterval(this.beat);
    this.beat = null;
    this.enter({ name: 'left' });
    this.release();
  }

  /** Comes in from here after another tab had taken over, or right now instead of at the next try. */
  joinNow(): void {
    this.retries.cancel();
    this.life += 1;
    this.retries.forget();
    this.release();
    this.enter({ name: 'joining' });
    void this.join(this.life);
  }

  async toggle(kind: MediaKind): Promise<void> {
    await this.setMedia(kind, !this.current[kind].on);
  }

  /** Turns one's own camera, microphone or screen on or off. What failed is in the state, in words that help. */
  async setMedia(kind: MediaKind, on: boolean): Promise<void> {
    if (kind !== 'screen') this.wanted = { ...this.wanted, [kind]: on };
    if (kind === 'microphone' && on) this.set({ ...this.current, mutedByOther: false });
    await this.applyMedia(kind, on);
  }

  /** Shares a screen, if one is chosen and `askForFloor` is granted. */
  async shareScreen(askForFloor: () => Promise<boolean>): Promise<void> {
    const { room } = this;
    if (room === null) return;
    await this.trying('screen', room, () => room.shareScreen(askForFloor));
  }

  async setAudioOnly(audioOnly: boolean): Promise<void> {
    this.set({ ...this.current, audioOnly });
    this.room?.receivePictures(!audioOnly);
    if (audioOnly && (this.current.camera.on || this.wanted.camera)) await this.setMedia('camera', false);
  }

  async switchDevice(kind: 'camera' | 'microphone' | 'speaker', deviceId: string): Promise<void> {
    try {
      await this.room?.switchDevice(kind, deviceId);
    } catch (error) {
      if (kind !== 'speaker') this.mediaFailed(kind, error);
    }
  }

  /** To be called from a press of a button, which is what browsers wait for before they play sound. */
  async startSound(): Promise<void> {
    await this.room?.startSound();
    this.refresh();
  }

  private async join(life: number): Promise<void> {
    const next = await this.tryToJoin(life);
    if (life !== this.life) return;
    this.enter(next);
    switch (next.name) {
      case 'presence':
      case 'network-lost':
        return this.retries.plan(() => void this.join(life));
      case 'in-room':
        this.retries.forget();
        return void this.settleIn(life);
      case 'joining':
      case 'elsewhere':
      case 'refused':
      case 'left':
        return;
      default:
        return next satisfies never;
    }
  }

  private async tryToJoin(life: number): Promise<RoomPhase> {
    let token: RoomToken;
    try {
      token = await this.ports.fetchToken();
    } catch (error) {
      return phaseAfter(asTrouble(error));
    }
    if (life !== this.life) return { name: 'left' };
    this.set({ ...this.current, identity: token.identity, canPublish: token.canPublish });
    return this.connect(life, token).catch((): RoomPhase => ({ name: 'presence', why: 'unreachable' }));
  }

  private async connect(life: number, token: RoomToken): Promise<RoomPhase> {
    const arrival = new Arrival(this.eventsOf(life));
    const room = await this.ports.createRoom(arrival.events);
    const letGo = await arrival.through(room.connect(token.url, token.token));
    if (letGo === null && life === this.life) {
      this.room = room;
      this.turns = new MediaTurns();
      return { name: 'in-room', reconnecting: false };
    }
    await room.disconnect();
    if (life !== this.life) return { name: 'left' };
    return letGo === 'replaced' ? { name: 'elsewhere' } : { name: 'presence', why: 'unreachable' };
  }

  /** In the room: own media as wanted, and said what it is. */
  private async settleIn(life: number): Promise<void> {
    this.room?.receivePictures(!this.current.audioOnly);
    this.reports.forget();
    this.settling = true;
    this.refresh();
    if (this.current.canPublish) {
      if (this.wanted.microphone) await this.applyMedia('microphone', true);
      if (life === this.life && this.wanted.camera) await this.applyMedia('camera', true);
    }
    if (life !== this.life) return;
    this.settling = false;
    this.reportMedia();
  }

  private eventsOf(life: number): VideoRoomEvents {
    const during = <Input extends readonly unknown[]>(act: (...input: Input) => void) => {
      return (...input: Input): void => {
        if (life === this.life) act(...input);
      };
    };
    return {
      changed: during(() => this.refresh()),
      reconnecting: during(() => this.enter({ name: 'in-room', reconnecting: true })),
      reconnected: during(() => {
        this.enter({ name: 'in-room', reconnecting: false });
        this.reports.forget();
        this.refresh();
      }),
      disconnected: during((why: DisconnectWhy) => this.onDisconnected(life, why)),
      mutedByOther: during(() => {
        this.wanted = { ...this.wanted, microphone: false };
        this.set({ ...this.current, mutedByOther: true });
      }),
      mediaFailed: during((kind: MediaKind, error: unknown) => this.mediaFailed(kind, error)),
      speaking: during((identities: readonly string[]) => {
        for (const listener of this.speakingListeners) listener(identities);
      }),
    };
  }

  private onDisconnected(life: number, why: DisconnectWhy): void {
    if (this.room === null) return;
    this.room = null;
    switch (why) {
      case 'left':
        return this.enter({ name: 'left' });
      case 'replaced':
        return this.enter({ name: 'elsewhere' });
      case 'closed':
        // Usually the end of the session: its document, on the way by now, stops this before a token is asked for.
        this.enter({ name: 'joining' });
        return this.retries.plan(() => void this.join(life));
      case 'removed':
      case 'lost':
        // Whether we may come back is not for us to guess: the answer to the next token says so.
        this.enter({ name: 'joining' });
        return void this.join(life);
      default:
        return why satisfies never;
    }
  }

  /** One after the other: what is turned off while it is still being turned on is off in the end. */
  private applyMedia(kind: MediaKind, on: boolean): Promise<void> {
    return this.turns.take(kind, () => this.applyNow(kind, on));
  }

  private async applyNow(kind: MediaKind, on: boolean): Promise<void> {
    const { room } = this;
    if (room === null) return this.setOwn(kind, { on: false, busy: false, trouble: null });
    await this.trying(kind, room, () => room.publish(kind, on));
  }

  private async trying(kind: MediaKind, room: VideoRoom, act: () => Promise<void>): Promise<void> {
    this.setOwn(kind, { ...this.current[kind], busy: true, trouble: null });
    try {
      await act();
      if (room === this.room) this.setOwn(kind, { on: room.publishes(kind), busy: false, trouble: null });
    } catch (error) {
      if (room === this.room) this.mediaFailed(kind, error);
    }
    this.refresh();
  }

  private mediaFailed(kind: MediaKind, error: unknown): void {
    this.setOwn(kind, {
      on: this.room?.publishes(kind) ?? false,
      busy: false,
      trouble: mediaTroubleOf(error),
    });
  }

  private setOwn(kind: MediaKind, media: OwnMedia): void {
    this.set({ ...this.current, [kind]: media });
  }

  /** Reads the room again; what components hold of the old state stays as it was. */
  private refresh(): void {
    const { room } = this;
    if (room === null) return;
    const own = (kind: MediaKind): OwnMedia =>
      this.current[kind].busy ? this.current[kind] : { ...this.current[kind], on: room.publishes(kind) };
    this.set({
      ...this.current,
      members: room.members(),
      soundBlocked: room.soundBlocked(),
      camera: own('camera'),
      microphone: own('microphone'),
      screen: own('screen'),
    });
    // Not at once: a room that lets go ends its tracks first, and says only then that it is gone.
    void Promise.resolve().then(() => this.reportMedia());
  }

  private reportMedia(): void {
    const participantSid = this.room?.participantSid() ?? null;
    const { camera, microphone, phase } = this.current;
    const unsettled = this.settling || camera.busy || microphone.busy;
    if (participantSid === null || phase.name !== 'in-room' || unsettled) return;
    this.reports.say({ participantSid, camera: camera.on, microphone: microphone.on });
  }

  private enter(phase: RoomPhase): void {
    const before = this.current.phase;
    const wasPresent = before.name === 'presence';
    const members = phase.name === 'in-room' ? this.current.members : [];
    const wasInRoom = this.current.wasInRoom || phase.name === 'in-room' || phase.name === 'presence';
    this.set({ ...this.current, phase, members, wasInRoom });
    if (wasPresent && phase.name !== 'presence') this.ports.presence('gone');
    if (!wasPresent && phase.name === 'presence') this.ports.presence('here');
    const connection =
      phase.name !== 'in-room' ? 'disconnected' : phase.reconnecting ? 'reconnecting' : 'connected';
    this.heartbeats.change(connection, this.sids());
  }

  private sids(): RoomSids | null {
    const roomSid = this.room?.roomSid() ?? null;
    const participantSid = this.room?.participantSid() ?? null;
    return roomSid === null || participantSid === null ? null : { roomSid, participantSid };
  }

  private sendBeat(): void {
    if (this.current.phase.name === 'presence') this.ports.presence('here');
    this.heartbeats.again(this.sids());
    this.reportMedia();
  }

  private release(): void {
    const { room } = this;
    this.room = null;
    if (room !== null) void room.disconnect().catch(() => undefined);
  }

  private set(next: RoomState): void {
    this.current = next;
    for (const listener of this.listeners) listener();
  }
}
