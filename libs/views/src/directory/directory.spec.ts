import { describe, expect, it } from '@jest/globals';
import { enrollmentView } from '../enrollment/view.js';
import { patientView, staffView } from '../profile/view.js';
import { programmeView } from '../programme/view.js';
import { anEpisode } from '../testing/episode.js';
import { directoryView } from './view.js';

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
const patient = (personId: string, displayName: string) => ({
  ...patientView.initial(personId),
  programmeId: 'p1',
  displayName,
});
const request = { requestId: 'r1', at: 5, partOfDay: 'morning', text: 'Mornings?', decision: null };
const parts = {
  programme,
  staff: [{ ...staffView.initial('maya'), displayName: 'Maya Lindqvist', role: 'therapist' as const }],
  patients: [patient('jo', 'Jo'), patient('ana', 'Ana R.')],
  enrollments: [
    { enrollmentId: 'old', credits: [], episode: anEpisode('ana', { startsOn: '2025-01-01' }) },
    {
      enrollmentId: 'new',
      credits: [],
      episode: anEpisode('ana', {
        requests: [request],
        pauses: [{ from: '2026-11-18', until: null, reasonCode: 'travel' }],
      }),
    },
  ],
  groups: [],
  tracks: [],
};

describe('the directory of a programme', () => {
  it('has everybody by name, each with the newest episode and what waits for an answer', () => {
    const directory = directoryView.derive('p1', parts);
    expect(directory?.patients).toMatchObject([
      {
        patientId: 'ana',
        displayName: 'Ana R.',
        episode: { enrollmentId: 'new', away: { from: '2026-11-18', until: null }, request },
      },
      { patientId: 'jo', episode: null },
    ]);
    expect(directory?.staff).toMatchObject([{ staffId: 'maya', displayName: 'Maya Lindqvist' }]);
    expect(directoryView.derive('p1', { ...parts, programme: null })).toBeNull();
  });

  it('changes with an episode, a name and a holiday, and with no minutes, check-in or seal', () => {
    const touches = (keys: readonly { readonly view: string }[]): boolean =>
      keys.some(({ view }) => view === 'directory');
    const ana = { enrollmentId: 'new', credits: [], episode: anEpisode('ana') };
    const moved = { ...ana, episode: anEpisode('ana', { payer: 'TRICARE' }) };
    expect(touches(enrollmentView.dependents(moved, ana))).toBe(true);
    expect(touches(enrollmentView.dependents({ ...ana, credits: [] }, ana))).toBe(false);
    const jo = patient('jo', 'Jo');
    expect(touches(patientView.dependents({ ...jo, displayName: 'Joan' }, jo))).toBe(true);
    expect(touches(patientView.dependents({ ...jo, callbackNumber: '1' }, jo))).toBe(false);
    const holidays = [{ day: '2026-11-26', title: 'Thanksgiving' }];
    expect(touches(programmeView.dependents({ ...programme, holidays }, programme))).toBe(true);
    expect(touches(programmeView.dependents({ ...programme, seals: 9 }, programme))).toBe(false);
  });
});
