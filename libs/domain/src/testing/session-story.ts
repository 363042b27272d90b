import { standardAttendancePolicy } from '../attendance/policy.js';
import type { AttendanceSeal, PatientAttendance, SealedAttendance } from '../attendance/sealed.js';
import type { CheckIn } from '../session/check-in.js';
import type { SessionCommandOf } from '../session/commands.js';
import type { SessionEvent, SessionEventOf } from '../session/events.js';
import { MINUTE, type Instant } from '../time.js';

/** The people and hours that the stories of a session are told with. */
export const START: Instant = Date.UTC(2026, 0, 5, 17, 0);
export const END = START + 90 * MINUTE;
export const BEFORE = START - 10 * MINUTE;
/** Minutes after the scheduled start. */
export const minute = (minutes: number): Instant => START + minutes * MINUTE;

export const SESSION = 's1';
export const BRANDT = 'staff-brandt';
export const CARTER = 'staff-carter';
export const SUPERVISOR = 'staff-supervisor';
export const STRANGER = 'staff-stranger';
export const ANA = 'patient-ana';
export const BEN = 'patient-ben';
export const CAL = 'patient-cal';

export const patient = (id: string) => ({ kind: 'patient', id }) as const;
export const staff = (id: string) => ({ kind: 'staff', id }) as const;

export const checkIn: CheckIn = {
  answers: { mood: 6, anxiety: 4, sleepHours: 7, urges: 1, medication: 'taken', safeNow: 'yes' },
  location: { address: '12 Elm Street', state: 'CA' },
  callbackNumber: '+1 555 010 0001',
  emergencyContact: { name: 'M. R.', phone: '+1 555 010 0002' },
  attestations: { alone: true, headphones: true, noRecording: true, notDriving: true },
};

export const schedule: SessionCommandOf<'ScheduleSession'> = {
  type: 'ScheduleSession',
  sessionId: SESSION,
  programmeId: 'programme-a',
  groupId: 'group-1',
  title: 'Evening process group',
  sessionType: 'process-group',
  startsAt: START,
  endsAt: END,
  timeZone: 'America/Los_Angeles',
  capacity: 2,
  facilitators: [
    { staffId: BRANDT, part: 'facilitator' },
    { staffId: CARTER, part: 'co-facilitator' },
  ],
  roster: [
    { patientId: ANA, enrollmentId: 'enrollment-ana' },
    { patientId: BEN, enrollmentId: 'enrollment-ben' },
    { patientId: CAL, enrollmentId: 'enrollment-cal' },
  ],
  attendancePolicy: standardAttendancePolicy,
};

const { type: _type, ...plan } = schedule;
export const scheduled: SessionEventOf<'SessionScheduled'> = { type: 'SessionScheduled', data: plan };
export const cancelled: SessionEvent = {
  type: 'SessionCancelled',
  data: { at: BEFORE, reasonCode: 'staff' },
};
export const doorsOpened: SessionEvent = { type: 'DoorsOpened', data: { by: BRANDT, at: BEFORE } };
export const started: SessionEvent = { type: 'SessionStarted', data: { by: BRANDT, at: START } };
export const ended: SessionEvent = { type: 'SessionEnded', data: { by: staff(BRANDT), at: END } };

export const checkedIn = (
  patientId: string,
  personal: SessionEventOf<'CheckInSubmitted'>['data']['personal'] = checkIn,
  at = BEFORE,
): SessionEvent => ({ type: 'CheckInSubmitted', data: { patientId, at, personal } });
export const waiting = (patientId: string, at = BEFORE): SessionEvent => ({
  type: 'WaitingRoomEntered',
  data: { patientId, at },
});
export const admitted = (patientId: string, at = START): SessionEvent => ({
  type: 'PatientAdmitted',
  data: { patientId, by: BRANDT, at, overrides: [] },
});
export const turnedAway = (patientId: string): SessionEvent => ({
  type: 'PatientTurnedAway',
  data: { patientId, by: BRANDT, at: BEFORE, reasonCode: 'not-private' },
});
export const removed = (patientId: string, at = minute(20)): SessionEvent => ({
  type: 'ParticipantRemoved',
  data: { patientId, by: BRANDT, at, reasonCode: 'disruptive', personal: { reason: 'Shouting' } },
});
export const handRaised = (patientId: string, at = minute(5)): SessionEvent => ({
  type: 'HandRaised',
  data: { patientId, at },
});
export const sharing = (patientId: string, shareId = 'share-1'): SessionEvent => ({
  type: 'ShareStarted',
  data: { shareId, patientId, kind: 'voice', by: staff(BRANDT), at: minute(6) },
});
export const breakStarted: SessionEvent = { type: 'BreakStarted', data: { by: BRANDT, at: minute(40) } };
export const observing = (staffId: string): SessionEvent => ({
  type: 'ObservationStarted',
  data: { staffId, at: minute(10), visible: true },
});

interface Connected {
  readonly who?: SessionEventOf<'ParticipantJoined'>['data']['person'];
  readonly sid?: string;
  readonly room?: string;
  readonly at: Instant;
  readonly witness?: SessionEventOf<'ParticipantJoined'>['data']['witness'];
  readonly uncertaintyMs?: number;
}
const presence = ({ who = patient(ANA), sid, room, at, witness, uncertaintyMs }: Connected) => ({
  roomSid: room ?? 'RM_1',
  participantSid: sid ?? `PA_${who.id}`,
  person: who,
  witness: witness ?? 'livekit-webhook',
  at,
  uncertaintyMs: uncertaintyMs ?? 0,
});
export const joined = (
  one: Connected & { readonly hidden?: boolean },
): SessionEventOf<'ParticipantJoined'> => ({
  type: 'ParticipantJoined',
  data: { ...presence(one), hidden: one.hidden ?? false },
});
export const left = (
  one: Connected & { readonly reason?: SessionEventOf<'ParticipantLeft'>['data']['leaveReason'] },
): SessionEventOf<'ParticipantLeft'> => ({
  type: 'ParticipantLeft',
  data: { ...presence(one), leaveReason: one.reason ?? 'left' },
});
/** The commands that record the same facts. */
export const recordJoined = (...one: Parameters<typeof joined>): SessionCommandOf<'RecordJoined'> => ({
  type: 'RecordJoined',
  ...joined(...one).data,
});
export const recordLeft = (...one: Parameters<typeof left>): SessionCommandOf<'RecordLeft'> => ({
  type: 'RecordLeft',
  ...left(...one).data,
});

/** What one patient of the roster was sealed with: nobody came. */
export const figure = (patientId: string): PatientAttendance => ({
  patientId,
  enrollmentId: patientId.replace('patient', 'enrollment'),
  segments: [],
  spans: [{ from: START, to: END, reason: 'absent', counted: false }],
  rawMs: 0,
  countedMs: 0,
  uncertaintyMs: 0,
  flags: ['absent'],
});
export const attendance: SealedAttendance = {
  window: { from: START, to: END },
  breaks: [],
  unstaffed: [],
  patients: [figure(ANA), figure(BEN), figure(CAL)],
};
export const seal: AttendanceSeal = {
  hash: 'a'.repeat(64),
  previousHash: null,
  sequence: 0,
  keyId: 'key-1',
  signature: 'signature',
};
export const sealed: SessionEventOf<'AttendanceSealed'> = {
  type: 'AttendanceSealed',
  data: { by: staff(BRANDT), at: minute(120), attendance, seal, leafSecret: null },
};
