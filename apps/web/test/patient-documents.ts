import type { Me } from '@hearth/contracts';
import type {
  FellowMember,
  PatientRoomDocument,
  PatientWeek,
  RunningMinutes,
  ScheduleDocument,
  ScheduledSession,
  WeekDay,
  WeekDocument,
} from '@hearth/views';

const MINUTE = 60_000;

/** Monday 2 March 2026, 17:25 in New York. */
export const now = Date.parse('2026-03-02T22:25:00Z');
export const startsAt = now + 5 * MINUTE;
export const timeZone = 'America/New_York';

export const patient: Me = {
  person: { kind: 'patient', id: 'patient-1' },
  role: 'patient',
  displayName: 'Ana R.',
  locale: 'en',
  programmes: [{ programmeId: 'a-eve', title: 'Evening', timeZone, emergencyNumber: '911' }],
  enrollmentId: 'enrollment-1',
  asksSubstanceUse: true,
};

export const still = (minutes: number): RunningMinutes => ({
  ms: minutes * MINUTE,
  asOf: now,
  running: false,
  until: now,
});

const facilitator: FellowMember = {
  identity: 'identity-maya',
  displayName: 'Maya Lindqvist',
  pronouns: 'she/her',
  simulated: false,
  part: 'facilitator',
  inRoom: true,
  handRaised: false,
  handPlace: null,
  sharing: false,
};

export const fellow = (name: string, change: Partial<FellowMember> = {}): FellowMember => ({
  ...facilitator,
  identity: `identity-${name}`,
  displayName: name,
  pronouns: undefined,
  part: 'member',
  ...change,
});

type OwnPart = PatientRoomDocument['me'];

export const ownPart = (change: Partial<OwnPart> = {}): OwnPart => ({
  patientId: 'patient-1',
  identity: 'identity-ana',
  displayName: 'Ana R.',
  place: 'expected',
  missing: [],
  checkIn: null,
  counted: still(0),
  rawMs: 0,
  spans: [],
  flags: [],
  handRaised: false,
  handPlace: null,
  messages: [],
  openHelp: null,
  turnedAway: null,
  removed: null,
  feedbackGiven: false,
  ...change,
});

export const patientRoom = (
  change: Partial<Omit<PatientRoomDocument, 'me'>> = {},
  own: Partial<OwnPart> = {},
): PatientRoomDocument => ({
  sessionId: 's1',
  title: 'Process group',
  sessionType: 'process-group',
  startsAt,
  endsAt: startsAt + 60 * MINUTE,
  timeZone,
  status: 'live',
  norms: ['What is said here stays here.', 'You may always pass.'],
  emergencyNumber: '911',
  breakSince: null,
  unstaffedSince: null,
  members: [facilitator],
  share: null,
  ...change,
  me: ownPart(own),
});

export const scheduled = (change: Partial<ScheduledSession> = {}): ScheduledSession => ({
  sessionId: 's1',
  title: 'Process group',
  sessionType: 'process-group',
  startsAt,
  endsAt: startsAt + 60 * MINUTE,
  status: 'scheduled',
  facilitators: [{ displayName: 'Maya Lindqvist', credentials: 'LCSW', lead: true }],
  mine: { place: 'expected', checkedIn: false, missing: ['check-in'] },
  roster: null,
  ...change,
});

export const schedule = (...sessions: readonly ScheduledSession[]): ScheduleDocument => ({
  personId: 'patient-1',
  timeZone,
  sessions,
  signals: [],
});

const verdict = (minutes: number, targetMinutes: number): PatientWeek['verdict'] => ({
  ruleId: 'rule',
  packId: 'pack',
  packVersion: 1,
  ruleVersion: 1,
  scope: 'programme',
  kind: 'day-minutes',
  severity: 'firm',
  inputsHash: 'hash',
  status: 'on-track',
  minutes,
  targetMinutes,
  neededMinutes: Math.max(0, targetMinutes - minutes),
  sentence: {
    key: 'day.on-track',
    values: { minutes, target: targetMinutes, needed: Math.max(0, targetMinutes - minutes), remaining: 0 },
  },
});

const weekDay = (day: string, minutes: number): WeekDay => ({
  day,
  counted: still(minutes),
  scheduledMinutes: 180,
  remainingMinutes: 180 - minutes,
  verdict: verdict(minutes, 180),
  others: [],
  standing: 'on-track',
  sessions: [
    { sessionId: `s-${day}`, title: 'Process group', countedMs: minutes * MINUTE, sealed: false, flags: [] },
  ],
});

export const weeks: WeekDocument = {
  enrollmentId: 'enrollment-1',
  patientId: 'patient-1',
  programmeId: 'a-eve',
  timeZone,
  weeks: [
    {
      patientId: 'patient-1',
      enrollmentId: 'enrollment-1',
      displayName: 'Ana R.',
      simulated: false,
      residenceState: 'NY',
      trackId: null,
      payer: 'Commercial',
      ageBand: 'adult',
      weekStart: '2026-03-02',
      days: [weekDay('2026-03-02', 48), weekDay('2026-03-03', 0)],
      counted: still(48),
      verdict: verdict(48, 540),
      others: [],
      standing: 'on-track',
    },
  ],
};
