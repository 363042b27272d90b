import { describe, expect, it } from '@jest/globals';
import { appearancesView } from '../appearances/view.js';
import type { EnrollmentDocument, Episode } from '../enrollment/document.js';
import { enrollmentView } from '../enrollment/view.js';
import type { OutlineDocument } from '../outline/view.js';
import type { StaffProfile } from '../profile/document.js';
import { staffView } from '../profile/view.js';
import { programmeView } from '../programme/view.js';
import { initialSession } from '../session/fold.js';
import { newPatient } from '../session/fold-patient.js';
import { anEpisode } from '../testing/episode.js';
import { deriveCalendar, type CalendarParts } from './derive.js';
import { calendarView } from './view.js';
import { calendarsBetween } from './week-key.js';

const MONDAY = Date.UTC(2026, 10, 16, 22, 0);
const HOUR = 3_600_000;
const maya: StaffProfile = {
  ...staffView.initial('maya'),
  displayName: 'Maya Lindqvist',
  programmeIds: ['p1'],
  role: 'therapist',
};
const programme = {
  ...programmeView.initial('p1'),
  established: {
    organisationId: 'o1',
    title: 'Evening',
    timeZone: 'America/New_York',
    emergencyNumber: '911',
    rulePackId: 'base-iop',
    rulePackVersion: 2,
  },
};
const session = {
  ...initialSession('s1'),
  status: 'scheduled' as const,
  plan: {
    programmeId: 'p1',
    groupId: null,
    title: 'Process group',
    sessionType: 'process-group' as const,
    startsAt: MONDAY,
    endsAt: MONDAY + HOUR,
    timeZone: 'America/New_York',
    capacity: 12,
  },
  facilitators: [{ staffId: 'maya', part: 'facilitator' as const }],
  patients: [newPatient({ patientId: 'ana', enrollmentId: 'e-ana' })],
};
const ana: EnrollmentDocument = { enrollmentId: 'e-ana', episode: anEpisode('ana'), credits: [] };
const parts: CalendarParts = {
  programme,
  rules: null,
  organisation: null,
  sessions: [session],
  staff: [maya],
  groups: [],
  enrollments: [ana],
  patients: [],
};

describe('the calendar of a week', () => {
  it('has what is planned, and what is wrong about it', () => {
    const calendar = deriveCalendar('p1', '2026-11-16', '2026-11-22', parts);
    expect(calendar?.sessions).toMatchObject([
      { sessionId: 's1', expected: 1, facilitators: [{ displayName: 'Maya Lindqvist' }] },
    ]);
    expect(calendar?.conflicts).toMatchObject([{ kind: 'licence-missing', state: 'NY' }]);
    const licensed = {
      ...maya,
      licences: [{ state: 'NY', credential: 'LCSW', expiresOn: null }],
    } satisfies StaffProfile;
    expect(
      deriveCalendar('p1', '2026-11-16', '2026-11-22', { ...parts, staff: [licensed] })?.conflicts,
    ).toEqual([]);
  });

  it('is nothing without a programme', () => {
    expect(calendarView.derive('p1/2026-11-16', { ...parts, programme: null })).toBeNull();
    expect(calendarView.derive('p1/2026-11-16', parts)).toMatchObject({
      from: '2026-11-16',
      to: '2026-11-22',
    });
  });
});

describe('what pokes calendars', () => {
  const change = (of: Partial<Episode>): EnrollmentDocument => ({
    ...ana,
    episode: anEpisode('ana', { plannedEndOn: '2026-12-01', ...of }),
  });
  const keys = (now: EnrollmentDocument, before: EnrollmentDocument | null): readonly string[] =>
    enrollmentView
      .dependents(now, before)
      .filter(({ view }) => view === 'calendar')
      .map(({ key }) => key);

  it('is where a patient lives or is away, from that week on to the end of care', () => {
    const residences = [
      ...anEpisode('ana').residences,
      { from: '2026-11-18', residenceState: 'FL', residenceType: 'home' as const },
    ];
    expect(keys(change({ residences }), change({}))).toEqual([
      'p1/2026-11-16',
      'p1/2026-11-23',
      'p1/2026-11-30',
    ]);
    expect(keys(change({}), null)).toEqual([]);
    expect(keys({ ...change({}), credits: [] }, change({}))).toEqual([]);
  });

  it('is a license, with the weeks of everybody in the sessions of who has it', () => {
    const outline: OutlineDocument = {
      sessionId: 's1',
      programmeId: 'p1',
      title: 'Process group',
      sessionType: 'process-group',
      startsAt: MONDAY,
      endsAt: MONDAY + HOUR,
      timeZone: 'America/New_York',
      status: 'scheduled',
      facilitators: [],
      signals: [],
      patients: [
        {
          patientId: 'ana',
          enrollmentId: 'e-ana',
          displayName: 'Ana R.',
          place: 'expected',
          checkedIn: false,
          missing: [],
          safety: false,
          state: null,
          counted: { ms: 0, asOf: 0, running: false, until: MONDAY + HOUR },
          countedSpans: [],
          flags: [],
        },
      ],
    };
    const of = (licences: StaffProfile['licences']) =>
      appearancesView.derive('maya', {
        patient: null,
        staff: { ...maya, licences },
        sessionIds: ['s1'],
        outlines: [outline],
        enrollmentIds: [],
      });
    const before = of([]);
    const after = of([{ state: 'NY', credential: 'LCSW', expiresOn: null }]);
    if (before === null || after === null) throw new Error('everybody appears somewhere');
    expect(appearancesView.dependents(after, before)).toEqual([
      { view: 'room', key: 's1' },
      { view: 'week', key: 'e-ana' },
      { view: 'calendar', key: 'p1/2026-11-16' },
    ]);
    expect(appearancesView.dependents({ ...before, displayName: 'Maya L.' }, before)).toEqual([
      { view: 'room', key: 's1' },
    ]);
  });

  it('is a limit of the programme, and no seal', () => {
    const limits = [{ state: null, sessionType: null, modality: null, most: 8, source: 'us' }];
    const reach = { view: 'rules-reach', key: 'p1' };
    expect(programmeView.dependents({ ...programme, limits }, programme)).toContainEqual(reach);
    expect(programmeView.dependents({ ...programme, seals: 3 }, programme)).not.toContainEqual(reach);
  });

  it('never reaches further than half a year', () => {
    expect(calendarsBetween('p1', '2026-11-18', '2036-01-01')).toHaveLength(26);
    expect(calendarsBetween('p1', '2026-11-18', '2026-11-01')).toEqual([]);
  });
});
