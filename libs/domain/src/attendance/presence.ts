import { samePerson, type PersonRef } from '../person.js';
import { PRESENCE_ROOM } from '../session/connection.js';
import type { Instant, Interval } from '../time.js';
import { weighEvidence, type Edge, type Evidence } from './evidence.js';
import { STAFF_ROOM, type AttendanceInputs } from './inputs.js';
import type { Segment } from './sealed.js';

/** One connection of one person, closed as well as the facts allow; `to` is null while it is open. */
export type Presence = Evidence;

/** When each video room was first joined by anybody; what staff entered is no room. */
const firstJoins = (evidence: readonly Evidence[]): ReadonlyMap<string, Edge> => {
  const firsts = new Map<string, Edge>();
  for (const { roomSid, from } of evidence) {
    if (roomSid === STAFF_ROOM || roomSid === PRESENCE_ROOM) continue;
    const known = firsts.get(roomSid);
    if (known === undefined || from.at < known.at) firsts.set(roomSid, from);
  }
  return firsts;
};

/** Whether being there in one place means not being in the other any more, for one and the same person. */
const excludes = (one: Evidence, other: Evidence): boolean =>
  one.roomSid === other.roomSid ||
  (other.roomSid !== STAFF_ROOM && [one.roomSid, other.roomSid].includes(PRESENCE_ROOM));

/**
 * What ends a connection that nobody saw ending: the same person joining that room anew (the server lets nobody in
 * twice) or going over between video and presence without media, somebody joining a newer video room (the old one is
 * gone then), or the end of the session.
 */
const closing = (
  open: Evidence,
  all: readonly Evidence[],
  rooms: ReadonlyMap<string, Edge>,
  endedAt: Instant | null,
): Edge | null => {
  const rejoins = all
    .filter((other) => excludes(open, other) && samePerson(other.person, open.person))
    .map((other) => other.from);
  const newerRooms = [...rooms]
    .filter(([roomSid]) => roomSid !== open.roomSid && open.roomSid !== PRESENCE_ROOM)
    .map(([, first]) => first);
  const ends = [...rejoins, ...newerRooms].filter((edge) => edge.at > open.from.at);
  if (endedAt !== null) {
    const at = Math.max(endedAt, open.from.at);
    ends.push({ earliest: at, at, latest: at, witness: 'session-end' });
  }
  const [soonest] = ends.sort((a, b) => a.at - b.at || a.latest - b.latest);
  if (soonest === undefined) return null;
  return { ...soonest, earliest: Math.min(open.lastSeen, soonest.at) };
};

const closed = (
  open: Evidence,
  all: readonly Evidence[],
  rooms: ReadonlyMap<string, Edge>,
  endedAt: Instant | null,
): Presence => {
  const to = closing(open, all, rooms, endedAt);
  if (to === null) return open;
  return { ...open, to, inferred: true, dropped: open.dropped || to.witness !== 'session-end' };
};

/** Every connection of everybody who was not hidden, ordered by its beginning. */
export const presencesOf = (inputs: AttendanceInputs): readonly Presence[] => {
  const evidence = weighEvidence(inputs);
  const rooms = firstJoins(evidence);
  return evidence.map((one) => (one.to === null ? closed(one, evidence, rooms, inputs.endedAt) : one));
};

/** Which of the possible truths is meant: the likeliest, or the one with the least or the most presence. */
export type Reading = 'likeliest' | 'least' | 'most';

/** When a connection was there under one reading; an open one lasts until `asOf`. Never negative. */
export const intervalOf = ({ from, to }: Presence, reading: Reading, asOf: Instant): Interval => {
  const pick = { likeliest: from.at, least: from.latest, most: from.earliest }[reading];
  const until = to === null ? asOf : { likeliest: to.at, least: to.earliest, most: to.latest }[reading];
  return { from: pick, to: Math.max(pick, until) };
};

const segmentEdge = ({ earliest, at, latest, witness }: Edge): Segment['from'] => ({
  at,
  uncertaintyMs: Math.max(at - earliest, latest - at),
  witness,
});

export const segmentOf = ({ roomSid, participantSid, from, to }: Presence): Segment => ({
  roomSid,
  participantSid,
  from: segmentEdge(from),
  to: to === null ? null : segmentEdge(to),
});

export const presencesOfPerson = (presences: readonly Presence[], person: PersonRef): readonly Presence[] =>
  presences.filter((one) => samePerson(one.person, person));
