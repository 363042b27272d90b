import type { AccountedSpan, Segment, SegmentEdge } from '@hearth/domain';
import type { RoomDocument, RoomPatient, RoomStaffPresence } from '@hearth/views';
import { isGapAfterRemoval } from '../attendance/after-removal';

const MINUTE = 60_000;

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One thing on a lane that can be pointed at and explained. */
export type LanePiece =
  | {
      readonly kind: 'segment';
      readonly id: string;
      readonly from: SegmentEdge;
      /** Null while the person is still connected. */
      readonly to: SegmentEdge | null;
      readonly shownTo: number;
    }
  | {
      /** A gap that was given back, or one after a removal, which never is. */
      readonly kind: 'bridged' | 'after-removal';
      readonly id: string;
      readonly from: number;
      readonly to: number;
    };

/** What somebody is in the session. */
export type LanePart = RoomStaffPresence['part'] | 'patient';

export interface Lane {
  readonly personId: string;
  readonly part: LanePart;
  readonly displayName: string;
  readonly simulated: boolean;
  readonly pieces: readonly LanePiece[];
}

export interface Band extends Stretch {
  readonly kind: 'break' | 'unstaffed';
  /** Still going on. */
  readonly open: boolean;
}

export interface TimelineModel {
  /** What the drawing spans. */
  readonly range: Stretch;
  /** What was scheduled. */
  readonly scheduled: Stretch;
  readonly now: number | null;
  readonly lanes: readonly Lane[];
  readonly bands: readonly Band[];
  readonly ticks: readonly number[];
}

const segmentPiece = (segment: Segment, now: number): LanePiece => ({
  kind: 'segment',
  id: `${segment.roomSid}/${segment.participantSid}/${segment.from.at}`,
  from: segment.from,
  to: segment.to,
  shownTo: segment.to?.at ?? Math.max(now, segment.from.at),
});

/** The gaps between somebody's connections that need a word. */
const gapPieces = (
  spans: readonly AccountedSpan[],
  removed: { readonly at: number } | null,
): readonly LanePiece[] =>
  spans.flatMap((span): readonly LanePiece[] => {
    const { from, to } = span;
    if (span.reason === 'bridged') return [{ kind: 'bridged', id: `bridged/${from}`, from, to }];
    const isAfterRemoval = isGapAfterRemoval(span, removed);
    return isAfterRemoval ? [{ kind: 'after-removal', id: `after-removal/${from}`, from, to }] : [];
  });

export const pieceStart = (piece: LanePiece): number =>
  piece.kind === 'segment' ? piece.from.at : piece.from;
export const pieceEnd = (piece: LanePiece): number => (piece.kind === 'segment' ? piece.shownTo : piece.to);

const staffLane = (staff: RoomStaffPresence, now: number): Lane => ({
  personId: staff.person.id,
  part: staff.part,
  displayName: staff.displayName,
  simulated: staff.simulated,
  pieces: staff.segments.map((segment) => segmentPiece(segment, now)),
});

const patientLane = (patient: RoomPatient, now: number): Lane => ({
  personId: patient.patientId,
  part: 'patient',
  displayName: patient.displayName,
  simulated: patient.simulated,
  pieces: [
    ...patient.attendance.segments.map((segment) => segmentPiece(segment, now)),
    ...gapPieces(patient.attendance.spans, patient.removed),
  ].sort((a, b) => pieceStart(a) - pieceStart(b)),
});

/** The settled stretches, and instead of its settled part the one that is still going on. */
const bandsOfKind = (
  kind: Band['kind'],
  settled: readonly Stretch[],
  since: number | null,
  now: number,
): readonly Band[] => [
  ...settled
    .filter((stretch) => since === null || stretch.from < since)
    .map((stretch) => ({ kind, from: stretch.from, to: stretch.to, open: false })),
  ...(since === null ? [] : [{ kind, from: since, to: Math.max(now, since), open: true }]),
];

const bandsOf = (room: RoomDocument, now: number): readonly Band[] =>
  [
    ...bandsOfKind('break', room.breaks, room.breakSince, now),
    ...bandsOfKind('unstaffed', room.unstaffed, room.unstaffedSince, now),
  ].sort((a, b) => a.from - b.from);

const rangeOf = (room: RoomDocument, lanes: readonly Lane[]): Stretch => {
  const pieces = lanes.flatMap((lane) => lane.pieces);
  const from = Math.min(room.startsAt, ...pieces.map(pieceStart));
  const to = Math.max(room.endsAt, ...pieces.map(pieceEnd), room.endedAt ?? 0);
  const margin = Math.max(MINUTE, Math.round((to - from) * 0.02));
  return { from: from - margin, to: to + margin };
};

const stepOf = (range: Stretch): number => {
  const wanted = (range.to - range.from) / 8;
  return (
    [1, 2, 5, 10, 15, 30, 60].map((minutes) => minutes * MINUTE).find((step) => step >= wanted) ??
    120 * MINUTE
  );
};

const ticksOf = (range: Stretch): readonly number[] => {
  const step = stepOf(range);
  const ticks: number[] = [];
  for (let at = Math.ceil(range.from / step) * step; at <= range.to; at += step) ticks.push(at);
  return ticks;
};

/** What was sealed of a patient, beside what has been said since; nothing when nobody has corrected it. */
const sealedLanes = (
  room: RoomDocument,
  patient: RoomPatient,
  asSealed: (name: string) => string,
): readonly Lane[] => {
  const first = room.corrections.find(({ patientId }) => patientId === patient.patientId);
  if (first === undefined) return [];
  const { segments, spans } = first.before;
  const until = room.endedAt ?? room.endsAt;
  return [
    {
      personId: `${patient.patientId}/sealed`,
      part: 'patient',
      displayName: asSealed(patient.displayName),
      simulated: patient.simulated,
      pieces: [
        ...segments.map((segment) => segmentPiece(segment, until)),
        ...gapPieces(spans, patient.removed),
      ].sort((a, b) => pieceStart(a) - pieceStart(b)),
    },
  ];
};

/** A session as lanes and bands over one range of time; `now` bounds what is still open. */
export const timelineOf = (
  room: RoomDocument,
  now: number,
  asSealed: (name: string) => string = (name) => name,
): TimelineModel => {
  const until = room.endedAt ?? now;
  // Whether somebody was there to lead comes first: the minutes of everybody below hang on it.
  const lanes = [
    ...room.staff.map((staff) => staffLane(staff, until)),
    ...room.patients.flatMap((patient) => [
      patientLane(patient, until),
      ...sealedLanes(room, patient, asSealed),
    ]),
  ];
  const range = rangeOf(room, lanes);
  return {
    range,
    scheduled: { from: room.startsAt, to: room.endsAt },
    now: room.endedAt === null && now > range.from && now < range.to ? now : null,
    lanes,
    bands: bandsOf(room, until),
    ticks: ticksOf(range),
  };
};

/** Where a moment lies in the drawing, in percent of its width, kept inside it. */
export const percentAt = (range: Stretch, at: number): number =>
  Math.min(100, Math.max(0, ((at - range.from) / (range.to - range.from)) * 100));

/** A stretch in percent; never thinner than what an eye can find. */
export const percentSpan = (range: Stretch, stretch: Stretch): { x: number; width: number } => {
  const x = percentAt(range, stretch.from);
  return { x, width: Math.max(0.25, percentAt(range, stretch.to) - x) };
};
