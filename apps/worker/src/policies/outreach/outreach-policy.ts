import {
  enrollmentDecider,
  expectationOf,
  localDate,
  MISSED_LATELY_MS,
  nextOutreachAt,
  outreachDecider,
  programmeDecider,
  type EnrollmentState,
  type Expectation,
  type Expected,
  type Instant,
  type KnownSession,
  type OutreachCommand,
  type OutreachTimes,
} from '@hearth/domain';
import { foldStream, handleCommand } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import { Remembered } from '../remembered.js';
import type { Surroundings } from '../surroundings.js';

/** Whether an episode of care is running on a day: nobody is waited for who is away, or whose care has ended. */
export const isAwayOn = (enrollment: EnrollmentState, day: string): boolean => {
  switch (enrollment.status) {
    case 'none':
      return true;
    case 'running':
      return false;
    case 'paused':
      return enrollment.pausedFrom <= day;
    case 'ended':
      return enrollment.endedOn <= day;
    default:
      return enrollment satisfies never;
  }
};

interface Waiting {
  readonly expectation: Expectation;
  readonly session: KnownSession;
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly enrollment: EnrollmentState;
  readonly times: OutreachTimes;
  readonly at: Instant;
}

const commandFor = (waiting: Waiting): OutreachCommand | null => {
  const { expectation, session, enrollment, patientId, enrollmentId, times, at } = waiting;
  const { sessionId, programmeId, startsAt, timeZone } = session.plan;
  const day = localDate(startsAt, timeZone);
  const expected = (begunAt: Instant, therapistId: string): Expected => ({
    enrollmentId,
    patientId,
    programmeId,
    sessionId,
    day,
    begunAt,
    therapistId,
    times,
  });
  switch (expectation.kind) {
    case 'not-yet':
      return null;
    case 'came':
      return { type: 'NoteArrival', sessionId, day, begunAt: expectation.begunAt, at: expectation.at };
    case 'not-expected':
      return { type: 'StopOutreach', sessionId, why: expectation.why, at };
    case 'awaited':
    case 'missed': {
      if (enrollment.status === 'none' || isAwayOn(enrollment, day)) {
        return { type: 'StopOutreach', sessionId: null, why: 'away', at };
      }
      const type = expectation.kind === 'awaited' ? 'AwaitPatient' : 'CountAbsence';
      return { type, ...expected(expectation.begunAt, enrollment.primaryTherapistId), at };
    }
    default:
      return expectation satisfies never;
  }
};

const soonest = (moments: readonly (Instant | null)[]): Instant | null => {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
};

const isLongOver = ({ plan }: KnownSession, at: Instant): boolean => at - plan.endsAt > MISSED_LATELY_MS;

/**
 * Reaches out to those who are expected in a session and have not come, and stops when they do. It looks at each
 * session when somebody comes or goes, and when the next step of somebody's ladder is due.
 */
export const outreachPolicy = ({ store, sessions, now }: Surroundings): Policy => {
  /** Who came in time stays there: no need to ask their stream again at each other arrival. */
  const settled = new Remembered();

  const lookAfter = async (
    session: KnownSession,
    expectation: Expectation,
    who: { readonly patientId: string; readonly enrollmentId: string },
    times: OutreachTimes,
  ): Promise<Instant | null> => {
    if (expectation.kind === 'not-yet') return expectation.at;
    const { enrollmentId } = who;
    const at = now();
    const { state: enrollment } = await foldStream(store, enrollmentDecider, 'enrollment', enrollmentId);
    const command = commandFor({ expectation, session, ...who, enrollment, times, at });
    if (command !== null) {
      await handleCommand(store, outreachDecider, 'outreach', enrollmentId, command, byPolicy('outreach'));
    }
    if (expectation.kind !== 'awaited') return null;
    const { state } = await foldStream(store, outreachDecider, 'outreach', enrollmentId);
    return state.round?.begun.sessionId === session.plan.sessionId ? nextOutreachAt(state) : null;
  };

  return {
    name: 'outreach',
    category: 'session',
    after: [
      'DoorsOpened',
      'SessionStarted',
      'WaitingRoomEntered',
      'PatientAdmitted',
      'ParticipantJoined',
      'PresenceEntered',
      'SessionRescheduled',
      'SessionPlanChanged',
      'SessionCancelled',
      'SessionEnded',
    ],
    act: async (sessionId) => {
      const { recorded, state, revision } = await sessions.read(sessionId);
      const at = now();
      if (state.status === 'none' || isLongOver(state, at)) return { revision, lookAgainAt: null };
      const { state: programme } = await foldStream(
        store,
        programmeDecider,
        'programme',
        state.plan.programmeId,
      );
      if (programme.status === 'none') return { revision, lookAgainAt: null };
      const moments: (Instant | null)[] = [];
      for (const who of state.plan.roster) {
        const expectation = expectationOf(state, recorded, who.patientId, at);
        const look = async (): Promise<void> => {
          moments.push(await lookAfter(state, expectation, who, programme.outreachTimes));
        };
        const isSettled = expectation.kind === 'came' || expectation.kind === 'missed';
        if (isSettled) await settled.once(`${sessionId} ${who.patientId} ${expectation.kind}`, look);
        else await look();
      }
      return { revision, lookAgainAt: soonest(moments) };
    },
  };
};

/** Whoever is away, or whose care has ended, is not waited for any more. */
export const awayPolicy = ({ store, now }: Surroundings): Policy => ({
  name: 'away',
  category: 'enrollment',
  after: ['EnrollmentPaused', 'EnrollmentEnded'],
  act: async (enrollmentId) => {
    const { state, revision } = await foldStream(store, enrollmentDecider, 'enrollment', enrollmentId);
    const { state: outreach } = await foldStream(store, outreachDecider, 'outreach', enrollmentId);
    const day = outreach.round?.begun.day;
    if (day !== undefined && isAwayOn(state, day)) {
      const command = { type: 'StopOutreach', sessionId: null, why: 'away', at: now() } as const;
      await handleCommand(store, outreachDecider, 'outreach', enrollmentId, command, byPolicy('away'));
    }
    return { revision, lookAgainAt: null };
  },
});
