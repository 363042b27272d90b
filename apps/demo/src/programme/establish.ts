import { demoId } from '@hearth/contracts';
import { HOUR, MINUTE, type Instant } from '@hearth/domain';
import { authorize } from './authorizations.js';
import type { Doors } from './doors.js';
import { settled } from './doors.js';
import { patients } from './census.js';
import {
  enrollmentId,
  groupId,
  groups,
  leading,
  norms,
  PROGRAMME_ID,
  rosterOf,
  TIME_ZONE,
  type DemoGroup,
} from './groups.js';
import { admin, isSimulated, personId, staff, type DemoPatient } from './people.js';
import { localTime, mondayOf, type DemoSession } from './sessions.js';
import { licences, recurring, trackId, trackOf, tracks, type DemoTrack } from './tracks.js';

/** Weeks from the beginning of an episode to its planned end. */
const EPISODE_WEEKS = 12;
/** Whole weeks before this one of which the demo tells. */
export const PAST_WEEKS = 6;

/**
 * The programme with its people and groups, as it was before its first session. Done before, it changes nothing.
 * @param now a moment of the week that is under way
 */
export const establish = async (doors: Doors, now: Instant): Promise<void> => {
  const at = mondayOf(now, -PAST_WEEKS).toMillis() - MINUTE;
  await setUp(doors);
  await Promise.all(staff.map((member) => registerStaff(doors, member, at)));
  await Promise.all(patients.map((patient) => registerPatient(doors, patient, at)));
  await Promise.all(groups.map((group) => formGroup(doors, group, at)));
  await Promise.all(tracks.map((track) => defineTrack(doors, track, at)));
  await Promise.all(licences.map((each) => setLicences(doors, each, at)));
  // One after another: each joins several groups, and so does the next.
  for (const patient of patients) await enrol(doors, patient, at, now);
  await authorize(doors, at, now);
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
    facilitators: leading(group.facilitators),
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

const enrol = async (doors: Doors, patient: DemoPatient, at: Instant, now: Instant): Promise<void> => {
  const { key, ageBand, payer, residenceState, asksSubstanceUse, plannedWeeklyMinutes } = patient;
  const began = mondayOf(now, -patient.week);
  const track = trackId(trackOf(patient.groups).key);
  if (patient.waited === true) await wait(doors, key, track, at);
  const body = {
    enrollmentId: enrollmentId(key),
    patientId: personId(key),
    programmeId: PROGRAMME_ID,
    trackId: track,
    groupIds: patient.groups.map(groupId),
    residenceType: 'home',
    plannedWeeklyMinutes,
    ...(patient.age === undefined ? {} : { birthDate: bornOn(now, patient.age) }),
    ...(patient.taper === undefined ? {} : { taper: [taperOf(now, patient.taper)] }),
    primaryTherapistId: personId(patient.therapist ?? (ageBand === 'adult' ? 'lindqvist' : 'raman')),
    startsOn: began.toISODate(),
    plannedEndOn: began.plus({ weeks: EPISODE_WEEKS }).toISODate(),
    ageBand,
    payer,
    residenceState,
    asksSubstanceUse,
  };
  await doors.say(admin.key, {
    name: `enrollment/${key}`,
    method: 'POST',
    path: '/enrollments',
    body,
    // Nobody is enrolled more than half a day before they begin, but for those who were there from the first.
    at: Math.max(at, began.toMillis() - HOUR * 12),
  });
};

const wait = async (doors: Doors, key: string, track: string, at: Instant): Promise<void> => {
  const body = { patientId: personId(key) };
  const path = `/tracks/${track}/waitlist`;
  await doors.say(admin.key, { name: `waitlist/${key}`, method: 'POST', path, body, at: at + MINUTE });
};

/** The birth date of somebody of an age: half a year ago it was their birthday. */
const bornOn = (now: Instant, age: number): string =>
  localTime(now).startOf('month').minus({ years: age, months: 6 }).toISODate();

const taperOf = (now: Instant, { fromWeek, weeklyMinutes }: NonNullable<DemoPatient['taper']>) => ({
  from: mondayOf(now, fromWeek).toISODate(),
  weeklyMinutes,
});

/** Puts a session on the schedule; one that is there already stays as it is. */
export const schedule = async (doors: Doors, session: DemoSession, at?: Instant): Promise<void> => {
  const { sessionId, groupKey, title, sessionType, capacity, startsAt, endsAt } = session;
  const body = {
    sessionId,
    programmeId: PROGRAMME_ID,
    ...(groupKey === null ? {} : { groupId: groupId(groupKey) }),
    title,
    sessionType,
    startsAt,
    endsAt,
    capacity,
    facilitators: leading(session.facilitators),
    roster: rosterOf(session.members),
  };
  await doors.say(admin.key, {
    name: `session/${sessionId}`,
    method: 'POST',
    path: '/sessions',
    body,
    ...(at === undefined ? {} : { at }),
  });
};
