import { SETUP_HEADER, AT_HEADER, type Role } from '@hearth/contracts';
import { HOUR, type CheckIn, type Instant } from '@hearth/domain';
import type { ApiInTest } from './api-in-test.js';
import { SETUP_TOKEN, START } from './api-under-test.js';
import type { Browser } from './browser.js';

export const PROGRAMME = 'prog-1';
export const GROUP = 'group-1';
export const SESSION = 'session-1';
/** Two facilitators, one who facilitates nothing, one of another programme. */
export const STAFF = {
  admin: 'admin-1',
  lead: 'staff-lead',
  second: 'staff-second',
  other: 'staff-other',
  supervisor: 'staff-super',
  stranger: 'staff-stranger',
} as const;
export const PATIENTS = ['patient-a', 'patient-b'] as const;
export const STRANGER = 'patient-stranger';

export const goodCheckIn: CheckIn = {
  answers: { mood: 6, anxiety: 4, sleepHours: 7, urges: 2, medication: 'taken', safeNow: 'yes' },
  location: { address: '12 Elm Street, Albany', state: 'NY' },
  callbackNumber: '+1 518 555 0100',
  emergencyContact: { name: 'Rosa Alvarez', phone: '+1 518 555 0101' },
  attestations: { alone: true, headphones: true, noRecording: true, notDriving: true },
};

const expectDone = (answer: { status: number; text: string }, what: string): void => {
  if (answer.status !== 204) throw new Error(`${what}: ${answer.status} ${answer.text}`);
};

const setUp = async (api: ApiInTest): Promise<Browser> => {
  const answer = await api.browser().post(
    '/setup',
    {
      programmeId: PROGRAMME,
      organisationId: 'org-1',
      title: 'Evening IOP',
      timeZone: 'America/New_York',
      emergencyNumber: '911',
      admin: { staffId: STAFF.admin, displayName: 'Ada Admin', locale: 'en' },
    },
    { authorization: `Bearer ${SETUP_TOKEN}` },
  );
  if (answer.status !== 200) throw new Error(`set-up: ${answer.status} ${answer.text}`);
  return api.as(STAFF.admin);
};

const registerStaff = async (
  admin: Browser,
  staffId: string,
  role: Exclude<Role, 'patient'>,
): Promise<void> => {
  const body = {
    staffId,
    programmeIds: [PROGRAMME],
    role,
    displayName: staffId,
    locale: 'en',
    simulated: false,
  };
  expectDone(await admin.post('/staff', body), staffId);
};

const enrol = async (
  api: ApiInTest,
  admin: Browser,
  patientId: string,
  groupIds: string[],
): Promise<void> => {
  const patient = { patientId, programmeId: PROGRAMME, displayName: `Name of ${patientId}`, locale: 'en' };
  expectDone(await admin.post('/patients', { ...patient, simulated: false }), patientId);
  const enrollmentId = `enr-${patientId}`;
  const enrollment = {
    enrollmentId,
    patientId,
    programmeId: PROGRAMME,
    groupIds,
    primaryTherapistId: STAFF.lead,
    startsOn: '2026-11-02',
    plannedEndOn: '2027-01-29',
    ageBand: 'adult',
    payer: 'payer-1',
    residenceState: 'NY',
    asksSubstanceUse: true,
  };
  expectDone(await admin.post('/enrollments', enrollment), enrollmentId);
  api.enrolled(patientId, enrollmentId);
};

/** A programme with a group of two patients and a session of three hours at `START`, made through the api. */
export const aProgramme = async (api: ApiInTest): Promise<Browser> => {
  const admin = await setUp(api);
  await registerStaff(admin, STAFF.lead, 'therapist');
  await registerStaff(admin, STAFF.second, 'therapist');
  await registerStaff(admin, STAFF.other, 'therapist');
  await registerStaff(admin, STAFF.supervisor, 'supervisor');
  const facilitators = [
    { staffId: STAFF.lead, part: 'facilitator' },
    { staffId: STAFF.second, part: 'co-facilitator' },
  ];
  const group = {
    groupId: GROUP,
    programmeId: PROGRAMME,
    title: 'Process group',
    sessionType: 'process-group',
    capacity: 10,
    facilitators,
    norms: ['One person speaks at a time'],
  };
  expectDone(await admin.post('/groups', group), GROUP);
  for (const patientId of PATIENTS) await enrol(api, admin, patientId, [GROUP]);
  await enrol(api, admin, STRANGER, []);
  const session = {
    sessionId: SESSION,
    programmeId: PROGRAMME,
    groupId: GROUP,
    title: 'Process group',
    sessionType: 'process-group',
    startsAt: api.start,
    endsAt: api.start + 3 * HOUR,
    capacity: 10,
    facilitators,
  };
  expectDone(await admin.post('/sessions', session), SESSION);
  return admin;
};

export interface LiveSession {
  readonly lead: Browser;
  readonly patient: Browser;
}

/** The session is live, and the first patient has been let in. */
export const aLiveSession = async (api: ApiInTest): Promise<LiveSession> => {
  await aProgramme(api);
  const lead = await api.as(STAFF.lead);
  const patient = await api.as(PATIENTS[0]);
  expectDone(await lead.post(`/sessions/${SESSION}/doors`), 'doors');
  expectDone(await patient.post(`/sessions/${SESSION}/check-in`, goodCheckIn), 'check-in');
  expectDone(await patient.post(`/sessions/${SESSION}/waiting-room`), 'waiting room');
  api.clock.at = api.start;
  expectDone(await lead.post(`/sessions/${SESSION}/admissions`, { patientId: PATIENTS[0] }), 'admission');
  return { lead, patient };
};

/** Headers that lay a command down at a past moment. */
export const inThePast = (at: Instant = START - 24 * HOUR) => ({
  [AT_HEADER]: String(at),
  [SETUP_HEADER]: SETUP_TOKEN,
});
