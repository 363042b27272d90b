import { unionOf, type AttendanceFlag, type Interval, type Missing, type SessionType } from '@hearth/domain';
import type {
  Place,
  RoomDocument,
  RoomPatient,
  RunningMinutes,
  SessionStatus,
  SignalSummary,
} from '../room/document.js';
import { roomView } from '../room/view.js';
import type { DerivedView } from '../view.js';

export interface OutlinePatient {
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly displayName: string;
  readonly place: Place;
  readonly checkedIn: boolean;
  readonly missing: readonly Missing[];
  readonly safety: boolean;
  /** Has said that they cannot come, and has not come after all. */
  readonly cannotCome?: true;
  /** Where the patient is, by today's check-in; null without one. */
  readonly state: string | null;
  readonly counted: RunningMinutes;
  readonly countedSpans: readonly Interval[];
  readonly flags: readonly AttendanceFlag[];
}

/** A session in short, for schedules and weeks: it does not change with every hand or message. Key: session id. */
export interface OutlineDocument {
  readonly sessionId: string;
  readonly programmeId: string;
  readonly title: string;
  readonly sessionType: SessionType;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly timeZone: string;
  readonly status: SessionStatus;
  /** Of one that is cancelled: its time went by and nobody ever opened its doors. */
  readonly notHeld?: true;
  readonly facilitators: readonly {
    readonly staffId: string;
    readonly displayName: string;
    readonly credentials?: string;
    readonly lead: boolean;
  }[];
  readonly patients: readonly OutlinePatient[];
  readonly signals: readonly SignalSummary[];
}

const hasOpenSignal = (room: RoomDocument, patientId: string): boolean =>
  room.signals.some((signal) => signal.patientId === patientId && signal.closed === null);

const outlinePatient = (room: RoomDocument, each: RoomPatient): OutlinePatient => ({
  patientId: each.patientId,
  enrollmentId: each.enrollmentId,
  displayName: each.displayName,
  place: each.place,
  checkedIn: each.checkIn !== null,
  missing: each.missing,
  safety: hasOpenSignal(room, each.patientId),
  ...(each.absence !== undefined && each.place === 'expected' ? { cannotCome: true as const } : {}),
  state: each.checkIn?.location?.state ?? null,
  counted: each.attendance.counted,
  countedSpans: unionOf(each.attendance.spans.filter(({ counted }) => counted)),
  flags: each.attendance.flags,
});

const outlineOf = (room: RoomDocument): OutlineDocument => ({
  sessionId: room.sessionId,
  programmeId: room.programmeId,
  title: room.title,
  sessionType: room.sessionType,
  startsAt: room.startsAt,
  endsAt: room.endsAt,
  timeZone: room.timeZone,
  status: room.status,
  ...(room.notHeld === undefined ? {} : { notHeld: room.notHeld }),
  facilitators: room.facilitators.map(({ person, displayName, credentials, lead }) => ({
    staffId: person.id,
    displayName,
    lead,
    ...(credentials === undefined ? {} : { credentials }),
  })),
  patients: room.patients.map((each) => outlinePatient(room, each)),
  signals: room.signals,
});

export const outlinesOfPerson = (personId: string): string => `outlines-of-person:${personId}`;
export const outlinesOfEnrollment = (enrollmentId: string): string =>
  `outlines-of-enrollment:${enrollmentId}`;

const peopleOf = (outline: OutlineDocument): readonly string[] => [
  ...outline.facilitators.map(({ staffId }) => staffId),
  ...outline.patients.map(({ patientId }) => patientId),
];

const enrollmentsOf = (outline: OutlineDocument): readonly string[] =>
  outline.patients.map(({ enrollmentId }) => enrollmentId);

const inEither = (
  outline: OutlineDocument,
  previous: OutlineDocument | null,
  of: (outline: OutlineDocument) => readonly string[],
): readonly string[] => [...new Set([...of(outline), ...(previous === null ? [] : of(previous))])];

export const outlineView: DerivedView<OutlineDocument, RoomDocument | null> = {
  kind: 'derived',
  name: 'outline',
  version: 3,
  gather: (sessionId, lookup) => lookup.document(roomView, sessionId),
  derive: (_sessionId, room) => (room === null ? null : outlineOf(room)),
  indexes: (outline) => [
    ...peopleOf(outline).map(outlinesOfPerson),
    ...enrollmentsOf(outline).map(outlinesOfEnrollment),
  ],
  // Whoever is no longer part of it has one session less.
  dependents: (outline, previous) => [
    ...inEither(outline, previous, peopleOf).map((personId) => ({ view: 'schedule', key: personId })),
    ...inEither(outline, previous, enrollmentsOf).map((enrollmentId) => ({
      view: 'week',
      key: enrollmentId,
    })),
  ],
};
