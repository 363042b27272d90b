import { samePerson, type PersonRef } from '../person.js';
import { PRESENCE_ROOM } from '../session/connection.js';
import type { Instant, Interval } from '../time.js';
import { weighEvidence, type Edge, type Evidence } from './evidence.js';
import { STAFF_ROOM, type AttendanceInputs, type RoomOpening } from './inputs.js';
import { editionsOf, type RulesEdition } from './policy.js';
import type { Segment } from './sealed.js';

/** One connection of one person, closed as well as the facts allow; `to` is null while it is open. */
export type Presence = Evidence;

type Rooms = ReadonlyMap<string, Edge>;

/** When each video room was first joined by anybody; what staff entered is no room. */
const firstJoins = (
  evidence: readonly Evidence[],
  known: readonly RoomOpening[],
  { presenceIsRoom }: RulesEdition,
): Rooms => {
  const firsts = new Map<string, Edge>(known.map(({ roomSid, ...edge }) => [roomSid, edge]));
  for (const { roomSid, from } of evidence) {
    if (roomSid === STAFF_ROOM || (roomSid === PRESENCE_ROOM && !presenceIsRoom)) continue;
    const before = firsts.get(roomSid);
    if (before === undefined || from.at < before.at) firsts.set(roomSid, from);
  }
  return firsts;
};

/** Each video room of a session with when it was first joined, in that order. */
export const roomOpenings = (inputs: AttendanceInputs): readonly RoomOpening[] => {
  const [edition] = editionsOf(inputs.policy);
  return [...firstJoins(weighEvidence(inputs, edition), inputs.rooms ?? [], edition)].map(
    ([roomSid, { earliest, at, latest, witness }]) => ({ roomSid, earliest, at, latest, witness }),
  );
};

/** Whether being there in one place means not being in the other any more, for one and the same person. */
const excludes = (one: Evidence, other: Evidence, { presenceIsRoom }: RulesEdition): boolean =>
  one.roomSid === other.roomSid ||
  (!presenceIsRoom && other.roomSid !== STAFF_ROOM && [one.roomSid, other.roomSid].includes(PRESENCE_ROOM));

interface Setting {
  readonly all: readonly Evidence[];
  readonly rooms: Rooms;
  readonly edition: RulesEdition;
  readonly endedAt: Instant | null;
}

/**
 * What ends a connection that nobody saw ending: the same person joining that room anew (the server lets nobody in
 * twice) or going over between video and presence without media, somebody joining a newer video room (the old one is
 * gone then), or the end of the session.
 */
const closing = (open: Evidence, { all, rooms, edition, endedAt }: Setting): Edge | null => {
  const rejoins = all
    .filter((other) => excludes(open, other, edition) && samePerson(other.person, open.person))
    .map((other) => other.from);
  const newerRooms = [...rooms]
    .filter(
      ([roomSid]) => roomSid !== open.roomSid && (edition.presenceIsRoom || open.roomSid !== PRESENCE_ROOM),
    )
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

const closed = (open: Evidence, setting: Setting): Presence => {
  const to = closing(open, setting);
  if (to === null) return open;
  return { ...open, to, inferred: true, dropped: open.dropped || to.witness !== 'session-end' };
};

/** Every connection of everybody who was not hidden, ordered by its beginning. */
export const presencesOf = (
  inputs: AttendanceInputs,
  edition: RulesEdition = editionsOf(inputs.policy)[0],
): readonly Presence[] => {
  const all = weighEvidence(inputs, edition);
  const setting = {
    all,
    rooms: firstJoins(all, inputs.rooms ?? [], edition),
    edition,
    endedAt: inputs.endedAt,
  };
  return all.map((one) => (one.to === null ? closed(one, setting) : one));
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
