import type { Actor, PersonRef } from '../person.js';
import { Rejection } from '../rejection.js';
import {
  isFacilitator,
  type KnownSession,
  type SessionState,
  type SessionStateOf,
  type Standing,
} from './state.js';

/** The session, or `not-found` when it was never scheduled. */
export const known = (state: SessionState): KnownSession => {
  if (state.status === 'none') throw new Rejection('not-found');
  return state;
};

/** The session while it is neither over nor cancelled. */
export const notOver = (state: SessionState): SessionStateOf<'scheduled' | 'doors-open' | 'live'> => {
  const session = known(state);
  switch (session.status) {
    case 'scheduled':
    case 'doors-open':
    case 'live':
      return session;
    case 'cancelled':
      throw new Rejection('session-cancelled');
    case 'ended':
    case 'sealed':
      throw new Rejection('session-over');
    default:
      return session satisfies never;
  }
};

/** The session while people may be around: doors open or live. */
export const open = (state: SessionState): SessionStateOf<'doors-open' | 'live'> => {
  const session = notOver(state);
  if (session.status === 'scheduled') throw new Rejection('doors-not-open');
  return session;
};

export const live = (state: SessionState): SessionStateOf<'live'> => {
  const session = notOver(state);
  if (session.status !== 'live') throw new Rejection('session-not-live');
  return session;
};

/** The session from its start until its attendance is sealed: what is told of it just after the end still belongs to it. */
export const notSealed = (state: SessionState): SessionStateOf<'live' | 'ended'> => {
  const session = known(state);
  switch (session.status) {
    case 'live':
    case 'ended':
      return session;
    case 'sealed':
      throw new Rejection('session-sealed');
    case 'cancelled':
      throw new Rejection('session-cancelled');
    case 'scheduled':
    case 'doors-open':
      throw new Rejection('session-not-live');
    default:
      return session satisfies never;
  }
};

export const byFacilitator = (state: SessionState, staffId: string): void => {
  if (!isFacilitator(state, staffId)) throw new Rejection('not-facilitator');
};

/** A facilitator, or Hearth itself acting on a rule. */
export const byFacilitatorOrSystem = (state: SessionState, by: Actor): void => {
  if (by.kind === 'system') return;
  if (by.kind !== 'staff') throw new Rejection('not-facilitator');
  byFacilitator(state, by.id);
};

/** The patient themself, or a facilitator. */
export const byPatientOrFacilitator = (state: SessionState, by: PersonRef, patientId: string): void => {
  if (by.kind === 'patient' && by.id === patientId) return;
  if (by.kind !== 'staff') throw new Rejection('not-facilitator');
  byFacilitator(state, by.id);
};

export const standing = (session: KnownSession, patientId: string): Standing => {
  const found = Object.hasOwn(session.patients, patientId) ? session.patients[patientId] : undefined;
  if (found === undefined) throw new Rejection('not-on-roster');
  return found;
};

/** The standing of a patient who has been let in and may still be there. */
export const admitted = (session: KnownSession, patientId: string): Standing => {
  const found = standing(session, patientId);
  if (found.place === 'removed') throw new Rejection('removed');
  if (found.place !== 'admitted') throw new Rejection('not-admitted');
  return found;
};

export const reasonGiven = (reason: string): string => {
  const trimmed = reason.trim();
  if (trimmed === '') throw new Rejection('reason-needed');
  return trimmed;
};
