import { SECOND, type Instant, type LeaveReason, type Milliseconds } from '@hearth/domain';
import { LEAST_DOUBT_MS } from './joining.js';
import { middleOf } from './leaving.js';
import type { ListedRoom } from './room-service.js';

/** A connection that the events so far leave open. */
export interface OpenConnection {
  readonly roomName: string;
  readonly roomSid: string;
  readonly participantSid: string;
  /** When it was last known to be there: when it joined, or a later heartbeat. */
  readonly lastSeenAt: Instant;
}

/** What one poll saw, kept for the next one. Plain data; keys are `{roomSid}/{participantSid}`. */
export interface Sighting {
  readonly seenAt: Readonly<Record<string, Instant>>;
  readonly missingSince: Readonly<Record<string, Instant>>;
}
export const noSighting: Sighting = { seenAt: {}, missingSince: {} };

export type PollFact<Open extends OpenConnection = OpenConnection> =
  | {
      readonly kind: 'joined';
      readonly roomName: string;
      readonly roomSid: string;
      readonly participantSid: string;
      readonly identity: string;
      readonly hidden: boolean;
      readonly at: Instant;
      readonly uncertaintyMs: Milliseconds;
    }
  | {
      readonly kind: 'left';
      readonly connection: Open;
      readonly leaveReason: LeaveReason;
      readonly at: Instant;
      readonly uncertaintyMs: Milliseconds;
    };

export interface Reconciled<Open extends OpenConnection = OpenConnection> {
  readonly facts: readonly PollFact<Open>[];
  readonly sighting: Sighting;
}

/** The webhook of somebody who joined a moment ago is still on its way; it is the better witness. */
const WEBHOOK_GRACE_MS = 5 * SECOND;
/** From being let in to media flowing. */
const JOINING_MS = SECOND;

/**
 * What LiveKit's own list adds to the facts. Who is there but not open has joined (since when, LiveKit says); who
 * is open but missing in two polls has left, some time since the last sighting; and when a room of the same name
 * has another sid, LiveKit was restarted, and everybody of the old one left before the new one was made.
 *
 * Call it only with an answer: a LiveKit that cannot be reached says nothing about who is there.
 */
export const reconcile = <Open extends OpenConnection>(
  listed: readonly ListedRoom[],
  open: readonly Open[],
  previous: Sighting,
  now: Instant,
): Reconciled<Open> => {
  const facts: PollFact<Open>[] = arrivals(listed, open, now);
  const seenAt: Record<string, Instant> = {};
  const missingSince: Record<string, Instant> = {};
  const present = new Set(
    listed.flatMap(({ roomSid, participants }) =>
      participants.map(({ participantSid }) => `${roomSid}/${participantSid}`),
    ),
  );
  for (const key of present) seenAt[key] = now;

  for (const connection of open) {
    const key = keyOf(connection);
    if (present.has(key)) continue;
    const lastSeen = lastSeenOf(connection, previous.seenAt[key]);
    const successor = listed.find(
      ({ roomName, roomSid }) => roomName === connection.roomName && roomSid !== connection.roomSid,
    );
    const firstMissed = previous.missingSince[key];
    if (successor !== undefined) {
      const latest = Math.min(now, successor.createdAt);
      facts.push(departure(connection, 'server-stopped', lastSeen, latest));
    } else if (firstMissed !== undefined) {
      facts.push(departure(connection, 'unknown', lastSeen, firstMissed));
    } else {
      missingSince[key] = now;
      if (previous.seenAt[key] !== undefined) seenAt[key] = previous.seenAt[key];
    }
  }
  return { facts, sighting: { seenAt, missingSince } };
};

const arrivals = <Open extends OpenConnection>(
  listed: readonly ListedRoom[],
  open: readonly Open[],
  now: Instant,
): PollFact<Open>[] => {
  const known = new Set(open.map(keyOf));
  return listed.flatMap(({ roomName, roomSid, participants }) =>
    participants
      .filter(({ active, ordinary, joinedAt }) => active && ordinary && now - joinedAt >= WEBHOOK_GRACE_MS)
      .filter(({ participantSid }) => !known.has(`${roomSid}/${participantSid}`))
      .map(({ participantSid, identity, hidden, joinedAt }) => ({
        kind: 'joined' as const,
        roomName,
        roomSid,
        participantSid,
        identity,
        hidden,
        at: joinedAt,
        uncertaintyMs: JOINING_MS,
      })),
  );
};

interface LastSeen {
  readonly at: Instant;
  /** So much earlier it may have been. */
  readonly doubtMs: Milliseconds;
}

/** A poll sees for itself; a beginning is only known as closely as LiveKit tells it. */
const lastSeenOf = ({ lastSeenAt }: OpenConnection, polledAt = 0): LastSeen =>
  polledAt >= lastSeenAt ? { at: polledAt, doubtMs: 0 } : { at: lastSeenAt, doubtMs: LEAST_DOUBT_MS };

const departure = <Open extends OpenConnection>(
  connection: Open,
  leaveReason: LeaveReason,
  { at: lastSeenAt, doubtMs }: LastSeen,
  latest: Instant,
): PollFact<Open> => {
  const { at, uncertaintyMs } = middleOf(lastSeenAt, Math.max(lastSeenAt, latest));
  return { kind: 'left', connection, leaveReason, at, uncertaintyMs: uncertaintyMs + doubtMs };
};

const keyOf = ({ roomSid, participantSid }: OpenConnection): string => `${roomSid}/${participantSid}`;
