import type { AccountedSpan, AttendanceFlag, Segment } from '@hearth/domain';
import type { RoomPatient } from '@hearth/views';

const MINUTE = 60_000;

/** 17:30 in New York on a Monday in November. */
export const START = Date.UTC(2026, 10, 16, 22, 30);
export const END = START + 60 * MINUTE;

export const NAMES = [
  'Alma R.',
  'Bartholomew Featherstonehaugh-Okonkwo',
  'María Guadalupe de los Ángeles F.',
  'Dev',
  'Esther M.',
  'Finn',
  'Gabriela Santos',
  'Hideo T.',
  'Imani',
  'Jo',
] as const;

export const minute = (of: number): number => START + of * MINUTE;

export const segmentFrom = (index: number, from: number, to: number | null): Segment => ({
  roomSid: 'RM_demo',
  participantSid: `PA_${index}_${from}`,
  from: { at: from, uncertaintyMs: 400, witness: 'livekit-webhook' },
  to: to === null ? null : { at: to, uncertaintyMs: 18_000, witness: 'livekit-poll' },
});

const span = (from: number, to: number, reason: AccountedSpan['reason']): AccountedSpan => ({
  from,
  to,
  reason,
  counted: reason === 'present' || reason === 'bridged' || reason === 'audio-only',
});

const countedOf = (spans: readonly AccountedSpan[]): number =>
  spans.filter((each) => each.counted).reduce((total, each) => total + each.to - each.from, 0);

interface PatientOf {
  readonly index: number;
  readonly place?: RoomPatient['place'];
  readonly spans?: readonly (readonly [
    fromMinute: number,
    toMinute: number,
    reason: AccountedSpan['reason'],
  ])[];
  readonly segments?: readonly (readonly [fromMinute: number, toMinute: number | null])[];
  readonly flags?: readonly AttendanceFlag[];
  readonly missing?: RoomPatient['missing'];
  readonly now?: number;
}

/** A patient of a session; minutes are counted from its start. */
export const patientOf = (of: PatientOf): RoomPatient => {
  const { index, place = 'in-room', now = minute(30) } = of;
  const spans = (of.spans ?? []).map(([from, to, reason]) => span(minute(from), minute(to), reason));
  const segments = (of.segments ?? []).map(([from, to]) =>
    segmentFrom(index, minute(from), to === null ? null : minute(to)),
  );
  const missing = of.missing ?? [];
  return {
    patientId: `p${index}`,
    enrollmentId: `e${index}`,
    person: { kind: 'patient', id: `p${index}` },
    identity: `identity-p${index}`,
    displayName: NAMES[index % NAMES.length] ?? 'Jo',
    simulated: index % 2 === 1,
    place,
    waitingSince: place === 'waiting' ? now - (index + 1) * MINUTE : null,
    admittedAt: place === 'in-room' ? minute(-2) : null,
    firstJoinedAt: segments[0]?.from.at ?? null,
    droppedAt: place === 'dropped' ? now - 90_000 : null,
    checkIn: missing.includes('check-in')
      ? null
      : {
          submittedAt: minute(-20 + index),
          answers: {
            mood: 4 + (index % 5),
            anxiety: 8 - (index % 6),
            sleepHours: 5.5,
            urges: index % 4,
            medication: 'taken',
            safeNow: missing.includes('safety') ? 'no' : 'yes',
            note: index === 2 ? 'Hoy dormí poco y estoy algo nerviosa.' : undefined,
          },
          location: missing.includes('location')
            ? null
            : { address: `${100 + index} Willow Street, Apt ${index}`, state: index === 8 ? 'FL' : 'NY' },
          callbackNumber: missing.includes('contact') ? null : '+1 212 555 01 0' + String(index),
          emergencyContact: missing.includes('contact')
            ? null
            : { name: 'Rosa Fuentes', phone: '+1 212 555 0199', relation: 'sister' },
          attestations: { alone: true, headphones: true, noRecording: true, notDriving: true },
        },
    missing,
    camera: index !== 6,
    microphone: true,
    attendance: {
      counted: { ms: countedOf(spans), asOf: now, running: place === 'in-room', until: END },
      rawMs: countedOf(spans),
      uncertaintyMs: 18_400,
      flags: of.flags ?? [],
      segments,
      spans,
    },
    engagement: {
      speakingMs: index * 40_000,
      shares: 0,
      handsRaised: 0,
      lastActiveAt: null,
      measuredAt: null,
    },
    turnedAway: place === 'turned-away' ? { at: minute(5), reasonCode: 'not-private' } : null,
    feedbackGiven: false,
    removed: place === 'removed' ? { at: minute(12), reasonCode: 'disruptive' } : null,
  };
};

/** Ten people as a Monday evening has them, thirty minutes in. */
export const tenPeople = (now = minute(30)): readonly RoomPatient[] => [
  patientOf({ index: 0, spans: [[0, 30, 'present']], segments: [[-1, null]], now }),
  patientOf({
    index: 1,
    spans: [
      [0, 11, 'absent'],
      [11, 30, 'present'],
    ],
    segments: [[11, null]],
    flags: ['late'],
    now,
  }),
  patientOf({
    index: 2,
    spans: [
      [0, 10, 'present'],
      [10, 11, 'bridged'],
      [11, 30, 'present'],
    ],
    segments: [
      [0, 10],
      [11, null],
    ],
    flags: ['dropped'],
    now,
  }),
  patientOf({
    index: 3,
    spans: [
      [0, 12, 'present'],
      [12, 18, 'gap'],
      [18, 30, 'present'],
    ],
    segments: [
      [0, 12],
      [18, null],
    ],
    flags: ['dropped', 'inferred'],
    now,
  }),
  patientOf({ index: 4, spans: [[0, 30, 'present']], segments: [[0, null]], now }),
  patientOf({ index: 5, place: 'waiting', missing: ['location'], now }),
  patientOf({ index: 6, spans: [[0, 30, 'audio-only']], segments: [[0, null]], flags: ['audio-only'], now }),
  patientOf({ index: 7, place: 'waiting', missing: ['safety'], now }),
  patientOf({
    index: 8,
    place: 'dropped',
    spans: [
      [0, 28, 'present'],
      [28, 30, 'gap'],
    ],
    segments: [[0, 28]],
    now,
  }),
  patientOf({
    index: 9,
    place: 'expected',
    missing: ['check-in', 'location', 'contact', 'attestations'],
    now,
  }),
];
