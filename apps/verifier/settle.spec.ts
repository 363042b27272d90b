import { describe, expect, it } from '@jest/globals';
import {
  leaveReasons,
  settle as settleInTheProgramme,
  settleParts as settlePartsInTheProgramme,
  standardAttendancePolicy,
  witnesses,
  type AttendanceFact,
  type AttendanceInputs,
} from '@hearth/domain';
import fc from 'fast-check';
import { editions, roomsOf } from './connections.mjs';
import { settleParts } from './leaves.mjs';
import { settle } from './settle.mjs';

const START = 1_700_000_000_000;
const HOUR = 3_600_000;

/** Moments on a coarse grid meet often, and on a fine one hardly ever. */
const moment = fc.oneof(
  fc.integer({ min: -10, max: 80 }).map((minutes) => START + minutes * 60_000),
  fc.integer({ min: -HOUR / 6, max: HOUR * 1.2 }).map((ms) => START + ms),
);
const person = fc.constantFrom(
  { kind: 'patient' as const, id: 'ana' },
  { kind: 'patient' as const, id: 'ben' },
  { kind: 'staff' as const, id: 'lead' },
  { kind: 'staff' as const, id: 'observer' },
  { kind: 'family' as const, id: 'aunt' },
);
const said = {
  roomSid: fc.constantFrom('RM_1', 'RM_2', 'presence', 'staff'),
  sid: fc.integer({ min: 0, max: 3 }),
  person,
  witness: fc.constantFrom(...witnesses),
  at: moment,
  uncertaintyMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90_000 })),
};
const fact: fc.Arbitrary<AttendanceFact> = fc.oneof(
  fc
    .record({ ...said, hidden: fc.constantFrom(false, false, false, false, true) })
    .map(({ sid, ...one }) => ({
      ...one,
      kind: 'joined' as const,
      participantSid: `${one.person.id}${sid}`,
    })),
  fc
    .record({ ...said, leaveReason: fc.constantFrom(...leaveReasons) })
    .map(({ sid, ...one }) => ({ ...one, kind: 'left' as const, participantSid: `${one.person.id}${sid}` })),
);
const media = fc
  .record({ person, sid: fc.integer({ min: 0, max: 3 }), camera: fc.boolean(), at: moment })
  .map(({ sid, ...one }) => ({ ...one, participantSid: `${one.person.id}${sid}`, microphone: true }));
const policy = fc.record({
  bridgeMs: fc.constantFrom(0, 120_000, 180_000),
  graceLateMs: fc.constantFrom(0, 600_000),
  minPresentMs: fc.constantFrom(0, 60_000, 1_200_000),
  breaksCount: fc.boolean(),
  unstaffedCounts: fc.boolean(),
  unstaffedGraceMs: fc.constantFrom(0, 30_000),
  audioOnlyCounts: fc.boolean(),
  rules: fc.constantFrom(undefined, 1, 2, 3, 3, 3),
});
const session: fc.Arbitrary<AttendanceInputs> = fc
  .record({
    startedAt: fc.option(moment, { freq: 8 }),
    endedAt: moment,
    breaks: fc.array(fc.record({ from: moment, to: fc.option(moment, { freq: 6 }) }), { maxLength: 3 }),
    facts: fc.array(fact, { maxLength: 30 }),
    media: fc.array(media, { maxLength: 8 }),
    policy: policy.map((parts) => ({ ...standardAttendancePolicy, ...parts })),
  })
  .map((parts) => ({
    ...parts,
    sessionId: 's1',
    schedule: { from: START, to: START + HOUR },
    roster: [
      { patientId: 'ana', enrollmentId: 'e-ana' },
      { patientId: 'ben', enrollmentId: 'e-ben' },
    ],
    facilitatorIds: ['lead'],
  }));

describe('the second opinion', () => {
  it('comes to the same minutes, to the millisecond, whatever was witnessed', () => {
    fc.assert(
      fc.property(session, (inputs) => {
        const { policy: rules, ...facts } = inputs;
        const { attendance } = settleInTheProgramme(inputs, START + 2 * HOUR);
        expect(settle(facts, rules)).toEqual(attendance);
      }),
      { numRuns: 3_000 },
    );
  });

  it('comes to the same of each patient’s part alone as of everybody’s facts', () => {
    fc.assert(
      fc.property(session, (inputs) => {
        const { policy: rules, ...facts } = inputs;
        const { attendance } = settleInTheProgramme(inputs, START + 2 * HOUR);
        expect(settlePartsInTheProgramme(inputs, START + 2 * HOUR)).toEqual(attendance);
        const rooms = roomsOf(facts, editions[rules.rules ?? 1]);
        expect(settleParts({ ...facts, rooms }, rules, editions[rules.rules ?? 1]?.[0])).toEqual(attendance);
      }),
      { numRuns: 1_000 },
    );
  });
});
