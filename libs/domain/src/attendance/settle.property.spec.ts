import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MINUTE, SECOND, type Interval } from '../time.js';
import type { AttendanceFact, AttendanceInputs } from './inputs.js';
import { standardAttendancePolicy } from './policy.js';
import { settle } from './settle.js';

const START = 1_700_000_000_000;
const END = START + 60 * MINUTE;
const patient = { kind: 'patient', id: 'p1' } as const;
const staff = { kind: 'staff', id: 'f1' } as const;

/** One stay of the patient in the room, as it truly was, and how it ended. */
interface Stay extends Interval {
  readonly ending: 'left' | 'broken';
}

const stays: fc.Arbitrary<readonly Stay[]> = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1 * SECOND, max: 15 * MINUTE }),
      length: fc.integer({ min: 1 * SECOND, max: 30 * MINUTE }),
      ending: fc.constantFrom('left' as const, 'broken' as const),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => {
    const result: Stay[] = [];
    let at = START;
    for (const { gap, length, ending } of parts) {
      const from = at + gap;
      const to = from + length;
      if (to >= END) break;
      result.push({ from, to, ending });
      at = to;
    }
    return result;
  });

/** Everything that would be witnessed of a stay: a broken connection is noticed up to 20 s late. */
const witnessed = (stay: Stay, index: number, lag: number): readonly AttendanceFact[] => {
  const key = { roomSid: 'RM_1', participantSid: `PA_${index}`, person: patient };
  const broken = stay.ending === 'broken';
  return [
    { ...key, kind: 'joined', witness: 'livekit-webhook', at: stay.from, uncertaintyMs: 0, hidden: false },
    {
      ...key,
      kind: 'left',
      witness: 'livekit-webhook',
      at: broken ? stay.to + lag : stay.to,
      uncertaintyMs: broken ? 20 * SECOND : 0,
      leaveReason: broken ? 'connection-lost' : 'left',
    },
  ];
};

const facilitatorThere: AttendanceFact = {
  kind: 'joined',
  roomSid: 'RM_1',
  participantSid: 'PA_staff',
  person: staff,
  witness: 'livekit-webhook',
  at: START,
  uncertaintyMs: 0,
  hidden: false,
};

const inputsOf = (facts: readonly AttendanceFact[]): AttendanceInputs => ({
  sessionId: 's1',
  schedule: { from: START, to: END },
  startedAt: START,
  endedAt: END,
  roster: [{ patientId: 'p1', enrollmentId: 'e1' }],
  facilitatorIds: ['f1'],
  breaks: [{ from: START + 30 * MINUTE, to: START + 35 * MINUTE }],
  facts: [facilitatorThere, ...facts],
  media: [],
  policy: standardAttendancePolicy,
});

const settledOf = (facts: readonly AttendanceFact[]) => {
  const [settled] = settle(inputsOf(facts), END).attendance.patients;
  if (settled === undefined) throw new Error('the patient is on the roster');
  return settled;
};

/** What the policy gives for the truth itself, known to the millisecond. */
const truthOf = (days: readonly Stay[]) =>
  settledOf(days.flatMap((stay, index) => witnessed({ ...stay, ending: 'left' }, index, 0)));

const day = fc.record({ stays, lag: fc.integer({ min: 0, max: 20 * SECOND }) });
const runs = { numRuns: 400 };

const factsOf = ({ stays: days, lag }: { stays: readonly Stay[]; lag: number }): readonly AttendanceFact[] =>
  days.flatMap((stay, index) =>
    witnessed(stay, index, Math.min(lag, (days[index + 1]?.from ?? END) - stay.to)),
  );

describe('settle, for any day', () => {
  it('gives the same minutes in whatever order and however often facts came', () => {
    const shuffled = day.chain((one) => {
      const facts = factsOf(one);
      const again = fc.subarray([...facts]);
      return again.chain((repeated) =>
        fc.record({
          facts: fc.constant(facts),
          mixed: fc.shuffledSubarray([...facts, ...repeated], {
            minLength: facts.length + repeated.length,
          }),
        }),
      );
    });
    fc.assert(
      fc.property(shuffled, ({ facts, mixed }) => {
        expect(settledOf(mixed)).toEqual(settledOf(facts));
      }),
      runs,
    );
  });

  it('covers the truth by its figure and its uncertainty', () => {
    fc.assert(
      fc.property(day, (one) => {
        const settled = settledOf(factsOf(one));
        const truth = truthOf(one.stays);
        expect(Math.abs(settled.countedMs - truth.countedMs)).toBeLessThanOrEqual(settled.uncertaintyMs);
      }),
      runs,
    );
  });

  it('gives each millisecond of the window one reason', () => {
    fc.assert(
      fc.property(day, (one) => {
        const { spans, countedMs } = settledOf(factsOf(one));
        expect(spans[0]?.from).toBe(START);
        expect(spans.at(-1)?.to).toBe(END);
        spans.slice(1).forEach((span, index) => expect(span.from).toBe(spans[index]?.to));
        expect(spans.every(({ from, to }) => to > from)).toBe(true);
        const counted = spans
          .filter((span) => span.counted)
          .reduce((sum, { from, to }) => sum + to - from, 0);
        expect(countedMs).toBe(counted);
        expect(countedMs).toBeLessThanOrEqual(END - START);
      }),
      runs,
    );
  });

  it('says so when it never heard that somebody left, and covers the truth all the same', () => {
    const lost = day
      .filter((one) => one.stays.length > 0)
      .chain((one) => fc.record({ one: fc.constant(one), index: fc.nat({ max: one.stays.length - 1 }) }));
    fc.assert(
      fc.property(lost, ({ one, index }) => {
        const facts = factsOf(one).filter(
          (fact) => fact.kind === 'joined' || fact.participantSid !== `PA_${index}`,
        );
        const settled = settledOf(facts);
        const truth = truthOf(one.stays);
        expect(settled.flags).toContain('inferred');
        expect(Math.abs(settled.countedMs - truth.countedMs)).toBeLessThanOrEqual(settled.uncertaintyMs);
      }),
      runs,
    );
  });

  it('covers the truth whatever subset of the facts arrives, as long as each connection left a trace', () => {
    const partial = day
      .filter((one) => one.stays.length > 0)
      .chain((one) =>
        fc.record({
          one: fc.constant(one),
          kept: fc.array(fc.constantFrom('both', 'joined', 'left'), { minLength: 6, maxLength: 6 }),
        }),
      );
    fc.assert(
      fc.property(partial, ({ one, kept }) => {
        const facts = factsOf(one).filter((fact) => {
          const keep = kept[Number(fact.participantSid.slice(3))];
          return keep === 'both' || keep === fact.kind;
        });
        const settled = settledOf(facts);
        const truth = truthOf(one.stays);
        expect(Math.abs(settled.countedMs - truth.countedMs)).toBeLessThanOrEqual(settled.uncertaintyMs);
        if (facts.length < one.stays.length * 2) expect(settled.flags).toContain('inferred');
      }),
      runs,
    );
  });

  it('lets a browser that saw its link break narrow what the server noticed late', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 2 * SECOND }), (one, blur) => {
        const facts = factsOf(one);
        const heartbeats = one.stays.flatMap((stay, index): AttendanceFact[] =>
          stay.ending === 'broken'
            ? [
                {
                  kind: 'left',
                  roomSid: 'RM_1',
                  participantSid: `PA_${index}`,
                  person: patient,
                  witness: 'client',
                  at: stay.to,
                  uncertaintyMs: blur,
                  leaveReason: 'connection-lost',
                },
              ]
            : [],
        );
        const truth = truthOf(one.stays);
        const narrowed = settledOf([...facts, ...heartbeats]);
        narrowed.segments.forEach(({ to }) => expect(to?.uncertaintyMs).toBeLessThanOrEqual(2 * blur));
        expect(Math.abs(narrowed.countedMs - truth.countedMs)).toBeLessThanOrEqual(narrowed.uncertaintyMs);
      }),
      runs,
    );
  });

  it('covers the truth when the video server was killed and everybody came back into a new room', () => {
    const crash = fc.record({
      patientIn: fc.integer({ min: 0, max: 10 * MINUTE }),
      killed: fc.integer({ min: 15 * MINUTE, max: 40 * MINUTE }),
      lastPoll: fc.integer({ min: 0, max: 30 * SECOND }),
      staffBack: fc.integer({ min: 0, max: 5 * MINUTE }),
      patientBack: fc.integer({ min: 0, max: 5 * MINUTE }),
    });
    fc.assert(
      fc.property(crash, ({ patientIn, killed, lastPoll, staffBack, patientBack }) => {
        const death = START + killed;
        const joins = (
          person: AttendanceFact['person'],
          roomSid: string,
          at: number,
          witness: AttendanceFact['witness'] = 'livekit-webhook',
        ): AttendanceFact => ({
          kind: 'joined',
          roomSid,
          participantSid: `PA_${person.id}_${roomSid}`,
          person,
          witness,
          at,
          uncertaintyMs: 0,
          hidden: false,
        });
        const leaves = (person: AttendanceFact['person'], roomSid: string, at: number): AttendanceFact => {
          const { participantSid, witness, uncertaintyMs } = joins(person, roomSid, at);
          const fact = { roomSid, participantSid, person, witness, at, uncertaintyMs };
          return { ...fact, kind: 'left', leaveReason: 'left' };
        };
        const seen = [
          joins(staff, 'RM_1', START),
          joins(patient, 'RM_1', START + patientIn),
          joins(staff, 'RM_1', death - lastPoll, 'livekit-poll'),
          joins(patient, 'RM_1', death - lastPoll, 'livekit-poll'),
          joins(staff, 'RM_2', death + staffBack),
          joins(patient, 'RM_2', death + patientBack),
          leaves(staff, 'RM_2', END),
          leaves(patient, 'RM_2', END),
        ];
        const unseen = [leaves(staff, 'RM_1', death), leaves(patient, 'RM_1', death)];
        const inputs = inputsOf([]);
        const figureOf = (facts: readonly AttendanceFact[]) => {
          const [figure] = settle({ ...inputs, facts }, END).attendance.patients;
          if (figure === undefined) throw new Error('the patient is on the roster');
          return figure;
        };
        const settled = figureOf(seen);
        const truth = figureOf([...seen, ...unseen]);
        expect(settled.flags).toEqual(expect.arrayContaining(['dropped', 'inferred']));
        expect(Math.abs(settled.countedMs - truth.countedMs)).toBeLessThanOrEqual(settled.uncertaintyMs);
        const doubt = settled.segments[0]?.to?.uncertaintyMs ?? 0;
        expect(doubt).toBeLessThanOrEqual(lastPoll + Math.min(staffBack, patientBack));
      }),
      runs,
    );
  });

  it('covers the truth while the facilitator comes and goes, too', () => {
    fc.assert(
      fc.property(day, day, (mine, theirs) => {
        const asStaff = (fact: AttendanceFact): AttendanceFact => ({
          ...fact,
          person: staff,
          participantSid: `${fact.participantSid}_staff`,
        });
        const inputs = inputsOf([]);
        const figureOf = (facts: readonly AttendanceFact[]) => {
          const [figure] = settle({ ...inputs, facts }, END).attendance.patients;
          if (figure === undefined) throw new Error('the patient is on the roster');
          return figure;
        };
        const exact = ({ stays: all }: typeof mine) =>
          all.flatMap((stay, index) => witnessed({ ...stay, ending: 'left' }, index, 0));
        const settled = figureOf([...factsOf(mine), ...factsOf(theirs).map(asStaff)]);
        const truth = figureOf([...exact(mine), ...exact(theirs).map(asStaff)]);
        expect(Math.abs(settled.countedMs - truth.countedMs)).toBeLessThanOrEqual(settled.uncertaintyMs);
      }),
      runs,
    );
  });
});
