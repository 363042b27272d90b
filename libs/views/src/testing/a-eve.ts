import { addDays, instantAt, MINUTE, type Interval, type LocalDate } from '@hearth/domain';
import type { AuthorizationTerms, EventsOf } from '@hearth/domain';
import type { OutlineDocument } from '../outline/view.js';

const timeZone = 'America/New_York';
const groups = [
  { starts: '17:30', type: 'process-group' },
  { starts: '18:40', type: 'skills-group' },
  { starts: '19:45', type: 'psychoeducation' },
] as const;

/** The evenings of the adult track: Monday, Tuesday and Thursday of so many weeks, the last of them first named. */
export const eveningsUntil = (lastMonday: LocalDate, weeks: number): readonly LocalDate[] =>
  Array.from({ length: weeks }, (_, week) => addDays(lastMonday, -7 * (weeks - 1 - week))).flatMap((monday) =>
    [0, 1, 3].map((day) => addDays(monday, day)),
  );

const present = (startsAt: number, minutes: number): readonly Interval[] =>
  minutes <= 0 ? [] : [{ from: startsAt, to: startsAt + Math.min(60, minutes) * MINUTE }];

/** One evening of three hours, over, of which somebody was there so many minutes from the beginning on. */
export const evening = (day: LocalDate, minutes = 180): readonly OutlineDocument[] =>
  groups.map(({ starts, type }, index) => {
    const startsAt = instantAt(day, starts, timeZone);
    const countedSpans = present(startsAt, minutes - index * 60);
    const ms = countedSpans.reduce((sum, { from, to }) => sum + to - from, 0);
    return {
      sessionId: `${day}-${index}`,
      programmeId: 'p1',
      title: type,
      sessionType: type,
      startsAt,
      endsAt: startsAt + 60 * MINUTE,
      timeZone,
      status: 'sealed',
      facilitators: [],
      signals: [],
      patients: [
        {
          patientId: 'a01',
          enrollmentId: 'e-a01',
          displayName: 'A01',
          place: ms > 0 ? 'left' : 'expected',
          checkedIn: true,
          missing: [],
          safety: false,
          state: 'NY',
          counted: { ms, asOf: startsAt + 60 * MINUTE, running: false, until: startsAt + 60 * MINUTE },
          countedSpans,
          flags: [],
        },
      ],
    };
  });

/** A01 of the census: 34, New York, a commercial payer with three strict hours a day. */
export const a01Enrolled: EventsOf<'enrollment'> = {
  type: 'PatientEnrolled',
  data: {
    enrollmentId: 'e-a01',
    patientId: 'a01',
    programmeId: 'p1',
    groupIds: [],
    primaryTherapistId: 'maya',
    startsOn: '2026-09-14',
    plannedEndOn: '2026-12-18',
    ageBand: 'adult',
    payer: 'Commercial (S9480)',
    residenceState: 'NY',
    asksSubstanceUse: false,
    at: 0,
    trackId: null,
    residenceType: 'home',
    levelOfCare: 'iop',
    priorLevelOfCare: 'none',
    plannedWeeklyMinutes: null,
    taper: [],
  },
};

/** Thirty units of S9480 from Monday the 28th of September on. */
export const a01Terms: AuthorizationTerms = {
  payer: 'Commercial (S9480)',
  levelOfCare: 'iop',
  codes: ['S9480'],
  revenueCode: '0905',
  units: 30,
  from: '2026-09-28',
  to: '2026-12-18',
  usedBefore: 0,
  review: { nextOn: '2026-11-23', everyDays: 7 },
  telehealth: { placeOfService: 'by-residence', modifier: '95' },
};

export const a01Authorized: EventsOf<'authorization'> = {
  type: 'AuthorizationEntered',
  data: {
    authorizationId: 'auth-a01',
    enrollmentId: 'e-a01',
    patientId: 'a01',
    programmeId: 'p1',
    ...a01Terms,
    by: 'sam',
    at: 0,
    personal: { number: 'A-4711' },
  },
};
