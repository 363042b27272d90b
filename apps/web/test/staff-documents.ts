import type { Me } from '@hearth/contracts';
import type {
  BoardDocument,
  BoardPatient,
  BoardSession,
  RoomDocument,
  RoomPatient,
  RoomStaffPresence,
  ScheduleDocument,
  SignalSummary,
} from '@hearth/views';
import { END, START, minute, segmentFrom, tenPeople } from './staff-people';

export const signal = (of: Partial<SignalSummary> = {}): SignalSummary => ({
  signalId: 'sig1',
  patientId: 'p7',
  sessionId: 's1',
  source: 'check-in',
  urgency: 'immediate',
  raisedAt: minute(-8),
  step: 'care-team',
  acknowledged: null,
  closed: null,
  ...of,
});

export const therapist: Me = {
  person: { kind: 'staff', id: 'maya' },
  role: 'therapist',
  displayName: 'Maya Lindqvist',
  locale: 'en',
  programmes: [
    { programmeId: 'iop', title: 'Evening IOP', timeZone: 'America/New_York', emergencyNumber: '911' },
  ],
  enrollmentId: null,
  asksSubstanceUse: false,
};
export const supervisor: Me = {
  ...therapist,
  person: { kind: 'staff', id: 'ruth' },
  role: 'supervisor',
  displayName: 'Ruth Abara',
};

const staffPresence = (
  id: string,
  displayName: string,
  part: RoomStaffPresence['part'],
  segments: RoomStaffPresence['segments'],
): RoomStaffPresence => ({
  person: { kind: 'staff', id },
  identity: `identity-${id}`,
  displayName,
  simulated: false,
  part,
  segments,
});

export const roomOf = (of: Partial<RoomDocument> = {}): RoomDocument => {
  const patients = of.patients ?? tenPeople();
  return {
    sessionId: 's1',
    programmeId: 'iop',
    title: 'Process group',
    sessionType: 'process-group',
    startsAt: START,
    endsAt: END,
    timeZone: 'America/New_York',
    capacity: 12,
    status: 'live',
    startedAt: START,
    endedAt: null,
    sealedAt: null,
    norms: ['What is said here stays here.'],
    emergencyNumber: '911',
    facilitators: [
      {
        person: { kind: 'staff', id: 'maya' },
        identity: 'identity-maya',
        displayName: 'Maya Lindqvist',
        credentials: 'LCSW',
        simulated: false,
        part: 'facilitator',
        lead: true,
        present: true,
      },
      {
        person: { kind: 'staff', id: 'dee' },
        identity: 'identity-dee',
        displayName: 'Dee Carter',
        credentials: 'CPS',
        simulated: true,
        part: 'co-facilitator',
        lead: false,
        present: true,
      },
    ],
    unstaffedSince: null,
    breakSince: null,
    observers: [],
    staff: [
      staffPresence('maya', 'Maya Lindqvist', 'facilitator', [segmentFrom(20, minute(-2), null)]),
      staffPresence('dee', 'Dee Carter', 'co-facilitator', [segmentFrom(21, minute(3), minute(15))]),
      staffPresence('ruth', 'Ruth Abara', 'observer', [segmentFrom(22, minute(10), minute(12))]),
    ],
    patients,
    hands: [
      { patientId: 'p3', at: minute(28) },
      { patientId: 'p0', at: minute(29) },
    ],
    share: { shareId: 'sh1', patientId: 'p2', kind: 'voice', startedAt: minute(27) },
    messages: [
      {
        messageId: 'm1',
        patientId: 'p4',
        from: { kind: 'patient', id: 'p4' },
        at: minute(25),
        text: 'Can I share after María?',
      },
    ],
    help: [{ helpId: 'h1', patientId: 'p8', at: minute(27), answered: null }],
    signals: [signal()],
    breaks: [{ from: minute(20), to: minute(23) }],
    unstaffed: [{ from: minute(15), to: minute(17) }],
    attendance: attendanceOf(patients),
    sealHash: null,
    corrections: [],
    ...of,
  };
};

export const attendanceOf = (patients: readonly RoomPatient[]): NonNullable<RoomDocument['attendance']> => ({
  window: { from: START, to: END },
  breaks: [{ from: minute(20), to: minute(23) }],
  unstaffed: [{ from: minute(15), to: minute(17) }],
  patients: patients.map((patient) => ({
    patientId: patient.patientId,
    enrollmentId: patient.enrollmentId,
    segments: [...patient.attendance.segments],
    spans: [...patient.attendance.spans],
    rawMs: patient.attendance.rawMs,
    countedMs: patient.attendance.counted.ms,
    uncertaintyMs: patient.attendance.uncertaintyMs,
    flags: [...patient.attendance.flags],
  })),
});

const boardPatientOf = (patient: RoomPatient): BoardPatient => ({
  patientId: patient.patientId,
  displayName: patient.displayName,
  simulated: patient.simulated,
  place: patient.place,
  flags: patient.attendance.flags,
  counted: patient.attendance.counted,
  today: patient.attendance.counted,
  targetMinutes: 180,
  spans: patient.attendance.spans,
  speakingMs: patient.engagement.speakingMs,
  quiet: patient.patientId === 'p4',
  handRaised: patient.patientId === 'p3',
  openHelp: patient.patientId === 'p8',
  safety: patient.patientId === 'p7',
});

export const boardSessionOf = (of: Partial<BoardSession> = {}): BoardSession => {
  const room = roomOf();
  return {
    sessionId: 's1',
    title: room.title,
    sessionType: room.sessionType,
    startsAt: room.startsAt,
    endsAt: room.endsAt,
    startedAt: room.startedAt,
    endedAt: null,
    status: 'live',
    capacity: 12,
    facilitators: room.facilitators.map((each) => ({
      staffId: each.person.id,
      displayName: each.displayName,
      present: each.present,
      lead: each.lead,
      simulated: each.simulated,
    })),
    unstaffedSince: null,
    breakSince: null,
    counts: { expected: 10, waiting: 2, inRoom: 6, dropped: 1, late: 1, left: 0, turnedAway: 0, removed: 0 },
    patients: room.patients.map(boardPatientOf),
    observers: [],
    help: room.help,
    signals: [],
    degraded: false,
    ...of,
  };
};

export const boardOf = (of: Partial<BoardDocument> = {}): BoardDocument => ({
  programmeId: 'iop',
  title: 'Evening IOP',
  day: '2026-11-16',
  timeZone: 'America/New_York',
  sessions: [
    boardSessionOf({ signals: [signal()] }),
    boardSessionOf({
      sessionId: 's2',
      title: 'DBT: distress tolerance',
      unstaffedSince: minute(26),
      help: [],
    }),
    boardSessionOf({
      sessionId: 's3',
      title: 'CBT thought records + homework review',
      status: 'scheduled',
      startsAt: minute(135),
      endsAt: minute(195),
      startedAt: null,
      patients: [],
      help: [],
      counts: {
        expected: 10,
        waiting: 0,
        inRoom: 0,
        dropped: 0,
        late: 0,
        left: 0,
        turnedAway: 0,
        removed: 0,
      },
    }),
  ],
  signals: [signal()],
  ...of,
});

export const scheduleOf = (of: Partial<ScheduleDocument> = {}): ScheduleDocument => ({
  personId: 'maya',
  timeZone: 'America/New_York',
  sessions: [
    {
      sessionId: 's1',
      title: 'Process group',
      sessionType: 'process-group',
      startsAt: START,
      endsAt: END,
      status: 'doors-open',
      facilitators: [{ displayName: 'Maya Lindqvist', credentials: 'LCSW', lead: true }],
      mine: null,
      roster: {
        expected: 10,
        checkedIn: 8,
        cannotCome: [],
        waiting: 2,
        inRoom: 0,
        attention: [
          { patientId: 'p9', displayName: 'Jo', missing: ['check-in'], safety: false },
          { patientId: 'p5', displayName: 'Finn', missing: ['location'], safety: false },
          { patientId: 'p7', displayName: 'Hideo T.', missing: ['safety'], safety: true },
        ],
      },
    },
    {
      sessionId: 's4',
      title: 'Relapse prevention',
      sessionType: 'psychoeducation',
      startsAt: START + 24 * 3_600_000,
      endsAt: END + 24 * 3_600_000,
      status: 'scheduled',
      facilitators: [{ displayName: 'Maya Lindqvist', credentials: 'LCSW', lead: true }],
      mine: null,
      roster: { expected: 10, checkedIn: 0, waiting: 0, inRoom: 0, cannotCome: [], attention: [] },
    },
  ],
  signals: [signal()],
  ...of,
});
