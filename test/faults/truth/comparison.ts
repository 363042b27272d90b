import {
  attendanceOf,
  lengthOf,
  settle,
  type AttendanceFact,
  type Interval,
  type PatientAttendance,
  type PersonRef,
  type SegmentEdge,
  type SessionEvent,
} from '@hearth/domain';
import type { Stay, Truth } from './truth.js';

/** One patient's truth and ledger side by side; all in ms. */
export interface Row {
  readonly patientId: string;
  /** The truth lies between these two: coming in and going out take their time. */
  readonly truthMs: number;
  readonly truthAtMostMs: number;
  readonly ledgerMs: number;
  /** What the seal's edges allow the raw time to be off by. */
  readonly uncertaintyMs: number;
  /** What the rules make of the least and of the most that may be true. */
  readonly countedTruthMs: number;
  readonly countedTruthAtMostMs: number;
  readonly countedMs: number;
  readonly countedUncertaintyMs: number;
  readonly holds: boolean;
  /** What the sealed edges were witnessed by, and how surely, for whoever looks for a cause. */
  readonly edges: string;
  /** The true stays on the same clock. */
  readonly stays: string;
}

const timeText = (at: number): string => new Date(at).toISOString().slice(11, 23);

const edgeText = ({ at, uncertaintyMs, witness }: SegmentEdge): string =>
  `${timeText(at)} ±${uncertaintyMs / 1_000} ${witness}`;

const edgesOf = ({ segments }: PatientAttendance): string =>
  segments.map(({ from, to }) => `${edgeText(from)} to ${to === null ? 'open' : edgeText(to)}`).join('; ');

const staysText = (stays: readonly Readonly<Stay>[], anchorMs: number): string =>
  stays
    .map(({ place, earliest, from, to, latest }) => {
      const until =
        to === null ? 'open' : `${timeText(anchorMs + to)}..${timeText(anchorMs + (latest ?? to))}`;
      return `${place} ${timeText(anchorMs + earliest)}..${timeText(anchorMs + from)} to ${until}`;
    })
    .join('; ');

/** How far the true raw time may be from the sealed one, by the edges of the sealed segments. */
export const rawUncertainty = ({ segments, rawMs }: PatientAttendance): number => {
  const reading = (sign: 1 | -1) =>
    lengthOf(
      segments.flatMap(({ from, to }) => {
        const begin = from.at - sign * from.uncertaintyMs;
        const end = to === null ? begin : to.at + sign * to.uncertaintyMs;
        return end > begin ? [{ from: begin, to: end }] : [];
      }),
    );
  return Math.max(rawMs - reading(-1), reading(1) - rawMs);
};

/** True stays as facts without doubt, on the session's own time line. */
const trueFacts = (
  stays: readonly Interval[],
  person: PersonRef,
  anchorMs: number,
): readonly AttendanceFact[] =>
  stays.flatMap(({ from, to }, index) => {
    const about = {
      roomSid: 'RM_truth',
      participantSid: `${person.id}/${index}`,
      person,
      witness: 'livekit-webhook' as const,
      uncertaintyMs: 0,
    };
    return [
      { ...about, kind: 'joined' as const, at: Math.round(anchorMs + from), hidden: false },
      { ...about, kind: 'left' as const, at: Math.round(anchorMs + to), leaveReason: 'left' as const },
    ];
  });

/** What the same rules make of the truth instead of the witnesses' facts: counted ms of each patient. */
const countedTruth = (
  events: readonly SessionEvent[],
  staysOf: (personId: string) => readonly Interval[],
  anchorMs: number,
): ReadonlyMap<string, number> => {
  const inputs = attendanceOf(events);
  if (inputs === null || inputs.endedAt === null) throw new Error('the session is not over');
  const people: readonly PersonRef[] = [
    ...inputs.roster.map(({ patientId }) => ({ kind: 'patient' as const, id: patientId })),
    ...inputs.facilitatorIds.map((id) => ({ kind: 'staff' as const, id })),
  ];
  const facts = people.flatMap((person) => trueFacts(staysOf(person.id), person, anchorMs));
  const { patients } = settle({ ...inputs, facts, media: [] }, inputs.endedAt).attendance;
  return new Map(patients.map(({ patientId, countedMs }) => [patientId, countedMs]));
};

/**
 * Puts the truth beside what was sealed.
 * @param timeline `anchorMs` added to a monotonic moment gives its moment on the wall; `untilMs` is when all was over
 */
export const compare = (
  events: readonly SessionEvent[],
  truth: Truth,
  timeline: { readonly anchorMs: number; readonly untilMs: number },
): readonly Row[] => {
  const sealed = events.find((event) => event.type === 'AttendanceSealed');
  if (sealed === undefined) throw new Error('the session is not sealed');
  const { anchorMs, untilMs } = timeline;
  // More presence never counts less, so that these two bound whatever is true.
  const least = countedTruth(events, (personId) => truth.staysOf(personId, untilMs), anchorMs);
  const most = countedTruth(events, (personId) => truth.staysAtMostOf(personId, untilMs), anchorMs);
  return sealed.data.attendance.patients.map((patient) => {
    const { leastMs, mostMs } = truth.rawOf(patient.patientId, untilMs);
    const uncertaintyMs = rawUncertainty(patient);
    const countedTruthMs = least.get(patient.patientId) ?? 0;
    const countedTruthAtMostMs = most.get(patient.patientId) ?? 0;
    return {
      patientId: patient.patientId,
      truthMs: Math.round(leastMs),
      truthAtMostMs: Math.round(mostMs),
      ledgerMs: patient.rawMs,
      uncertaintyMs,
      countedTruthMs,
      countedTruthAtMostMs,
      countedMs: patient.countedMs,
      countedUncertaintyMs: patient.uncertaintyMs,
      holds:
        leastMs <= patient.rawMs + uncertaintyMs &&
        mostMs >= patient.rawMs - uncertaintyMs &&
        countedTruthMs <= patient.countedMs + patient.uncertaintyMs &&
        countedTruthAtMostMs >= patient.countedMs - patient.uncertaintyMs,
      edges: edgesOf(patient),
      stays: staysText(truth.of(patient.patientId), anchorMs),
    };
  });
};
