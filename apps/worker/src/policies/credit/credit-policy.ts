import {
  enrollmentDecider,
  localDate,
  unionOf,
  type EnrollmentCommand,
  type PatientAttendance,
  type Recorded,
  type SessionEvent,
  type SessionPlan,
} from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import { Remembered } from '../remembered.js';
import type { Surroundings } from '../surroundings.js';
import { unlessRefused } from '../unless-refused.js';

interface Figure {
  readonly attendance: PatientAttendance;
  /** 0 for the seal, then one more for each correction of this patient. */
  readonly correction: number;
  readonly at: number;
  readonly cause: Recorded<SessionEvent>;
}

/** Every figure that a session ever stated, in order. */
const figuresOf = (recorded: readonly Recorded<SessionEvent>[]): readonly Figure[] => {
  const figures: Figure[] = [];
  for (const cause of recorded) {
    const { event } = cause;
    if (event.type === 'AttendanceSealed') {
      const { at } = event.data;
      figures.push(
        ...event.data.attendance.patients.map((attendance) => ({ attendance, correction: 0, at, cause })),
      );
    }
    if (event.type === 'AttendanceCorrected') {
      const { after: attendance, at, patientId } = event.data;
      const correction = figures.filter((figure) => figure.attendance.patientId === patientId).length;
      figures.push({ attendance, correction, at, cause });
    }
  }
  return figures;
};

const creditOf = (figure: Figure, plan: SessionPlan, sealHash: string): EnrollmentCommand => {
  const { rawMs, countedMs, uncertaintyMs, flags, spans } = figure.attendance;
  const { sessionId, sessionType, startsAt, endsAt, timeZone } = plan;
  return {
    type: 'CreditAttendance',
    sessionId,
    sessionType,
    startsAt,
    endsAt,
    day: localDate(startsAt, timeZone),
    rawMs,
    countedMs,
    uncertaintyMs,
    countedSpans: unionOf(spans.filter(({ counted }) => counted)).map(({ from, to }) => ({ from, to })),
    flags: [...flags],
    sealHash,
    correction: figure.correction,
    at: figure.at,
  };
};

/** A sealed session leaves its minutes with each patient's episode of care, and so does each correction. */
export const creditPolicy = ({ store, sessions, logger }: Surroundings): Policy => {
  const remembered = new Remembered();
  const credit = async (figure: Figure, command: EnrollmentCommand): Promise<void> => {
    const { enrollmentId } = figure.attendance;
    const context = byPolicy('credit', figure.cause);
    await unlessRefused(
      () => handleCommand(store, enrollmentDecider, 'enrollment', enrollmentId, command, context),
      ({ code }) => logger.error({ code, enrollmentId }, 'attendance could not be credited'),
    );
  };
  return {
    name: 'credit',
    category: 'session',
    after: ['AttendanceSealed', 'AttendanceCorrected'],
    act: async (sessionId) => {
      const { recorded, state, revision } = await sessions.read(sessionId);
      if (state.status !== 'sealed') return { revision, lookAgainAt: null };
      for (const figure of figuresOf(recorded)) {
        const command = creditOf(figure, state.plan, state.seal.hash);
        await remembered.once(`${figure.cause.id}/${figure.attendance.enrollmentId}`, () =>
          credit(figure, command),
        );
      }
      return { revision, lookAgainAt: null };
    },
  };
};
