import type { AccountedSpan, AttendanceFlag, PatientAttendance, SealedAttendance } from '@hearth/domain';
import type { RoomDocument, RoomPatient } from '@hearth/views';
import { isGapAfterRemoval } from '../attendance/after-removal';

/** A flag with the figures that its sentence needs. Instants are `at`, durations are ms. */
export interface FlagFact {
  readonly flag: AttendanceFlag;
  readonly at: number | null;
  readonly ms: number;
  readonly count: number;
}

export interface ReviewRow {
  readonly patientId: string;
  readonly displayName: string;
  readonly simulated: boolean;
  readonly countedMs: number;
  readonly rawMs: number;
  readonly uncertaintyMs: number;
  readonly flags: readonly FlagFact[];
  readonly spans: readonly AccountedSpan[];
  /** Null unless a facilitator put them out. */
  readonly removed: RoomPatient['removed'];
}

export interface Review {
  readonly window: SealedAttendance['window'];
  readonly rows: readonly ReviewRow[];
  readonly flaggedCount: number;
  readonly totalCountedMs: number;
  readonly breaks: readonly { readonly from: number; readonly to: number }[];
  readonly unstaffed: readonly { readonly from: number; readonly to: number }[];
  readonly breakMs: number;
  readonly unstaffedMs: number;
}

const lengthOf = (spans: readonly { readonly from: number; readonly to: number }[]): number =>
  spans.reduce((total, span) => total + (span.to - span.from), 0);

const firstJoin = (patient: PatientAttendance): number | null =>
  patient.segments.length === 0 ? null : Math.min(...patient.segments.map((segment) => segment.from.at));

const lastLeave = (patient: PatientAttendance): number | null => {
  const ends = patient.segments.flatMap((segment) => (segment.to === null ? [] : [segment.to.at]));
  return ends.length === 0 ? null : Math.max(...ends);
};

const isInferred = (witness: string): boolean =>
  witness === 'livekit-poll' || witness === 'schedule' || witness === 'session-end';

const inferredEdges = (patient: PatientAttendance): number =>
  patient.segments
    .flatMap((segment) => (segment.to === null ? [segment.from] : [segment.from, segment.to]))
    .filter((edge) => isInferred(edge.witness)).length;

const fact = (flag: AttendanceFlag, of: Partial<Omit<FlagFact, 'flag'>> = {}): FlagFact => ({
  flag,
  at: of.at ?? null,
  ms: of.ms ?? 0,
  count: of.count ?? 0,
});

const withReason = (patient: PatientAttendance, ...reasons: readonly AccountedSpan['reason'][]) =>
  patient.spans.filter((span) => reasons.includes(span.reason));

const flagFact = (
  flag: AttendanceFlag,
  patient: PatientAttendance,
  from: number,
  removed: RoomPatient['removed'],
): FlagFact => {
  switch (flag) {
    case 'late': {
      const at = firstJoin(patient);
      return fact(flag, { at, ms: at === null ? 0 : Math.max(0, at - from) });
    }
    case 'left-early':
      return fact(flag, { at: lastLeave(patient) });
    case 'dropped': {
      const gaps = withReason(patient, 'gap', 'bridged').filter((span) => !isGapAfterRemoval(span, removed));
      // Cut off and never back: there is no gap, only a last moment.
      return gaps.length === 0
        ? fact(flag, { at: lastLeave(patient) })
        : fact(flag, { count: gaps.length, ms: lengthOf(gaps) });
    }
    case 'inferred':
      return fact(flag, { count: inferredEdges(patient), ms: patient.uncertaintyMs });
    case 'disputed':
      return fact(flag, { ms: patient.uncertaintyMs });
    case 'audio-only':
      return fact(flag, { ms: lengthOf(withReason(patient, 'audio-only')) });
    case 'unstaffed-time':
      return fact(flag, { ms: lengthOf(withReason(patient, 'unstaffed')) });
    case 'below-minimum':
      return fact(flag, { ms: patient.rawMs });
    case 'absent':
    case 'two-devices':
    case 'corrected':
      return fact(flag);
    default: {
      const unknown: never = flag;
      return unknown;
    }
  }
};

/** What will be (or is) sealed, as a page can show it; null before the session has started. */
export const reviewOf = (room: Pick<RoomDocument, 'attendance' | 'patients'>): Review | null => {
  const { attendance } = room;
  if (attendance === null) return null;
  const people = new Map(room.patients.map((patient) => [patient.patientId, patient]));
  const rows = attendance.patients.map((patient): ReviewRow => {
    const person = people.get(patient.patientId);
    const removed = person?.removed ?? null;
    return {
      patientId: patient.patientId,
      displayName: person?.displayName ?? '—',
      simulated: person?.simulated ?? false,
      countedMs: patient.countedMs,
      rawMs: patient.rawMs,
      uncertaintyMs: patient.uncertaintyMs,
      flags: patient.flags.map((flag) => flagFact(flag, patient, attendance.window.from, removed)),
      spans: [...patient.spans].sort((a, b) => a.from - b.from),
      removed,
    };
  });
  return {
    window: attendance.window,
    rows,
    flaggedCount: rows.filter((row) => row.flags.length > 0).length,
    totalCountedMs: rows.reduce((total, row) => total + row.countedMs, 0),
    breaks: attendance.breaks,
    unstaffed: attendance.unstaffed,
    breakMs: lengthOf(attendance.breaks),
    unstaffedMs: lengthOf(attendance.unstaffed),
  };
};
