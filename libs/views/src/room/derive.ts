import { participantIdentity, type PatientAttendance, type PersonRef } from '@hearth/domain';
import type { EngagementDocument } from '../engagement/document.js';
import type { GroupDocument } from '../group/view.js';
import type { OutreachDocument } from '../outreach/document.js';
import type { PatientProfile, StaffProfile } from '../profile/document.js';
import type { ProgrammeDocument } from '../programme/view.js';
import { isConnected } from '../session/connections.js';
import type {
  SessionDocument,
  SessionFacilitator,
  SessionPatient,
  SessionPlan,
} from '../session/document.js';
import type { AttendanceDocument } from '../attendance/document.js';
import type {
  RoomAttendance,
  RoomDocument,
  RoomEngagement,
  RoomFacilitator,
  RoomPatient,
  RoomPerson,
  RoomStaffPresence,
  RunningMinutes,
  SignalSummary,
} from './document.js';

export interface RoomParts {
  readonly session: SessionDocument | null;
  readonly attendance: AttendanceDocument | null;
  readonly engagement: EngagementDocument | null;
  readonly patients: readonly PatientProfile[];
  readonly staff: readonly StaffProfile[];
  readonly group: GroupDocument | null;
  readonly programme: ProgrammeDocument | null;
  readonly signals: readonly SignalSummary[];
  /** Of those who have said that they cannot come. */
  readonly outreach: readonly OutreachDocument[];
}

const NO_ATTENDANCE: RoomAttendance = {
  counted: { ms: 0, asOf: 0, running: false, until: 0 },
  rawMs: 0,
  uncertaintyMs: 0,
  flags: [],
  segments: [],
  spans: [],
};

// Whoever is early is connected before the minutes begin: the figure grows from the start of the schedule on.
const countedNow = (
  attendance: AttendanceDocument,
  plan: SessionPlan,
  settled: PatientAttendance,
): RunningMinutes => {
  const count = attendance.running.find(({ patientId }) => patientId === settled.patientId);
  return {
    ms: settled.countedMs,
    asOf: Math.max(attendance.asOf, plan.startsAt),
    running: count?.running ?? false,
    until: count?.until ?? plan.endsAt,
  };
};

const attendanceIn = (
  attendance: AttendanceDocument | null,
  plan: SessionPlan | null,
  patientId: string,
): RoomAttendance => {
  const settled = attendance?.settled?.patients.find((each) => each.patientId === patientId);
  if (settled === undefined || attendance === null || plan === null) return NO_ATTENDANCE;
  const { rawMs, uncertaintyMs, flags, segments, spans } = settled;
  return { counted: countedNow(attendance, plan, settled), rawMs, uncertaintyMs, flags, segments, spans };
};

const engagementOf = (engagement: EngagementDocument | null, patientId: string): RoomEngagement => {
  const found = engagement?.patients.find((each) => each.patientId === patientId);
  return {
    speakingMs: found?.speakingMs ?? 0,
    shares: found?.shares ?? 0,
    handsRaised: found?.handsRaised ?? 0,
    lastActiveAt: found?.lastActiveAt ?? null,
    measuredAt: engagement?.measuredAt ?? null,
  };
};

/** A person as shown in a session. Without a readable name there is a dash, never an id. */
const personIn = (sessionId: string, person: PersonRef, parts: RoomParts): RoomPerson => {
  const identity = participantIdentity(sessionId, person);
  if (person.kind === 'staff') {
    const profile = parts.staff.find(({ personId }) => personId === person.id);
    return {
      person,
      identity,
      displayName: profile?.displayName ?? '—',
      simulated: profile?.simulated ?? false,
      ...(profile?.credentials == null ? {} : { credentials: profile.credentials }),
    };
  }
  const profile = parts.patients.find(({ personId }) => personId === person.id);
  return {
    person,
    identity,
    displayName: profile?.displayName ?? '—',
    simulated: profile?.simulated ?? false,
    ...(profile?.pronouns == null ? {} : { pronouns: profile.pronouns }),
  };
};

const facilitatorIn = (
  session: SessionDocument,
  parts: RoomParts,
  each: SessionFacilitator,
): RoomFacilitator => {
  const person: PersonRef = { kind: 'staff', id: each.staffId };
  return {
    ...personIn(session.sessionId, person, parts),
    part: each.part,
    lead: session.leadId === each.staffId,
    present: session.status === 'live' && isConnected(session.connections, person),
  };
};

const staffIn = (session: SessionDocument, parts: RoomParts): readonly RoomStaffPresence[] => {
  const presences = parts.attendance?.staff ?? [];
  const lane = (staffId: string, part: RoomStaffPresence['part']): RoomStaffPresence => ({
    ...personIn(session.sessionId, { kind: 'staff', id: staffId }, parts),
    part,
    segments: presences.find((each) => each.staffId === staffId)?.segments ?? [],
  });
  const facilitates = (staffId: string): boolean =>
    session.facilitators.some((each) => each.staffId === staffId);
  return [
    ...session.facilitators.map(({ staffId, part }) => lane(staffId, part)),
    ...presences
      .filter(({ staffId }) => !facilitates(staffId))
      .map(({ staffId }) => lane(staffId, 'observer')),
  ];
};

/** What somebody has said of not coming to this session. */
const absenceIn = (
  { sessionId }: SessionDocument,
  { outreach }: RoomParts,
  { enrollmentId }: SessionPatient,
): Pick<RoomPatient, 'absence'> => {
  const own = outreach.find((each) => each.enrollmentId === enrollmentId);
  const said = own?.announced.find((each) => each.sessionId === sessionId);
  return said === undefined ? {} : { absence: { at: said.at, reason: said.reason } };
};

const patientIn = (session: SessionDocument, parts: RoomParts, each: SessionPatient): RoomPatient => ({
  ...personIn(session.sessionId, { kind: 'patient', id: each.patientId }, parts),
  ...each,
  attendance: attendanceIn(parts.attendance, session.plan, each.patientId),
  engagement: engagementOf(parts.engagement, each.patientId),
  ...absenceIn(session, parts, each),
});

/** The room of a session, from all its parts. Null until the session is scheduled. */
export const deriveRoom = (sessionId: string, parts: RoomParts): RoomDocument | null => {
  const { session, attendance } = parts;
  if (session === null || session.plan === null) return null;
  const { groupId: _groupId, ...plan } = session.plan;
  const started = session.startedAt !== null;
  return {
    sessionId,
    ...plan,
    status: session.status,
    ...(session.notHeld === undefined ? {} : { notHeld: session.notHeld }),
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    sealedAt: session.sealedAt,
    norms: parts.group?.norms ?? [],
    emergencyNumber: parts.programme?.established?.emergencyNumber ?? '911',
    facilitators: session.facilitators.map((each) => facilitatorIn(session, parts, each)),
    unstaffedSince: session.unstaffedSince,
    breakSince: session.breakSince,
    observers: session.observers.map(({ staffId, since }) => ({
      ...personIn(sessionId, { kind: 'staff', id: staffId }, parts),
      since,
    })),
    staff: staffIn(session, parts),
    patients: session.patients.map((each) => patientIn(session, parts, each)),
    hands: session.hands,
    share: session.share,
    messages: session.messages,
    help: session.help,
    signals: [...parts.signals].sort((a, b) => a.raisedAt - b.raisedAt),
    breaks: attendance?.settled?.breaks ?? [],
    unstaffed: attendance?.settled?.unstaffed ?? [],
    attendance: started ? (attendance?.settled ?? null) : null,
    sealHash: attendance?.sealHash ?? null,
    corrections: (attendance?.corrections ?? []).map((one) => ({
      ...one,
      byName: parts.staff.find(({ personId }) => personId === one.by)?.displayName ?? null,
    })),
  };
};
