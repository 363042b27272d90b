import fc from 'fast-check';
import type { AttendanceFact, AttendanceInputs, MediaFact } from '../attendance/inputs.js';
import { standardAttendancePolicy } from '../attendance/policy.js';
import type { PersonRef } from '../person.js';
import type { Witness } from '../session/events.js';
import { MINUTE, SECOND } from '../time.js';
import { DAY_END, DAY_START, type TrueDay, type TrueStay } from './true-day.js';

const ana: PersonRef = { kind: 'patient', id: 'ana' };
const lead: PersonRef = { kind: 'staff', id: 'lead' };

/** How one witness tells of an end: never at all, or so much off, in parts of what they say they may be off. */
interface Telling {
  readonly isHeard: boolean;
  readonly uncertaintyMs: number;
  readonly off: number;
}

export interface Told {
  readonly joins: Readonly<Record<Exclude<Witness, 'staff'>, Telling>>;
  readonly lefts: Readonly<Record<Exclude<Witness, 'staff'>, Telling>>;
  /** A page that was heard again in the middle, so long before the end. */
  readonly again: readonly (Telling & { readonly before: number })[];
  /** Whether nobody may have heard of the end, so that only what comes after it bounds it. */
  readonly mayEndUnheard: boolean;
}

export interface WitnessedStay {
  readonly stay: TrueStay;
  readonly told: Told;
}

const telling = (most: number): fc.Arbitrary<Telling> =>
  fc.record({
    isHeard: fc.boolean(),
    uncertaintyMs: fc.integer({ min: 0, max: most }),
    off: fc.integer({ min: -100, max: 100 }).map((percent) => percent / 100),
  });
const tellings = fc.record({
  'livekit-webhook': telling(20 * SECOND),
  'livekit-poll': telling(8 * SECOND),
  client: telling(4 * SECOND),
});

const seconds = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min, max }).map((each) => each * SECOND);

const moment = seconds(-120, 3_500).map((ms) => DAY_START + ms);

const stayFrom = (
  from: number,
  length: number,
  parts: Pick<TrueStay, 'ending'> & {
    readonly turns: readonly { readonly after: number; readonly on: boolean }[];
  },
): TrueStay => ({
  from,
  to: from + length,
  ending: parts.ending,
  camera: parts.turns
    .map(({ after, on }) => ({ at: from + after, on }))
    .filter(({ at }) => at < from + length)
    .sort((a, b) => a.at - b.at),
});

const again = fc.array(
  fc
    .tuple(telling(4 * SECOND), fc.oneof(seconds(1, 5), seconds(1, 1_200)))
    .map(([how, before]) => ({ ...how, before })),
  { maxLength: 2 },
);

const turns = fc.uniqueArray(fc.record({ after: seconds(0, 600), on: fc.boolean() }), {
  maxLength: 3,
  selector: ({ after }) => after,
});
const ending = fc.constantFrom<TrueStay['ending'][]>('left', 'left', 'broken', 'broken', 'removed');

const witnessedStay: fc.Arbitrary<WitnessedStay> = fc
  .record({
    from: moment,
    length: fc.oneof(seconds(1, 240), seconds(1, 1_800)),
    parts: fc.record({ ending, turns }),
    told: fc.record({ joins: tellings, lefts: tellings, again, mayEndUnheard: fc.constant(false) }),
  })
  .map(({ from, length, parts, told }) => ({ stay: stayFrom(from, length, parts), told }));

const policy = fc
  .record({
    bridgeMs: fc.constantFrom(0, 30 * SECOND, 120 * SECOND, 300 * SECOND),
    minPresentMs: fc.constantFrom(0, MINUTE, 20 * MINUTE),
    breaksCount: fc.boolean(),
    unstaffedCounts: fc.constantFrom(true, true, false),
    unstaffedGraceMs: fc.constantFrom(0, 30 * SECOND),
    audioOnlyCounts: fc.boolean(),
  })
  .map((parts) => ({ ...standardAttendancePolicy, ...parts }));

const breaks = fc
  .array(fc.record({ from: moment, length: seconds(1, 600) }), { maxLength: 2 })
  .map((all) => all.map(({ from, length }) => ({ from, to: from + length })));

export interface WitnessedDay {
  readonly truth: TrueDay;
  readonly patient: readonly WitnessedStay[];
  readonly facilitator: readonly WitnessedStay[];
  /** Everybody in one room, which lets nobody in twice at once. */
  readonly isOneRoom: boolean;
}

/** Any session on any devices: stays may overlap, and each end is told by whoever heard of it. */
export const witnessedDay: fc.Arbitrary<WitnessedDay> = fc
  .record({
    patient: fc.array(witnessedStay, { minLength: 1, maxLength: 5 }),
    facilitator: fc.array(witnessedStay, { maxLength: 3 }),
    breaks,
    policy,
  })
  .map(({ patient, facilitator, ...rest }) => ({
    truth: {
      window: { from: DAY_START, to: DAY_END },
      patient: patient.map(({ stay }) => stay),
      facilitator: facilitator.map(({ stay }) => stay),
      ...rest,
    },
    patient,
    facilitator,
    isOneRoom: false,
  }));

/** One device after another in one room; of any end nobody may have heard, unless it was a removal. */
export const oneRoomDay: fc.Arbitrary<WitnessedDay> = witnessedDay.map((day) => {
  let free = -Infinity;
  const patient = [...day.patient]
    .sort((a, b) => a.stay.from - b.stay.from)
    .flatMap(({ stay, told }): WitnessedStay[] => {
      if (stay.from < free) return [];
      free = stay.to;
      return [{ stay, told: { ...told, mayEndUnheard: true } }];
    });
  return {
    ...day,
    truth: { ...day.truth, patient: patient.map(({ stay }) => stay) },
    patient,
    isOneRoom: true,
  };
});

const exactly: Telling = { isHeard: true, uncertaintyMs: 0, off: 0 };
const unheard: Telling = { ...exactly, isHeard: false };
const onlyWebhooks = { 'livekit-webhook': exactly, 'livekit-poll': unheard, client: unheard };
/** Everything told at once and to the millisecond. */
export const exactTold: Told = { joins: onlyWebhooks, lefts: onlyWebhooks, again: [], mayEndUnheard: false };

const order = ['livekit-webhook', 'livekit-poll', 'client'] as const;

type Sight = (typeof order)[number];

const at = (truth: number, { uncertaintyMs, off }: Telling): number =>
  Math.round(truth + off * uncertaintyMs);

const reasonOf = (ending: TrueStay['ending'], witness: Witness) => {
  // A page does not know why its connection ended.
  if (witness === 'client') return 'connection-lost';
  return ({ left: 'left', broken: 'connection-lost', removed: 'removed' } as const)[ending];
};

/** Whoever is heard. Why somebody was put out is always heard of, and any end that nothing else would bound. */
const heardOf = ({ lefts, joins, mayEndUnheard }: Told, ending: TrueStay['ending']): readonly Sight[] => {
  const heard = order.filter((witness) => lefts[witness].isHeard);
  const hasBegun = order.some((witness) => joins[witness].isHeard);
  if (mayEndUnheard && hasBegun && ending !== 'removed') return heard;
  const knows = ending === 'removed' ? heard.filter((witness) => witness !== 'client') : heard;
  return knows.length > 0 ? heard : ['livekit-webhook', ...heard];
};

/** The facts of a stay, as they were told. */
export const factsOf = (
  person: PersonRef,
  { stay, told }: WitnessedStay,
  index: number,
  roomSid: string,
): readonly AttendanceFact[] => {
  const about = { roomSid, participantSid: `PA_${person.id}${index}`, person };
  const joins = order
    .filter((witness) => told.joins[witness].isHeard)
    .map((witness): AttendanceFact => {
      const how = told.joins[witness];
      const { uncertaintyMs } = how;
      return { ...about, kind: 'joined', witness, at: at(stay.from, how), uncertaintyMs, hidden: false };
    });
  const lefts = heardOf(told, stay.ending).map((witness): AttendanceFact => {
    const how = told.lefts[witness];
    const { uncertaintyMs } = how;
    const leaveReason = reasonOf(stay.ending, witness);
    return { ...about, kind: 'left', witness, at: at(stay.to, how), uncertaintyMs, leaveReason };
  });
  // A page's word of the middle is one of the beginning when nobody tells of that.
  const later = joins.length === 0 ? [] : told.again.filter(({ before }) => stay.to - before > stay.from);
  const sightings = later.map((how): AttendanceFact => {
    const { uncertaintyMs, before } = how;
    const when = at(stay.to - before, how);
    return { ...about, kind: 'joined', witness: 'client', at: when, uncertaintyMs, hidden: false };
  });
  return [...joins, ...sightings, ...lefts];
};

const mediaOf = (person: PersonRef, { camera }: TrueStay, index: number): readonly MediaFact[] =>
  camera.map((change) => ({
    person,
    participantSid: `PA_${person.id}${index}`,
    camera: change.on,
    microphone: true,
    at: change.at,
  }));

/** What a session that was witnessed so is settled from. */
export const witnessed = ({ truth, patient, facilitator, isOneRoom }: WitnessedDay): AttendanceInputs => ({
  sessionId: 's1',
  schedule: truth.window,
  startedAt: truth.window.from,
  endedAt: truth.window.to,
  roster: [{ patientId: ana.id, enrollmentId: 'e1' }],
  facilitatorIds: [lead.id],
  breaks: truth.breaks,
  facts: [
    ...patient.flatMap((one, index) => factsOf(ana, one, index, isOneRoom ? 'RM' : `RM_${index}`)),
    ...facilitator.flatMap((one, index) => factsOf(lead, one, index, isOneRoom ? 'RM' : `RM_lead${index}`)),
  ],
  media: patient.flatMap(({ stay }, index) => mediaOf(ana, stay, index)),
  policy: truth.policy,
});

/** The same day, told exactly. */
export const toldExactly = (day: WitnessedDay): WitnessedDay => ({
  ...day,
  patient: day.patient.map(({ stay }) => ({ stay, told: exactTold })),
  facilitator: day.facilitator.map(({ stay }) => ({ stay, told: exactTold })),
});
