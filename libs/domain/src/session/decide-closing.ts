import { Rejection } from '../rejection.js';
import { reasonDigest } from '../attendance/reason-digest.js';
import type { PatientAttendance } from '../attendance/sealed.js';
import type { SessionCommandOf } from './commands.js';
import { shareEnded } from './decide-floor.js';
import type { SessionEvent } from './events.js';
import { byFacilitatorOrSystem, known, notOver, reasonGiven, standing } from './guard.js';
import type { SessionState, SessionStateOf } from './state.js';
import { emptyWaitingRoom } from './waiting-room.js';

/**
 * Ends a session and everything that was going on in it. A session whose doors opened but which never started can
 * be ended too: then everybody was absent, which is a result as well. Ending it twice changes nothing.
 */
export const endSession = (
  command: SessionCommandOf<'EndSession'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const { by, at } = command;
  const session = known(state);
  byFacilitatorOrSystem(session, by);
  if (session.status === 'ended' || session.status === 'sealed') return [];
  const running = notOver(session);
  if (running.status === 'scheduled') throw new Rejection('session-not-live');
  return [
    ...(running.breakSince === null ? [] : [{ type: 'BreakEnded', data: { by, at } } as const]),
    ...shareEnded(running, by, at),
    ...emptyWaitingRoom(running, at),
    ...running.observers.map(({ staffId }) => ({ type: 'ObservationEnded', data: { staffId, at } }) as const),
    { type: 'SessionEnded', data: { by, at } },
  ];
};

const sameMembers = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join('\n') === [...b].sort().join('\n');

/** Seals the attendance of a session that is over: once, for exactly the patients of the roster. */
export const sealAttendance = (
  command: SessionCommandOf<'SealAttendance'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const { by, at, attendance, seal, leafSecret } = command;
  const session = known(state);
  byFacilitatorOrSystem(session, by);
  switch (session.status) {
    case 'scheduled':
    case 'doors-open':
    case 'live':
      throw new Rejection('session-still-open');
    case 'cancelled':
      throw new Rejection('session-cancelled');
    case 'sealed':
      if (session.seal.hash === seal.hash) return [];
      throw new Rejection('session-sealed');
    case 'ended': {
      const expected = session.plan.roster.map((one) => one.patientId);
      if (
        !sameMembers(
          expected,
          attendance.patients.map((one) => one.patientId),
        )
      )
        throw new Rejection('invalid');
      return [{ type: 'AttendanceSealed', data: { by, at, attendance, seal, leafSecret } }];
    }
    default:
      return session satisfies never;
  }
};

const sealedFigure = (session: SessionStateOf<'sealed'>, patientId: string): PatientAttendance => {
  const figure = session.attendance.patients.find((one) => one.patientId === patientId);
  if (figure === undefined) throw new Rejection('not-on-roster');
  return figure;
};

/** Puts another figure beside a sealed one, with its author and reason; the sealed one stays in the stream. */
export const correctAttendance = (
  command: SessionCommandOf<'CorrectAttendance'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = known(state);
  if (session.status !== 'sealed') throw new Rejection('session-still-open');
  const { correctionId, patientId, by, at } = command;
  if (session.corrections.includes(correctionId)) return [];
  const before = sealedFigure(session, patientId);
  const reason = reasonGiven(command.reason);
  if (command.after.patientId !== patientId || command.after.enrollmentId !== before.enrollmentId) {
    throw new Rejection('invalid');
  }
  const { flags } = command.after;
  const after: PatientAttendance = {
    ...command.after,
    flags: flags.includes('corrected') ? flags : [...flags, 'corrected'],
  };
  const { evidence, salt } = command;
  const personal = { reason, salt };
  const digest = reasonDigest(reason, salt);
  const data = { correctionId, patientId, by, at, before, after, evidence, reasonDigest: digest, personal };
  return [{ type: 'AttendanceCorrected', data }];
};

/** What a patient says of the session afterwards, or once they have been in it: one time. */
export const giveFeedback = (
  command: SessionCommandOf<'GiveFeedback'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = known(state);
  if (session.status === 'cancelled') throw new Rejection('session-cancelled');
  const { patientId, at, feedback } = command;
  const { wasAdmitted, gaveFeedback } = standing(session, patientId);
  if (!wasAdmitted) throw new Rejection('not-admitted');
  if (gaveFeedback) throw new Rejection('already-exists');
  return [{ type: 'SessionFeedbackGiven', data: { patientId, at, personal: feedback } }];
};
