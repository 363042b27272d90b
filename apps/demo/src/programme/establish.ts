import { demoId } from '@hearth/contracts';
import { MINUTE, type Instant } from '@hearth/domain';
import type { Doors } from './doors.js';
import { settled } from './doors.js';
import {
  enrollmentId,
  facilitatorsOf,
  groupId,
  groups,
  norms,
  PROGRAMME_ID,
  rosterOf,
  TIME_ZONE,
  type DemoGroup,
} from './groups.js';
import { admin, isSimulated, patients, personId, staff, type DemoPatient } from './people.js';
import { localTime, type DemoSession } from './sessions.js';
import { licences, recurring, trackId, trackOf, tracks, type DemoTrack } from './tracks.js';

/** Weeks from the beginning of an episode to its planned end. */
const EPISODE_WEEKS = 10;

/**
 * The programme with its people and groups, as of `at`. Done before, it changes nothing.
 * @param at a moment before every session of the demo
 */
export const establish = async (doors: Doors, at: Instant): Promise<void> => {
  await setUp(doors);
  await Promise.all(staff.map((member) => registerStaff(doors, member, at)));
  await Promise.all(patients.map((patient) => registerPatient(doors, patient, at)));
  await Promise.all(groups.map((group) => formGroup(doors, group, at)));
  await Promise.all(tracks.map((track) => defineTrack(doors, track, at)));
  await Promise.all(licences.map((each) => setLicences(doors, each, at)));
  // One after another: each joins several groups, and so does the next.
  for (const patient of patients) await enrol(doors, patient, at);
  // Last, so that the sessions that follow have their people from the beginning.
  await Promise.all(recurring.map((group) => scheduleGroup(doors, group, at)));
};

const setUp = async (doors: Doors): Promise<void> => {
  const { displayName, key } = admin;
  await settled(
    doors.anonymous().ask({
      method: 'POST',
      path: '/setup',
      headers: { authorization: `Bearer ${doors.settings.setupToken}` },
      body: {
        programmeId: PROGRAMME_ID,
        organisationId: demoId('organisation'),
        title: 'Riverside IOP',
        timeZone: TIME_ZONE,
        emergencyNumber: '911',
        admin: { staffId: personId(key), displayName, locale: 'en' },
      },
    }),
  );
};

const registerStaff = async (doors: Doors, member: (typeof staff)[number], at: Instant): Promise<void> => {
  const { key, ...profile } = member;
  const body = {
    ...profile,
    staffId: personId(key),
    programmeIds: [PROGRAMME_ID],
    locale: 'en',
    simulated: isSimulated(key),
  };
  await doors.say(admin.key, { name: `staff/${key}`, method: 'POST', path: '/staff', body, at });
};

const registerPatient = async (doors: Doors, patient: DemoPatient, at: Instant): Promise<void> => {
  const { key, displayName, pronouns, locale } = patient;
  const body = {
    patientId: personId(key),
    programmeId: PROGRAMME_ID,
    displayName,
    ...(pronouns === undefined ? {} : { pronouns }),
    locale,
    simulated: isSimulated(key),
  };
  await doors.say(admin.key, { name: `patient/${key}`, method: 'POST', path: '/patients', body, at });
};

const formGroup = async (doors: Doors, group: DemoGroup, at: Instant): Promise<void> => {
  const { key, title, sessionType, capacity } = group;
  const body = {
    groupId: groupId(key),
    programmeId: PROGRAMME_ID,
    title,
    sessionType,
    capacity,
    facilitators: facilitatorsOf(group),
    norms,
  };
  await doors.say(admin.key, { name: `group/${key}`, method: 'POST', path: '/groups', body, at });
};

const defineTrack = async (doors: Doors, track: DemoTrack, at: Instant): Promise<void> => {
  const { key, groups: of, ...shape } = track;
  const body = {
    ...shape,
    trackId: trackId(key),
    programmeId: PROGRAMME_ID,
    part2: false,
    groupIds: of.map(groupId),
  };
  await doors.say(admin.key, { name: `track/${key}`, method: 'POST', path: '/tracks', body, at });
};

const setLicences = async (
  doors: Doors,
  { key, ...body }: (typeof licences)[number],
  at: Instant,
): Promise<void> => {
  const path = `/staff/${personId(key)}/licences`;
  await doors.say(admin.key, { name: `licences/${key}`, method: 'POST', path, body, at });
};

const scheduleGroup = async (
  doors: Doors,
  { groupId: id, slots }: (typeof recurring)[number],
  at: Instant,
): Promise<void> => {
  const path = `/groups/${id}/schedule`;
  await doors.say(admin.key, { name: `schedule/${id}`, method: 'POST', path, body: { slots }, at });
};

const enrol = async (doors: Doors, patient: DemoPatient, at: Instant): Promise<void> => {
  const { key, ageBand, payer, residenceState, asksSubstanceUse } = patient;
  const began = localTime(at).minus({ weeks: patient.week });
  const body = {
    enrollmentId: enrollmentId(key),
    patientId: personId(key),
    programmeId: PROGRAMME_ID,
    trackId: trackId(trackOf(patient.groups).key),
    groupIds: patient.groups.map(groupId),
    residenceType: 'home',
    plannedWeeklyMinutes: patient.plannedWeeklyMinutes,
    ...(patient.birthDate === undefined ? {} : { birthDate: patient.birthDate }),
    primaryTherapistId: personId(ageBand === 'adult' ? 'lindqvist' : 'raman'),
    startsOn: began.toISODate(),
    plannedEndOn: began.plus({ weeks: EPISODE_WEEKS + patient.week }).toISODate(),
    ageBand,
    payer,
    residenceState,
    asksSubstanceUse,
  };
  await doors.say(admin.key, { name: `enrollment/${key}`, method: 'POST', path: '/enrollments', body, at });
};

/** Puts a session on the schedule; one that is there already stays as it is. */
export const schedule = async (
  doors: Doors,
  session: DemoSession,
  members: readonly DemoPatient[],
  at?: Instant,
): Promise<void> => {
  const { sessionId, group, title, startsAt, endsAt } = session;
  const body = {
    sessionId,
    programmeId: PROGRAMME_ID,
    groupId: groupId(group.key),
    title,
    sessionType: group.sessionType,
    startsAt,
    endsAt,
    capacity: group.capacity,
    facilitators: facilitatorsOf(group),
    roster: rosterOf(members),
  };
  const name = `session/${sessionId}`;
  await doors.say(admin.key, {
    name,
    method: 'POST',
    path: '/sessions',
    body,
    ...(at === undefined ? {} : { at }),
  });
};

/** When the past of the demo begins: before the first session of last week. */
export const beginningOf = (now: Instant): Instant =>
  localTime(now).startOf('week').minus({ weeks: 1 }).toMillis() - MINUTE;
