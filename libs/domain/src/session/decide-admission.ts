import { Rejection, type RejectionCode } from '../rejection.js';
import type { Instant } from '../time.js';
import type { Missing } from './check-in.js';
import type { SessionCommandOf } from './commands.js';
import type { SessionEvent, SessionEventOf } from './events.js';
import { byFacilitator, notOver, open, reasonGiven, standing } from './guard.js';
import { CHECK_IN_LEAD_MS, missingForAdmission, type KnownSession, type SessionState } from './state.js';
import { waitingPatients } from './waiting-room.js';

type Override = SessionEventOf<'PatientAdmitted'>['data']['overrides'][number];

const refusals: Readonly<Record<Missing, RejectionCode>> = {
  safety: 'safety-first',
  'check-in': 'check-in-missing',
  location: 'location-missing',
  contact: 'contact-missing',
  attestations: 'attestations-missing',
};

/** From a day before the start until the end; a second check-in corrects the first. */
export const submitCheckIn = (
  command: SessionCommandOf<'SubmitCheckIn'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = notOver(state);
  const { patientId, at, checkIn } = command;
  if (standing(session, patientId).place === 'removed') throw new Rejection('removed');
  const opensAt = session.plan.startsAt - CHECK_IN_LEAD_MS;
  if (at < opensAt) throw new Rejection('doors-too-early', { opensAt });
  return [{ type: 'CheckInSubmitted', data: { patientId, at, personal: checkIn } }];
};

export const enterWaitingRoom = (
  command: SessionCommandOf<'EnterWaitingRoom'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  const { patientId, at } = command;
  const { place } = standing(session, patientId);
  switch (place) {
    case 'expected':
      return [{ type: 'WaitingRoomEntered', data: { patientId, at } }];
    case 'waiting':
      return [];
    case 'admitted':
      throw new Rejection('already-admitted');
    case 'turned-away':
      throw new Rejection('turned-away');
    case 'removed':
      throw new Rejection('removed');
    default:
      return place satisfies never;
  }
};

/** Leaving is never refused: a page that closes and a lost connection may both report it. */
export const leaveWaitingRoom = (
  command: SessionCommandOf<'LeaveWaitingRoom'>,
  state: SessionState,
): readonly SessionEvent[] => {
  if (state.status === 'none') throw new Rejection('not-found');
  const { patientId, at, why } = command;
  if (standing(state, patientId).place !== 'waiting') return [];
  return [{ type: 'WaitingRoomLeft', data: { patientId, at, why } }];
};

const seatsTaken = (session: KnownSession): number =>
  Object.values(session.patients).filter(({ place }) => place === 'admitted').length;

const startFirst = (session: KnownSession, by: string, at: Instant): readonly SessionEvent[] =>
  session.status === 'doors-open' ? [{ type: 'SessionStarted', data: { by, at } }] : [];

const refuse = (obstacles: readonly Override[], missing: readonly Missing[]): never => {
  const worst = missing.includes('safety') ? 'safety' : missing[0];
  if (worst === undefined) throw new Rejection('group-full');
  throw new Rejection(refusals[worst], { missing: obstacles });
};

/**
 * Lets a waiting patient (or one turned away before) into the room. Whatever stands against it needs an override
 * with a reason, and is recorded as it was.
 */
export const admitPatient = (
  command: SessionCommandOf<'AdmitPatient'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  const { patientId, by, at, override } = command;
  byFacilitator(session, by);
  const { place } = standing(session, patientId);
  if (place === 'admitted') return [];
  if (place === 'removed') throw new Rejection('removed');
  if (place === 'expected') throw new Rejection('not-in-waiting-room');
  const missing = missingForAdmission(session, patientId);
  const full = seatsTaken(session) >= session.plan.capacity;
  const overrides: readonly Override[] = full ? [...missing, 'capacity'] : missing;
  const start = startFirst(session, by, at);
  if (overrides.length === 0) {
    return [...start, { type: 'PatientAdmitted', data: { patientId, by, at, overrides: [] } }];
  }
  if (override === undefined) return refuse(overrides, missing);
  const reason = override.reason.trim();
  if (reason === '') throw new Rejection('override-needs-reason', { missing: overrides });
  const data = { patientId, by, at, overrides: [...overrides], personal: { reason } };
  return [...start, { type: 'PatientAdmitted', data }];
};

/** Lets in, in the order in which they came, those against whom nothing stands, as long as there are seats. */
export const admitAllClear = (
  command: SessionCommandOf<'AdmitAllClear'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  const { by, at } = command;
  byFacilitator(session, by);
  const seats = Math.max(0, session.plan.capacity - seatsTaken(session));
  const clear = waitingPatients(session)
    .filter((patientId) => missingForAdmission(session, patientId).length === 0)
    .slice(0, seats);
  if (clear.length === 0) return [];
  const admissions = clear.map((patientId): SessionEvent => ({
    type: 'PatientAdmitted',
    data: { patientId, by, at, overrides: [] },
  }));
  return [...startFirst(session, by, at), ...admissions];
};

export const turnAwayPatient = (
  command: SessionCommandOf<'TurnAwayPatient'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = open(state);
  const { patientId, by, at, reasonCode, reason } = command;
  byFacilitator(session, by);
  const { place } = standing(session, patientId);
  switch (place) {
    case 'turned-away':
      return [];
    case 'admitted':
      throw new Rejection('already-admitted');
    case 'removed':
      throw new Rejection('removed');
    case 'expected':
      throw new Rejection('not-in-waiting-room');
    case 'waiting': {
      const personal = reason === undefined ? {} : { personal: { reason: reasonGiven(reason) } };
      return [{ type: 'PatientTurnedAway', data: { patientId, by, at, reasonCode, ...personal } }];
    }
    default:
      return place satisfies never;
  }
};
