import { reasonDigest } from '../attendance/reason-digest.js';
import type { PersonRef } from '../person.js';
import { Rejection } from '../rejection.js';
import type { Instant } from '../time.js';
import type { SessionCommandOf } from './commands.js';
import { connectionKey, isRepeated, type PresenceFact } from './connection.js';
import { evolve } from './evolve.js';
import type { SessionEvent, SessionEventOf } from './events.js';
import { byFacilitator, known, notSealed, open, reasonGiven, standing } from './guard.js';
import { openConnections, type KnownSession, type SessionState } from './state.js';

/** The session that a fact belongs to, and whether the fact is news to it. */
const heard = (state: SessionState, fact: PresenceFact): { session: KnownSession; isNews: boolean } => {
  const session = known(state);
  if (fact.person.kind === 'patient') standing(session, fact.person.id);
  return { session, isNews: !isRepeated(session.connections[connectionKey(fact)], fact) };
};

const factOf = (command: SessionCommandOf<'RecordJoined' | 'RecordLeft'>) => {
  const { roomSid, participantSid, person, witness, at, uncertaintyMs } = command;
  return { roomSid, participantSid, person, witness, at, uncertaintyMs };
};

/**
 * Records that somebody joined. Facts are never refused for coming late: after the end they still count, and after
 * the seal they are kept beside it (`LateFactRecorded`), so that a person can decide on a correction.
 */
export const recordJoined = (
  command: SessionCommandOf<'RecordJoined'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const fact = factOf(command);
  const { hidden } = command;
  const { session, isNews } = heard(state, { ...fact, kind: 'joined' });
  if (!isNews) return [];
  if (session.status === 'sealed') {
    return [{ type: 'LateFactRecorded', data: { ...fact, fact: { kind: 'joined', hidden } } }];
  }
  return [{ type: 'ParticipantJoined', data: { ...fact, hidden } }];
};

/** Who is gone holds neither a place in the order of hands nor the floor. */
const yieldFloor = (session: KnownSession, person: PersonRef, at: Instant): readonly SessionEvent[] => {
  if (session.status !== 'live' || person.kind !== 'patient') return [];
  const patientId = person.id;
  const hand: readonly SessionEvent[] = session.hands.includes(patientId)
    ? [{ type: 'HandLowered', data: { patientId, at, by: person } }]
    : [];
  const share: readonly SessionEvent[] =
    session.share?.patientId === patientId
      ? [{ type: 'ShareEnded', data: { shareId: session.share.shareId, patientId, by: person, at } }]
      : [];
  return [...hand, ...share];
};

/** Records that a connection ended; with a patient's last one end their hand and their share. */
export const recordLeft = (
  command: SessionCommandOf<'RecordLeft'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const fact = factOf(command);
  const { leaveReason } = command;
  const { session, isNews } = heard(state, { ...fact, kind: 'left' });
  if (!isNews) return [];
  if (session.status === 'sealed') {
    return [{ type: 'LateFactRecorded', data: { ...fact, fact: { kind: 'left', leaveReason } } }];
  }
  const left: SessionEventOf<'ParticipantLeft'> = { type: 'ParticipantLeft', data: { ...fact, leaveReason } };
  const wasHere = openConnections(session, fact.person).length > 0;
  const isHere = openConnections(evolve(session, left), fact.person).length > 0;
  return wasHere && !isHere ? [left, ...yieldFloor(session, fact.person, fact.at)] : [left];
};

/**
 * A facilitator enters that a patient took part whom the room did not see. Until the seal; after it, only a
 * correction changes a figure.
 */
export const enterPresence = (
  command: SessionCommandOf<'EnterPresence'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const { entryId, patientId, from, to, uncertaintyMs, how, by, at, salt } = command;
  byFacilitator(known(state), by);
  const session = notSealed(state);
  standing(session, patientId);
  if (session.entries.includes(entryId)) return [];
  const reason = reasonGiven(command.reason);
  if (from >= to || to > at) throw new Rejection('invalid');
  const told = { entryId, patientId, from, to, uncertaintyMs, how, by, at };
  const personal = { reason, salt };
  return [{ type: 'PresenceEntered', data: { ...told, reasonDigest: reasonDigest(reason, salt), personal } }];
};

/** What somebody is connected with; only changes are news. */
export const reportMedia = (
  command: SessionCommandOf<'ReportMedia'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  const { person, participantSid, camera, microphone, at } = command;
  const before = session.media[participantSid];
  if (before?.camera === camera && before.microphone === microphone) return [];
  return [{ type: 'MediaReported', data: { person, participantSid, camera, microphone, at } }];
};

/** Who spoke when, as a facilitator's browser heard it. The last report may come just after the end. */
export const measureSpeaking = (
  command: SessionCommandOf<'MeasureSpeaking'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const { by, intervals } = command;
  byFacilitator(known(state), by);
  notSealed(state);
  if (intervals.length === 0) return [];
  if (intervals.some(({ from, to }) => to <= from)) throw new Rejection('invalid');
  return [{ type: 'SpeakingMeasured', data: { by, intervals } }];
};
