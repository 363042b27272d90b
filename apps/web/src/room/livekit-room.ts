import {
  ConnectionQuality,
  DisconnectReason,
  Room,
  RoomEvent,
  Track,
  VideoPresets,
  type LocalTrackPublication,
  type Participant,
  type RemoteTrack,
  type RemoteTrackPublication,
} from 'livekit-client';
import { preferences } from '../preferences/preferences';
import type { Picture, Quality, StageMember } from './room-state';
import type { DisconnectWhy, MediaKind, VideoRoom, VideoRoomEvents } from './video-room';

/** How long the right to show a screen may take to arrive. */
const PERMISSION_MS = 8_000;

const sources = {
  camera: Track.Source.Camera,
  microphone: Track.Source.Microphone,
  screen: Track.Source.ScreenShare,
} as const;

const kindOf = (source: Track.Source): MediaKind | null => {
  if (source === Track.Source.Camera) return 'camera';
  if (source === Track.Source.Microphone) return 'microphone';
  return source === Track.Source.ScreenShare ? 'screen' : null;
};

/** Why LiveKit let go, in our words. */
export const whyOf = (reason: DisconnectReason | undefined): DisconnectWhy => {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return 'left';
    case DisconnectReason.DUPLICATE_IDENTITY:
      return 'replaced';
    case DisconnectReason.PARTICIPANT_REMOVED:
      return 'removed';
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return 'closed';
    default:
      return 'lost';
  }
};

const qualityOf = (quality: ConnectionQuality): Quality => {
  switch (quality) {
    case ConnectionQuality.Excellent:
      return 'good';
    case ConnectionQuality.Good:
      return 'fair';
    case ConnectionQuality.Poor:
      return 'poor';
    case ConnectionQuality.Lost:
      return 'lost';
    case ConnectionQuality.Unknown:
      return 'unknown';
    default:
      return quality satisfies never;
  }
};

const picture = (participant: Participant, source: Track.Source): Picture | null => {
  const publication = participant.getTrackPublication(source);
  return publication?.isMuted === false && publication.track !== undefined ? publication.track : null;
};

const memberOf = (participant: Participant): StageMember => ({
  identity: participant.identity,
  local: participant.isLocal,
  camera: picture(participant, Track.Source.Camera),
  screen: picture(participant, Track.Source.ScreenShare),
  microphoneOn: participant.isMicrophoneEnabled,
  speaking: participant.isSpeaking,
  quality: qualityOf(participant.connectionQuality),
});

/** The room of `livekit-client`, narrowed to what Hearth needs. Sound plays by itself; pictures are attached by tiles. */
export class LiveKitRoom implements VideoRoom {
  private readonly room: Room;
  private readonly sounds = new Map<string, HTMLMediaElement>();
  private pictures = true;
  private sid: string | null = null;
  private publishing = 0;

  constructor(private readonly events: VideoRoomEvents) {
    const { camera, microphone, speaker } = preferences();
    this.room = new Room({
      adaptiveStream: true,
      dynacast: true,
      videoCaptureDefaults: { resolution: VideoPresets.h540.resolution, deviceId: camera ?? undefined },
      audioCaptureDefaults: {
        deviceId: microphone ?? undefined,
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
      },
      audioOutput: speaker === null ? undefined : { deviceId: speaker },
    });
    this.listen();
  }

  async connect(url: string, token: string): Promise<void> {
    await this.room.connect(url, token);
    this.sid = await this.room.getSid();
  }

  async disconnect(): Promise<void> {
    await this.room.disconnect();
    for (const sound of this.sounds.values()) sound.remove();
    this.sounds.clear();
  }

  members(): readonly StageMember[] {
    return [this.room.localParticipant, ...this.room.remoteParticipants.values()].map(memberOf);
  }

  soundBlocked(): boolean {
    return !this.room.canPlaybackAudio;
  }

  startSound(): Promise<void> {
    return this.room.startAudio();
  }

  roomSid(): string | null {
    return this.sid;
  }

  participantSid(): string | null {
    const { sid } = this.room.localParticipant;
    return sid === '' ? null : sid;
  }

  publishes(kind: MediaKind): boolean {
    const publication = this.room.localParticipant.getTrackPublication(sources[kind]);
    return publication !== undefined && !publication.isMuted;
  }

  async publish(kind: MediaKind, on: boolean): Promise<void> {
    const { localParticipant } = this.room;
    this.publishing += 1;
    try {
      switch (kind) {
        case 'camera':
          await localParticipant.setCameraEnabled(on);
          return;
        case 'microphone':
          await localParticipant.setMicrophoneEnabled(on);
          return;
        case 'screen':
          await localParticipant.setScreenShareEnabled(on, { audio: false });
          return;
        default:
          return kind satisfies never;
      }
    } finally {
      this.publishing -= 1;
    }
  }

  async shareScreen(askForFloor: () => Promise<boolean>): Promise<void> {
    const { localParticipant } = this.room;
    const tracks = await localParticipant.createScreenTracks({ audio: false });
    try {
      if (!(await askForFloor())) return;
      await this.mayShareScreen();
      for (const track of tracks) await localParticipant.publishTrack(track);
    } finally {
      const published = localParticipant.getTrackPublication(Track.Source.ScreenShare)?.track;
      for (const track of tracks) if (track !== published) track.stop();
    }
  }

  /** The right to show a screen comes with the floor, a moment after it. */
  private mayShareScreen(): Promise<void> {
    const { localParticipant } = this.room;
    const allowed = (): boolean => {
      const sources = localParticipant.permissions?.canPublishSources ?? [];
      return (
        sources.length === 0 ||
        sources.some((source) => Track.sourceFromProto(source) === Track.Source.ScreenShare)
      );
    };
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!allowed()) return;
        clearTimeout(timer);
        this.room.off(RoomEvent.ParticipantPermissionsChanged, look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.room.off(RoomEvent.ParticipantPermissionsChanged, look);
        reject(new Error('The room did not allow a screen.'));
      }, PERMISSION_MS);
      this.room.on(RoomEvent.ParticipantPermissionsChanged, look);
      look();
    });
  }

  async switchDevice(kind: 'camera' | 'microphone' | 'speaker', deviceId: string): Promise<void> {
    const kinds = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const;
    await this.room.switchActiveDevice(kinds[kind], deviceId);
  }

  receivePictures(on: boolean): void {
    this.pictures = on;
    for (const participant of this.room.remoteParticipants.values())
      for (const publication of participant.trackPublications.values()) this.receive(publication);
  }

  private receive(publication: RemoteTrackPublication): void {
    if (publication.source === Track.Source.Camera) publication.setSubscribed(this.pictures);
  }

  private listen(): void {
    const { room, events } = this;
    const changed = (): void => events.changed();
    for (const event of [
      RoomEvent.ParticipantConnected,
      RoomEvent.ParticipantDisconnected,
      RoomEvent.TrackUnpublished,
      RoomEvent.TrackMuted,
      RoomEvent.TrackUnmuted,
      RoomEvent.LocalTrackPublished,
      RoomEvent.LocalTrackUnpublished,
      RoomEvent.ConnectionQualityChanged,
      RoomEvent.AudioPlaybackStatusChanged,
      RoomEvent.ParticipantPermissionsChanged,
    ] as const)
      room.on(event, changed);
    room
      .on(RoomEvent.TrackPublished, (publication) => this.receive(publication))
      .on(RoomEvent.TrackSubscribed, (track) => this.play(track))
      .on(RoomEvent.TrackUnsubscribed, (track) => this.silence(track))
      .on(RoomEvent.TrackMuted, (publication, participant) => {
        if (participant.isLocal && publication.source === Track.Source.Microphone) this.onOwnMute();
      })
      .on(RoomEvent.LocalTrackUnpublished, (publication) => this.onOwnLoss(publication))
      .on(RoomEvent.MediaDevicesError, (error, kind) =>
        events.mediaFailed(kind === 'videoinput' ? 'camera' : 'microphone', error),
      )
      .on(RoomEvent.ActiveSpeakersChanged, (speakers) => {
        events.speaking(speakers.map((speaker) => speaker.identity));
        changed();
      })
      .on(RoomEvent.Reconnecting, () => events.reconnecting())
      .on(RoomEvent.Reconnected, () => events.reconnected())
      .on(RoomEvent.Disconnected, (reason) => events.disconnected(whyOf(reason)));
  }

  /** A mute that we did not ask for came from a facilitator. */
  private onOwnMute(): void {
    if (this.publishing === 0) this.events.mutedByOther();
  }

  /** The operating system or a pulled plug ended a track that we did not end ourselves. */
  private onOwnLoss(publication: LocalTrackPublication): void {
    const kind = kindOf(publication.source);
    if (this.publishing > 0 || kind === null || kind === 'screen') return;
    if (publication.track?.mediaStreamTrack.readyState === 'ended')
      this.events.mediaFailed(kind, new DOMException('The device went away.', 'NotFoundError'));
  }

  private play(track: RemoteTrack): void {
    if (track.kind === Track.Kind.Audio) {
      const sound = track.attach();
      sound.hidden = true;
      document.body.append(sound);
      this.sounds.set(track.sid ?? '', sound);
    }
    this.events.changed();
  }

  private silence(track: RemoteTrack): void {
    for (const element of track.detach()) if (track.kind === Track.Kind.Audio) element.remove();
    this.sounds.delete(track.sid ?? '');
    this.events.changed();
  }
}
