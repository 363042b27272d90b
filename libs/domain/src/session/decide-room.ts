import { Rejection } from '../rejection.js';
import type { SessionCommandOf } from './commands.js';
import { handLowered, shareEnded } from './decide-floor.js';
import type { SessionEvent } from './events.js';
import {
  admitted,
  byFacilitator,
  byPatientOrFacilitator,
  live,
  open,
  reasonGiven,
  standing,
} from './guard.js';
import { isFacilitator, type SessionState } from './state.js';

/** A private word between one patient and the facilitators; patients cannot write to one another. */
export const postMessage = (
  command: SessionCommandOf<'PostMessage'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  const { messageId, patientId, from, text, at } = command;
  byPatientOrFacilitator(session, from, patientId);
  const { place } = standing(session, patientId);
  if (from.kind === 'patient' && place === 'removed') throw new Rejection('removed');
  if (from.kind === 'patient' && place === 'turned-away') throw new Rejection('turned-away');
  const trimmed = text.trim();
  if (trimmed === '') throw new Rejection('invalid');
  return [{ type: 'MessagePosted', data: { messageId, patientId, from, at, personal: { text: trimmed } } }];
};

/** Asks the facilitators for help in private. While an earlier request is open, asking again changes nothing. */
export const requestHelp = (
  command: SessionCommandOf<'RequestHelp'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  const { helpId, patientId, at } = command;
  const { place } = standing(session, patientId);
  if (place !== 'waiting' && place !== 'admitted') throw new Rejection('not-admitted');
  const asked = session.help.some((one) => one.patientId === patientId && !one.answered);
  return asked ? [] : [{ type: 'HelpRequested', data: { helpId, patientId, at } }];
};

export const answerHelp = (
  command: SessionCommandOf<'AnswerHelp'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  const { helpId, by, at } = command;
  byFacilitator(session, by);
  const help = session.help.find((one) => one.helpId === helpId);
  if (help === undefined) throw new Rejection('not-found');
  return help.answered ? [] : [{ type: 'HelpAnswered', data: { helpId, patientId: help.patientId, by, at } }];
};

export const muteParticipant = (
  command: SessionCommandOf<'MuteParticipant'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = live(state);
  const { person, by, at } = command;
  byFacilitator(session, by);
  if (person.kind === 'patient') admitted(session, person.id);
  return [{ type: 'ParticipantMuted', data: { person, by, at } }];
};

/** Takes a patient out for the rest of the session, always with a reason; their hand and share end first. */
export const removeParticipant = (
  command: SessionCommandOf<'RemoveParticipant'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = live(state);
  const { patientId, by, at, reasonCode } = command;
  byFacilitator(session, by);
  if (standing(session, patientId).place === 'removed') return [];
  admitted(session, patientId);
  const reason = reasonGiven(command.reason);
  const facilitator = { kind: 'staff', id: by } as const;
  return [
    ...handLowered(session, patientId, facilitator, at),
    ...(session.share?.patientId === patientId ? shareEnded(session, facilitator, at) : []),
    { type: 'ParticipantRemoved', data: { patientId, by, at, reasonCode, personal: { reason } } },
  ];
};

/** Gives charge to another facilitator of this session; that one may also take it when the lead is gone. */
export const handOver = (
  command: SessionCommandOf<'HandOver'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  const { to, by, at } = command;
  byFacilitator(session, by);
  if (!isFacilitator(session, to)) throw new Rejection('not-co-facilitator');
  if (session.lead === to) return [];
  return [{ type: 'FacilitatorHandedOver', data: { from: session.lead, to, at } }];
};

export const startBreak = (
  command: SessionCommandOf<'StartBreak'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = live(state);
  byFacilitator(session, command.by);
  if (session.breakSince !== null) throw new Rejection('break-running');
  return [{ type: 'BreakStarted', data: { by: command.by, at: command.at } }];
};

export const endBreak = (
  command: SessionCommandOf<'EndBreak'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = live(state);
  byFacilitator(session, command.by);
  if (session.breakSince === null) throw new Rejection('no-break-running');
  return [{ type: 'BreakEnded', data: { by: { kind: 'staff', id: command.by }, at: command.at } }];
};

/** A supervisor begins to watch. Whether they may is a matter of roles, which the stream does not know. */
export const startObservation = (
  command: SessionCommandOf<'StartObservation'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  const { staffId, visible, at } = command;
  if (isFacilitator(session, staffId)) throw new Rejection('invalid');
  const running = session.observers.find((one) => one.staffId === staffId);
  if (running?.visible === visible) return [];
  if (running !== undefined) throw new Rejection('already-observing');
  return [{ type: 'ObservationStarted', data: { staffId, visible, at } }];
};

export const endObservation = (
  command: SessionCommandOf<'EndObservation'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  const { staffId, at } = command;
  if (!session.observers.some((one) => one.staffId === staffId)) throw new Rejection('not-observing');
  return [{ type: 'ObservationEnded', data: { staffId, at } }];
};
