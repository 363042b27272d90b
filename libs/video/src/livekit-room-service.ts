import {
  type ParticipantInfo,
  ParticipantInfo_State,
  type Room,
  RoomServiceClient,
  ServerError,
  TrackSource,
} from 'livekit-server-sdk';
import { permissionOf } from './permissions.js';
import { nameOf } from './session-room.js';
import {
  type ListedRoom,
  type PresentParticipant,
  type RoomService,
  VideoRefused,
  VideoUnavailable,
} from './room-service.js';
import { httpAddress } from './http-address.js';
import { sameClock, type VideoClock } from './livekit-clock.js';
import type { VideoKey } from './token.js';

export interface LiveKitOptions extends VideoKey {
  /** `ws(s)://` or `http(s)://` address for servers. */
  readonly url: string;
  /** For each call. LiveKit itself gives up on an absent room after 3 s, so keep it above that. */
  readonly deadlineMs?: number;
  /** How far its clock is from ours; the same when left out. */
  readonly clock?: VideoClock;
}

export const DEADLINE_MS = 5_000;

/** The rooms of a real LiveKit. */
export const livekitRoomService = (options: LiveKitOptions): RoomService => {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const clock = options.clock ?? sameClock;
  const http = httpAddress(options.url);
  const client = new RoomServiceClient(http, options.apiKey, options.apiSecret, {
    requestTimeout: deadlineMs / 1_000,
    failover: false,
  });

  /** Asks for the room first: a question about the participants of an absent one costs 3 s and reads as an outage. */
  const participantsOf = async (room: Room): Promise<ParticipantInfo[] | null> => {
    try {
      return await client.listParticipants(room.name);
    } catch (error) {
      const again = await client.listRooms([room.name]);
      if (again.some(({ sid }) => sid === room.sid)) throw error;
      return null;
    }
  };

  // Muting somebody who is not there costs 3 s too, so the list is asked first.
  const find = async (name: string, identity: string): Promise<ParticipantInfo | null> => {
    const [room] = await client.listRooms([name]);
    if (room === undefined) return null;
    const participants = await participantsOf(room);
    return participants?.find((participant) => participant.identity === identity) ?? null;
  };

  return {
    ensureRoom: ({ room, maxParticipants, keepForSeconds }) =>
      asVideo(async () => {
        const keepFor = Math.max(60, Math.ceil(keepForSeconds));
        const created = await client.createRoom({
          name: nameOf(room),
          emptyTimeout: keepFor,
          departureTimeout: keepFor,
          maxParticipants,
        });
        return { roomSid: created.sid };
      }),

    deleteRoom: (room) =>
      asVideo(async () => {
        await unlessGone(client.deleteRoom(nameOf(room)));
      }),

    listPresent: (rooms) =>
      asVideo(async () => {
        if (rooms.length === 0) return [];
        const found = await client.listRooms(rooms.map(nameOf));
        const ahead = await clock.ahead();
        const listed = await Promise.all(
          found.map(async (room) => {
            const participants = await participantsOf(room);
            return participants === null ? [] : [listedRoom(room, participants, ahead)];
          }),
        );
        return listed.flat();
      }),

    remove: (room, identity) =>
      asVideo(async () => {
        const removed = await unlessGone(client.removeParticipant(nameOf(room), identity));
        return removed ? 'removed' : 'not-there';
      }),

    mute: (room, identity) =>
      asVideo(async () => {
        const name = nameOf(room);
        const tracks = (await find(name, identity))?.tracks ?? [];
        const open = tracks.filter(({ source, muted }) => source === TrackSource.MICROPHONE && !muted);
        const muted = await Promise.all(
          open.map(({ sid }) => unlessGone(client.mutePublishedTrack(name, identity, sid, true))),
        );
        return { muted: muted.filter(Boolean).length };
      }),

    setPermission: (room, identity, request) =>
      asVideo(async () => {
        const { canPublishSources, ...permission } = permissionOf(request);
        const changed = await unlessGone(
          client.updateParticipant(nameOf(room), identity, {
            permission: { ...permission, canPublishSources: [...canPublishSources] },
          }),
        );
        return changed ? 'set' : 'not-there';
      }),

    health: async () => {
      try {
        const answer = await fetch(`${http}/`, { signal: AbortSignal.timeout(deadlineMs) });
        await answer.arrayBuffer();
        return answer.ok ? { ready: true } : { ready: false, why: `LiveKit answers ${answer.status}` };
      } catch (error) {
        return { ready: false, why: error instanceof Error ? error.name : 'unreachable' };
      }
    },
  };
};

/** False when what the call is about left in the meantime. */
export const unlessGone = async (call: Promise<unknown>): Promise<boolean> => {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof ServerError && error.status === 404) return false;
    throw error;
  }
};

/** Turns what the client throws into what this port promises. */
export const asVideo = async <Result>(call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ServerError && error.status < 500 && error.status !== 429) {
      throw new VideoRefused(`LiveKit refused: ${error.code ?? error.status}`, { cause: error });
    }
    throw new VideoUnavailable('LiveKit could not be reached in time', { cause: error });
  }
};

/** Times are told on our clock. */
const listedRoom = (room: Room, participants: readonly ParticipantInfo[], aheadMs: number): ListedRoom => ({
  roomName: room.name,
  roomSid: room.sid,
  createdAt: milliseconds(room.creationTimeMs, room.creationTime) - aheadMs,
  recording: room.activeRecording,
  participants: participants
    .filter(({ state }) => state !== ParticipantInfo_State.DISCONNECTED)
    .map((participant) => presentParticipant(participant, aheadMs)),
});

const presentParticipant = (participant: ParticipantInfo, aheadMs: number): PresentParticipant => ({
  participantSid: participant.sid,
  identity: participant.identity,
  active: participant.state === ParticipantInfo_State.ACTIVE,
  joinedAt: milliseconds(participant.joinedAtMs, participant.joinedAt) - aheadMs,
  hidden: participant.permission?.hidden ?? false,
  ordinary: isOrdinary(participant),
  camera: publishes(participant, TrackSource.CAMERA),
  microphone: publishes(participant, TrackSource.MICROPHONE),
});

const publishes = ({ tracks }: ParticipantInfo, source: TrackSource): boolean =>
  tracks.some((track) => track.source === source && !track.muted);

/** A person with a browser. Everything else that LiveKit can let into a room has no business in ours. */
export const isOrdinary = ({ kind, permission }: Pick<ParticipantInfo, 'kind' | 'permission'>): boolean =>
  (kind as number) === 0 && permission?.recorder !== true && permission?.agent !== true;

/** Older nodes of LiveKit fill only the field in seconds. */
export const milliseconds = (inMilliseconds: bigint, inSeconds: bigint): number =>
  inMilliseconds > 0n ? Number(inMilliseconds) : Number(inSeconds) * 1_000;
