import { HOUR, localDate, MINUTE } from '@hearth/domain';
import { enrollmentView, programmeView, type OutlineDocument, type WeekParts } from '@hearth/views';
import { told } from '../../../libs/views/src/testing/story.js';

const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const GROUP = 12;
/** Monday, half past five in the evening in New York. */
const FIRST_MONDAY = Date.UTC(2026, 0, 5, 22, 30);
const TIME_ZONE = 'America/New_York';
const payers = ['Commercial (S9480)', 'NY Medicaid', 'TRICARE', 'BCBSND', 'Medicare', 'Commercial'];
const states = ['NY', 'NJ', 'TX', 'ND', 'PA', 'DC'];
/** Three evenings of three hours, as ms after the first of the week. */
const evenings = [0, 1, 3].flatMap((day) => [0, 70, 135].map((minute) => day * DAY + minute * MINUTE));

export const firstMondays = (weeks: number): readonly number[] =>
  Array.from({ length: weeks }, (_, week) => FIRST_MONDAY + week * WEEK);

const programme = told(programmeView, 'p1', [
  {
    type: 'ProgrammeEstablished',
    data: {
      programmeId: 'p1',
      organisationId: 'o1',
      title: 'Evening',
      timeZone: TIME_ZONE,
      emergencyNumber: '911',
      rulePackId: 'base-iop',
      rulePackVersion: 2,
      at: 0,
    },
  },
]).document;

/** A group's hour that is over: everybody was there from so many ms after its start on. */
const outlineOf = (group: number, startsAt: number, lateMs: number): OutlineDocument => ({
  sessionId: `session-${group}-${startsAt}`,
  programmeId: 'p1',
  title: 'Process group',
  sessionType: 'process-group',
  startsAt,
  endsAt: startsAt + HOUR,
  timeZone: TIME_ZONE,
  status: 'sealed',
  facilitators: [{ staffId: 'staff-1', displayName: 'M.', lead: true }],
  signals: [],
  patients: Array.from({ length: GROUP }, (_, place) => ({
    patientId: `patient-${group * GROUP + place}`,
    enrollmentId: `enrollment-${group * GROUP + place}`,
    displayName: 'A.',
    place: 'left',
    checkedIn: true,
    missing: [],
    safety: false,
    state: states[place % states.length] ?? 'NY',
    counted: { ms: HOUR - lateMs, asOf: startsAt + HOUR, running: false, until: startsAt + HOUR },
    countedSpans: [{ from: startsAt + lateMs, to: startsAt + HOUR }],
    flags: [],
  })),
});

const enrollmentOf = (place: number, weeks: number) =>
  told(enrollmentView, `enrollment-${place}`, [
    {
      type: 'PatientEnrolled',
      data: {
        enrollmentId: `enrollment-${place}`,
        patientId: `patient-${place}`,
        programmeId: 'p1',
        groupIds: [],
        trackId: null,
        primaryTherapistId: 'staff-1',
        startsOn: localDate(FIRST_MONDAY, TIME_ZONE),
        plannedEndOn: localDate(FIRST_MONDAY + weeks * WEEK, TIME_ZONE),
        ageBand: 'adult',
        payer: payers[place % payers.length] ?? '',
        residenceState: states[place % states.length] ?? 'NY',
        residenceType: 'home',
        levelOfCare: 'iop',
        priorLevelOfCare: 'none',
        plannedWeeklyMinutes: 540,
        taper: [],
        asksSubstanceUse: false,
        at: 0,
      },
    },
  ]).document;

/**
 * Everything that the weeks of a caseload are made of, patient by patient in groups of twelve.
 * @param weeks of each episode, with nine hours a week
 * @param lateMs how much later than planned the first group began its last session; 0 for nobody
 */
export const caseload = (patients: number, weeks: number, lateMs = 0): readonly WeekParts[] => {
  const starts = firstMondays(weeks).flatMap((monday) => evenings.map((after) => monday + after));
  const outlines = Array.from({ length: Math.ceil(patients / GROUP) }, (_, group) =>
    starts.map((startsAt, place) =>
      outlineOf(group, startsAt, group === 0 && place === starts.length - 1 ? lateMs : 0),
    ),
  );
  return Array.from({ length: patients }, (_, place) => ({
    enrollment: enrollmentOf(place, weeks),
    outlines: outlines[Math.floor(place / GROUP)] ?? [],
    profile: null,
    programme,
    rules: null,
    organisation: null,
    staff: [],
  }));
};
