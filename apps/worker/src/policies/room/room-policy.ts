import {
  HOUR,
  personOfIdentity,
  roomEpoch,
  roomName,
  SECOND,
  sessionDecider,
  type KnownSession,
  type Milliseconds,
  type SessionCommand,
} from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import type { Policy, PolicyOutcome } from '@hearth/projections';
import {
  reconcile,
  VideoUnavailable,
  type ListedRoom,
  type PollFact,
  type RoomService,
  type Sighting,
} from '@hearth/video';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';
import { leaveReasonOf } from './leave-reason.js';
import { openVideoConnections, type OpenOf } from './open-connections.js';
import type { Sightings } from './sightings.js';

/** Where webhooks fail, a departure is known to half of this: ±4 s, and no more than a call in so long for each room. */
const POLL_MS = 8 * SECOND;
/** Somebody who was missing is looked for again sooner; when they left is known as well as it can be by then. */
const CONFIRM_MS = 2 * SECOND;
const RETRY_MS = 3 * SECOND;
/** After the end, until the last who were in the room are known to have left. */
const CLOSING_POLL_MS = 10 * SECOND;
const CLOSING_MS = 60 * SECOND;
/** A session that ended longer ago has no room any more, whatever history is told again. */
const FORGOTTEN_MS = 24 * HOUR;
const STAFF_SEATS = 10;
const KEEP_AFTER_END_S = 3_600;

/** Who comes and goes is found by the next poll, whatever else is told of it. */
const CHANGES_THE_ROOM = [
  'SessionRescheduled',
  'SessionCancelled',
  'DoorsOpened',
  'SessionStarted',
  'PatientAdmitted',
  'PatientTurnedAway',
  'ParticipantRemoved',
  'SessionEnded',
  'AttendanceSealed',
] as const;

export interface RoomPolicyOptions {
  readonly rooms: RoomService;
  readonly sightings: Pick<Sightings, 'last' | 'keep' | 'voidedAt'>;
}

const untilNext = ({ missingSince }: Sighting): Milliseconds =>
  Object.keys(missingSince).length > 0 ? CONFIRM_MS : POLL_MS;

const mayNotBeIn = (session: KnownSession): readonly string[] =>
  Object.entries(session.patients)
    .filter(([, { place }]) => place === 'removed' || place === 'turned-away')
    .map(([patientId]) => patientId);

const commandOf = (
  fact: PollFact<OpenOf>,
  session: KnownSession,
): Extract<SessionCommand, { type: 'RecordJoined' | 'RecordLeft' }> | null => {
  const { at, uncertaintyMs } = fact;
  const witness = 'livekit-poll';
  switch (fact.kind) {
    case 'joined': {
      const person = personOfIdentity(session, fact.identity);
      const { roomSid, participantSid, hidden } = fact;
      if (person === null) return null;
      return { type: 'RecordJoined', roomSid, participantSid, person, witness, at, uncertaintyMs, hidden };
    }
    case 'left': {
      const { roomSid, participantSid, person } = fact.connection;
      const leaveReason = leaveReasonOf(fact, session);
      return { type: 'RecordLeft', roomSid, participantSid, person, witness, at, uncertaintyMs, leaveReason };
    }
    default:
      return fact satisfies never;
  }
};

/**
 * Makes LiveKit agree with the session, and the session with LiveKit: an open session has its room, one that is over
 * has none; whoever was removed is not in it; and who is in it according to LiveKit's own list is a fact of the
 * session, should a webhook have been lost.
 */
export const roomPolicy = (surroundings: Surroundings, { rooms, sightings }: RoomPolicyOptions): Policy => {
  const { store, sessions, logger, now } = surroundings;

  const record = async (
    sessionId: string,
    session: KnownSession,
    listed: readonly ListedRoom[],
  ): Promise<Milliseconds> => {
    const last = await sightings.last(sessionId);
    const at = now();
    const open = openVideoConnections(session, roomEpoch(session));
    const { facts, sighting } = reconcile(listed, open, last.sighting, at);
    for (const fact of facts) {
      const command = commandOf(fact, session);
      if (command === null) continue;
      await handleCommand(store, sessionDecider, 'session', sessionId, command, byPolicy('room'));
    }
    await sightings.keep(sessionId, { at, about: aboutOf(session), sighting });
    return untilNext(sighting);
  };

  const keepOut = async (session: KnownSession, listed: readonly ListedRoom[]): Promise<void> => {
    const { sessionId } = session.plan;
    const banned = new Set(mayNotBeIn(session));
    for (const room of listed) {
      if (room.recording) logger.error({ sessionId, incident: 'recording' }, 'incident in a video room');
      for (const { identity, ordinary } of room.participants) {
        const person = personOfIdentity(session, identity);
        const isBanned = person?.kind === 'patient' && banned.has(person.id);
        if (ordinary && person !== null && !isBanned) continue;
        if (!isBanned) logger.error({ sessionId, incident: 'stranger' }, 'incident in a video room');
        await rooms.remove({ sessionId, epoch: roomEpoch(session) }, identity);
      }
    }
  };

  const whileOpen = async (session: KnownSession, revision: number): Promise<PolicyOutcome> => {
    const { sessionId, capacity, endsAt } = session.plan;
    const room = { sessionId, epoch: roomEpoch(session) };
    const last = await sightings.last(sessionId);
    const at = now();
    const isGood = last.about === aboutOf(session) && last.at > (await sightings.voidedAt());
    const dueAt = isGood ? last.at + untilNext(last.sighting) : at;
    if (at < dueAt) return { revision, lookAgainAt: dueAt };
    await rooms.ensureRoom({
      room,
      maxParticipants: capacity + STAFF_SEATS,
      keepForSeconds: Math.max(0, Math.ceil((endsAt - at) / SECOND)) + KEEP_AFTER_END_S,
    });
    const listed = await rooms.listPresent([room]);
    await keepOut(session, listed);
    return { revision, lookAgainAt: at + (await record(sessionId, session, listed)) };
  };

  const afterEnd = async (
    session: KnownSession,
    endedAt: number,
    revision: number,
  ): Promise<PolicyOutcome> => {
    const { sessionId } = session.plan;
    const room = { sessionId, epoch: roomEpoch(session) };
    const at = now();
    if (at - endedAt > FORGOTTEN_MS) return { revision, lookAgainAt: null };
    await rooms.deleteRoom(room);
    await record(sessionId, session, await rooms.listPresent([room]));
    const isSettled = openVideoConnections(session, room.epoch).length === 0 || at - endedAt > CLOSING_MS;
    return { revision, lookAgainAt: isSettled ? null : at + CLOSING_POLL_MS };
  };

  const look = async (session: KnownSession, revision: number): Promise<PolicyOutcome> => {
    switch (session.status) {
      case 'scheduled':
        return { revision, lookAgainAt: null };
      case 'doors-open':
      case 'live':
        return whileOpen(session, revision);
      case 'ended':
      case 'sealed':
        return afterEnd(session, session.endedAt, revision);
      case 'cancelled':
        return { revision, lookAgainAt: null };
      default:
        return session satisfies never;
    }
  };

  return {
    name: 'room',
    category: 'session',
    after: CHANGES_THE_ROOM,
    act: async (sessionId) => {
      const { state, revision } = await sessions.read(sessionId);
      if (state.status === 'none') return { revision, lookAgainAt: null };
      try {
        return await look(state, revision);
      } catch (error) {
        if (!(error instanceof VideoUnavailable)) throw error;
        // Not a failure of ours: people are told, and the room is made as soon as LiveKit is back.
        logger.warn({ room: roomName(sessionId, roomEpoch(state)) }, 'LiveKit cannot be reached');
        return { revision, lookAgainAt: now() + RETRY_MS };
      }
    },
  };
};

/** What a poll depends on besides time. */
const aboutOf = (session: KnownSession): string => `${session.status}/${mayNotBeIn(session).length}`;
