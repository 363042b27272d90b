import type {
  AttendanceFact,
  AttendanceInputs,
  JoinedFact,
  LeftFact,
  MediaFact,
  PersonRef,
} from '@hearth/domain';

const START = 1_700_000_000_000;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Numbers that look random and are the same for ever (Lehmer's generator), whatever library changes. */
const numbersFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
};
type Numbers = ReturnType<typeof numbersFrom>;

const one = <T>(next: Numbers, of: readonly [T, ...T[]]): T => of[next(of.length)] ?? of[0];

const people: readonly [PersonRef, ...PersonRef[]] = [
  { kind: 'patient', id: 'ana' },
  { kind: 'patient', id: 'ana' },
  { kind: 'patient', id: 'ben' },
  { kind: 'staff', id: 'lead' },
];

const leavings: readonly [LeftFact['leaveReason'], ...LeftFact['leaveReason'][]] = [
  ...(['left', 'removed', 'room-closed', 'connection-lost'] as const),
  ...(['replaced-by-own-device', 'server-stopped', 'join-failed', 'unknown'] as const),
];

const tellers: readonly [JoinedFact['witness'], ...JoinedFact['witness'][]] = [
  ...(['livekit-webhook', 'livekit-poll', 'client', 'staff'] as const),
];

const momentFrom = (next: Numbers): number =>
  START + next(65 * 60) * SECOND - 2 * MINUTE + next(2) * next(1_000);

const factFrom = (next: Numbers): AttendanceFact => {
  const person = one(next, people);
  const about = {
    roomSid: one(next, ['RM_1', 'RM_1', 'RM_2', 'presence', 'staff']),
    participantSid: `${person.id}${next(4)}`,
    person,
    witness: one(next, tellers),
    at: momentFrom(next),
    uncertaintyMs: next(2) * next(30_000),
  };
  return next(2) === 0
    ? { ...about, kind: 'joined', hidden: next(12) === 0 }
    : { ...about, kind: 'left', leaveReason: one(next, leavings) };
};

const mediaFrom = (next: Numbers): MediaFact => {
  const person = one(next, people);
  const participantSid = `${person.id}${next(4)}`;
  return { person, participantSid, camera: next(2) === 0, microphone: true, at: momentFrom(next) };
};

const listFrom = <T>(next: Numbers, most: number, make: (next: Numbers) => T): readonly T[] =>
  Array.from({ length: next(most) }, () => make(next));

/** A session such as none ever was: whatever rules make of it, they must make of it for ever. */
export const formerSession = (index: number, rules: 1 | 2): AttendanceInputs => {
  const next = numbersFrom(index + 1);
  return {
    sessionId: `s${index}`,
    schedule: { from: START, to: START + 60 * MINUTE },
    startedAt: START + next(5) * MINUTE,
    endedAt: START + (50 + next(15)) * MINUTE,
    roster: ['ana', 'ben'].map((patientId) => ({ patientId, enrollmentId: `e-${patientId}` })),
    facilitatorIds: ['lead'],
    breaks: listFrom(next, 3, () => {
      const from = momentFrom(next);
      return { from, to: next(6) === 0 ? null : from + next(10) * MINUTE };
    }),
    facts: listFrom(next, 26, factFrom),
    media: listFrom(next, 9, mediaFrom),
    policy: {
      id: 'standard',
      version: rules,
      ...(rules === 1 ? {} : { rules }),
      bridgeMs: one(next, [0, 120_000, 300_000]),
      graceLateMs: 600_000,
      minPresentMs: one(next, [0, 60_000, 900_000]),
      breaksCount: next(2) === 0,
      unstaffedCounts: next(3) > 0,
      unstaffedGraceMs: one(next, [0, 30_000]),
      audioOnlyCounts: next(2) === 0,
    },
  };
};
