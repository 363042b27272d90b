import { Rejection } from '../rejection.js';
import type { Actor, PersonRef } from '../person.js';
import type { Instant } from '../time.js';
import type { SessionCommandOf } from './commands.js';
import type { SessionEvent } from './events.js';
import { admitted, byPatientOrFacilitator, live } from './guard.js';
import type { KnownSession, SessionState } from './state.js';

/** Hands keep the order in which they were raised; a hand that is up stays where it is. */
export const raiseHand = (
  command: SessionCommandOf<'RaiseHand'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = live(state);
  const { patientId, at } = command;
  admitted(session, patientId);
  return session.hands.includes(patientId) ? [] : [{ type: 'HandRaised', data: { patientId, at } }];
};

export const lowerHand = (
  command: SessionCommandOf<'LowerHand'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = live(state);
  const { patientId, by, at } = command;
  byPatientOrFacilitator(session, by, patientId);
  return handLowered(session, patientId, by, at);
};

export const handLowered = (
  session: KnownSession,
  patientId: string,
  by: PersonRef,
  at: Instant,
): readonly SessionEvent[] =>
  session.hands.includes(patientId) ? [{ type: 'HandLowered', data: { patientId, at, by } }] : [];

export const shareEnded = (session: KnownSession, by: Actor, at: Instant): readonly SessionEvent[] => {
  if (session.share === null) return [];
  const { shareId, patientId } = session.share;
  return [{ type: 'ShareEnded', data: { shareId, patientId, by, at } }];
};

/**
 * Gives a patient the floor: one at a time. A patient may take it when it is free (or change what they share); a
 * facilitator may give it at any time, which ends the share that is running.
 */
export const startShare = (
  command: SessionCommandOf<'StartShare'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = live(state);
  const { shareId, patientId, kind, by, at } = command;
  byPatientOrFacilitator(session, by, patientId);
  admitted(session, patientId);
  const { share } = session;
  if (share?.patientId === patientId && share.kind === kind) return [];
  if (share !== null && share.patientId !== patientId && by.kind === 'patient')
    throw new Rejection('share-running');
  return [
    ...shareEnded(session, by, at),
    ...handLowered(session, patientId, by, at),
    { type: 'ShareStarted', data: { shareId, patientId, kind, by, at } },
  ];
};

export const endShare = (
  command: SessionCommandOf<'EndShare'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = live(state);
  if (session.share === null) throw new Rejection('no-share-running');
  byPatientOrFacilitator(session, command.by, session.share.patientId);
  return shareEnded(session, command.by, command.at);
};
