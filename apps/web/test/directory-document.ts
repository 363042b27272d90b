import type { EnrollmentAnswer } from '@hearth/contracts';
import type { DirectoryDocument, DirectoryPatient, Episode, GroupDocument } from '@hearth/views';
import { anEpisode } from '../../../libs/views/src/testing/episode';

const group: GroupDocument = {
  groupId: 'g1',
  programmeId: 'iop',
  title: 'Evening process group',
  sessionType: 'process-group',
  modality: 'video',
  capacity: 3,
  facilitators: [{ staffId: 'maya', part: 'facilitator' }],
  norms: [],
  members: [
    { patientId: 'p0', enrollmentId: 'e0' },
    { patientId: 'p1', enrollmentId: 'e1' },
  ],
  plan: {
    title: 'Evening process group',
    sessionType: 'process-group',
    capacity: 3,
    facilitators: [{ from: '0001-01-01', facilitators: [{ staffId: 'maya', part: 'facilitator' }] }],
    slots: [
      {
        slotId: 'evening',
        rule: 'FREQ=WEEKLY;BYDAY=MO,TH',
        from: '2026-11-02',
        startsAt: '17:30',
        minutes: 60,
        title: null,
        onHolidays: 'skip',
      },
    ],
    formerSlots: [],
    changes: [],
    members: [],
    closedFrom: null,
  },
};

const patient = (
  index: number,
  displayName: string,
  change: Partial<NonNullable<DirectoryPatient['episode']>> = {},
): DirectoryPatient => ({
  patientId: `p${index}`,
  displayName,
  simulated: false,
  episode: {
    enrollmentId: `e${index}`,
    startsOn: '2026-11-02',
    plannedEndOn: '2027-01-29',
    endedOn: null,
    trackId: 't1',
    groupIds: ['g1'],
    primaryTherapistId: 'maya',
    payer: 'Commercial',
    residenceState: 'NY',
    ageBand: 'adult',
    away: null,
    request: null,
    ...change,
  },
});

/** Two patients with places, one who waits and asks for other times, one who is in no episode. */
export const directory: DirectoryDocument = {
  programmeId: 'iop',
  title: 'Evening IOP',
  timeZone: 'America/New_York',
  holidays: [{ day: '2026-11-26', title: 'Thanksgiving' }],
  limits: [{ state: 'TX', sessionType: 'process-group', modality: null, most: 16, source: '26 TAC 564.902' }],
  staff: [
    {
      staffId: 'maya',
      displayName: 'Maya Lindqvist',
      role: 'therapist',
      credentials: 'LCSW',
      licences: [],
      needsCoSign: false,
    },
    {
      staffId: 'theo',
      displayName: 'Theo Brandt',
      role: 'therapist',
      credentials: null,
      licences: [],
      needsCoSign: false,
    },
  ],
  patients: [
    patient(0, 'Alma R.'),
    patient(1, 'Bartholomew F.'),
    patient(2, 'Dev', {
      trackId: null,
      primaryTherapistId: 'theo',
      request: {
        requestId: 'r1',
        at: Date.UTC(2026, 10, 13),
        partOfDay: 'morning',
        text: 'I work evenings now.',
        decision: null,
      },
    }),
    { patientId: 'p3', displayName: 'Esther M.', simulated: true, episode: null },
  ],
  groups: [group],
  tracks: [
    {
      trackId: 't1',
      programmeId: 'iop',
      title: 'Adult evening',
      population: 'adult',
      partOfDay: 'evening',
      part2: false,
      capacity: 2,
      groupIds: ['g1'],
      isClosed: false,
      seats: [
        { patientId: 'p0', enrollmentId: 'e0', from: '2026-11-02', until: null },
        { patientId: 'p1', enrollmentId: 'e1', from: '2026-11-02', until: null },
      ],
      waitlist: [{ patientId: 'p2', since: Date.UTC(2026, 10, 10) }],
    },
  ],
};

const episode = anEpisode('p0', {
  programmeId: 'iop',
  trackId: 't1',
  groupIds: ['g1'],
  plannedWeeklyMinutes: 540,
  residences: [],
  payers: [],
});

/** An episode of care as it is read whole. */
export const enrollmentAnswer = (change: Partial<Episode> = {}): EnrollmentAnswer => ({
  enrollmentId: 'e0',
  displayName: 'Alma R.',
  simulated: false,
  episode: { ...episode, ...change },
});
