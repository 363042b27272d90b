import {
  AudioFrame,
  AudioSource,
  DisconnectReason,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  RoomEvent,
  TrackKind,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node';
import { inTime, Partings } from './parting.js';
import { Picture, type Look } from './picture.js';
import { SAMPLE_RATE, Voice } from './voice.js';
import { followWhereabouts, type WhereaboutsListener } from './whereabouts.js';

const WIDTH = 320;
const HEIGHT = 240;
const FRAME_MS = 200;
const SOUND_MS = 100;

export interface JoinRequest {
  readonly url: string;
  readonly token: string;
  /** Null publishes no picture. */
  readonly look: Look | null;
  /** Null publishes no sound. */
  readonly voice: string | null;
  /** Subscribes to everybody's sound, so as to be told who speaks. */
  readonly listens: boolean;
}

/** Why a connection ended, as somebody in a room has to know it. */
export type EndReason = 'left' | 'replaced' | 'removed' | 'room-closed' | 'lost';

export interface RoomListener extends WhereaboutsListener {
  ended(reason: EndReason): void;
  /** Who speaks from now on, by identity; only told to those who listen. */
  speaking(identities: readonly string[]): void;
}

/**
 * One connection to a video room, with a picture and a sound made on the spot. It ends once: by `leave`, or with
 * `ended`. Call `dispose` of rtc-node once, when the process is done with all of its connections.
 */
export class RoomConnection {
  readonly #room: Room;
  readonly #gone: Promise<never>;
  #roomSid: string;
  #speaks = false;
  #ended = false;
  #wake: () => void = () => undefined;

  private constructor(room: Room, roomSid: string) {
    this.#room = room;
    this.#roomSid = roomSid;
    this.#gone = new Promise((_, reject) => {
      room.once(RoomEvent.Disconnected, () => reject(new Error('the connection was lost')));
    });
    // Nobody has to be waiting for it.
    this.#gone.catch(() => undefined);
    room.on(RoomEvent.RoomUpdated, () => void this.#learnRoomSid());
  }

  /**
   * Connects and publishes.
   * @throws when LiveKit cannot be reached or refuses the token
   */
  static async join(request: JoinRequest, listener: RoomListener): Promise<RoomConnection> {
    const room = new Room();
    let isLate = false;
    let made: RoomConnection | null = null;
    const whileHere = (tell: () => void) => () => {
      if (!isLate && made?.open !== false) tell();
    };
    followWhereabouts(room, {
      entered: whileHere(() => listener.entered?.()),
      interrupted: whileHere(() => listener.interrupted?.()),
      returning: whileHere(() => listener.returning?.()),
    });
    const connecting = async (): Promise<RoomConnection> => {
      await room.connect(request.url, request.token, { autoSubscribe: false, dynacast: true });
      const sid = isLate ? '' : await room.getSid();
      // Nobody waits for it any more.
      if (isLate) await partings.partFrom(room);
      return (made = new RoomConnection(room, sid));
    };
    const connection = await inTime(connecting(), CONNECTS_WITHIN_MS).catch((error: unknown) => {
      isLate = true;
      void partings.partFrom(room);
      throw error;
    });
    room.on(RoomEvent.Disconnected, (reason) => connection.#end(endReasonOf(reason), listener));
    if (request.listens) connection.#listen(listener);
    try {
      await Promise.race([inTime(connection.#publish(request), PUBLISHES_WITHIN_MS), connection.#gone]);
    } catch (error) {
      await connection.leave();
      throw error;
    }
    return connection;
  }

  get open(): boolean {
    return !this.#ended;
  }

  /** As LiveKit calls the room and the person in it by now: both names are others after it began anew. */
  get roomSid(): string {
    return this.#roomSid;
  }

  get participantSid(): string {
    return this.#room.localParticipant?.sid ?? '';
  }

  /** Starts or stops making a sound. */
  speak(on: boolean): void {
    this.#speaks = on;
    this.#wake();
  }

  /** Says goodbye and disconnects; nothing when it is over already. */
  async leave(): Promise<void> {
    if (this.#ended) return;
    this.#over();
    await partings.partFrom(this.#room);
  }

  async #learnRoomSid(): Promise<void> {
    if (this.#ended) return;
    // It waits for a name where there is none yet, and fails when the connection ends first.
    const sid = await this.#room.getSid().catch(() => '');
    if (sid !== '') this.#roomSid = sid;
  }

  #over(): void {
    this.#ended = true;
    this.#wake();
  }

  #end(reason: EndReason, listener: RoomListener): void {
    if (this.#ended) return;
    this.#over();
    listener.ended(reason);
  }

  #listen(listener: RoomListener): void {
    const room = this.#room;
    const subscribe = (publication: { kind?: TrackKind; setSubscribed(on: boolean): void }): void => {
      if (publication.kind === TrackKind.KIND_AUDIO) publication.setSubscribed(true);
    };
    room.on(RoomEvent.TrackPublished, subscribe);
    room.on(RoomEvent.ActiveSpeakersChanged, (speakers) => {
      listener.speaking(speakers.map(({ identity }) => identity));
    });
    for (const participant of room.remoteParticipants.values()) {
      for (const publication of participant.trackPublications.values()) {
        if ('setSubscribed' in publication) subscribe(publication);
      }
    }
  }

  async #publish({ look, voice }: JoinRequest): Promise<void> {
    if (look !== null) await this.#show(new Picture(look, WIDTH, HEIGHT));
    if (voice !== null) await this.#sound(new Voice(voice));
  }

  async #show(picture: Picture): Promise<void> {
    const source = new VideoSource(picture.width, picture.height);
    const track = LocalVideoTrack.createVideoTrack('camera', source);
    // Set at once: a later change of the encoding crashes the native side.
    const options = new TrackPublishOptions({
      source: TrackSource.SOURCE_CAMERA,
      simulcast: false,
      videoEncoding: { maxBitrate: 120_000n, maxFramerate: 1_000 / FRAME_MS },
    });
    await this.#room.localParticipant?.publishTrack(track, options);
    const timer = setInterval(() => {
      if (this.#ended) {
        clearInterval(timer);
        return;
      }
      const data = picture.frame(Date.now(), this.#speaks);
      source.captureFrame(new VideoFrame(data, picture.width, picture.height, VideoBufferType.I420));
    }, FRAME_MS);
  }

  async #sound(voice: Voice): Promise<void> {
    const source = new AudioSource(SAMPLE_RATE, 1, SOUND_MS * 2);
    const track = LocalAudioTrack.createAudioTrack('microphone', source);
    const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE, dtx: true });
    await this.#room.localParticipant?.publishTrack(track, options);
    void this.#hum(source, voice);
  }

  /** Fills the queue of the track while there is something to say; a full queue makes it wait. */
  async #hum(source: AudioSource, voice: Voice): Promise<void> {
    const count = (SAMPLE_RATE * SOUND_MS) / 1_000;
    while (!this.#ended) {
      if (this.#speaks) {
        try {
          await source.captureFrame(new AudioFrame(voice.next(count), SAMPLE_RATE, 1, count));
        } catch (error) {
          // The track goes away under us when the connection ends; anything else is a fault.
          if (!this.#ended) throw error;
        }
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    }
  }
}

/** rtc-node may never answer when LiveKit dies while it connects, or while something is being published. */
const CONNECTS_WITHIN_MS = 20_000;
const PUBLISHES_WITHIN_MS = 15_000;

/** Of the whole process, as its rooms may outlive whoever was in them. */
const partings = new Partings();

const endReasonOf = (reason: DisconnectReason): EndReason => {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return 'left';
    case DisconnectReason.DUPLICATE_IDENTITY:
      return 'replaced';
    case DisconnectReason.PARTICIPANT_REMOVED:
      return 'removed';
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return 'room-closed';
    default:
      return 'lost';
  }
};
