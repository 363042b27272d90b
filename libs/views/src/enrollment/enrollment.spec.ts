import { describe, expect, it } from '@jest/globals';
import {
  ageBandOn,
  isPausedOn,
  onDay,
  plannedMinutesOn,
  REDACTED,
  type EnrollmentEvent,
} from '@hearth/domain';
import { told } from '../testing/story.js';
import { enrollmentView } from './view.js';

type Enrolled = Extract<EnrollmentEvent, { readonly type: 'PatientEnrolled' }>;

const enrolled: Enrolled = {
  type: 'PatientEnrolled',
  data: {
    enrollmentId: 'e-kai',
    patientId: 'kai',
    programmeId: 'p1',
    trackId: 'evening',
    groupIds: ['g1'],
    primaryTherapistId: 'maya',
    startsOn: '2026-01-05',
    plannedEndOn: '2026-03-27',
    ageBand: 'adolescent',
    payer: 'Commercial',
    residenceState: 'NY',
    residenceType: 'home',
    levelOfCare: 'iop',
    priorLevelOfCare: 'inpatient',
    plannedWeeklyMinutes: 460,
    taper: [{ from: '2026-03-16', weeklyMinutes: 240 }],
    asksSubstanceUse: false,
    at: 0,
    personal: { birthDate: '2008-02-04' },
  },
};
const course: readonly EnrollmentEvent[] = [
  enrolled,
  {
    type: 'ResidenceChanged',
    data: { from: '2026-02-04', residenceState: 'NJ', residenceType: 'home', at: 1 },
  },
  { type: 'PayerChanged', data: { from: '2026-02-05', payer: 'Medicaid', at: 1 } },
  {
    type: 'PatientTransferred',
    data: { from: '2026-02-05', trackId: 'day', groupIds: ['g2'], why: 'patient-request', at: 1 },
  },
  {
    type: 'EnrollmentPaused',
    data: { from: '2026-02-16', reasonCode: 'medical', expectedBackOn: null, at: 1 },
  },
  { type: 'EnrollmentResumed', data: { on: '2026-02-23', at: 1 } },
  {
    type: 'EnrollmentPaused',
    data: { from: '2026-03-02', reasonCode: 'travel', expectedBackOn: null, at: 1 },
  },
  { type: 'EnrollmentResumed', data: { on: '2026-03-02', at: 1 } },
];
const episodeAfter = (events: readonly EnrollmentEvent[]) => {
  const { episode } = told(enrollmentView, 'e-kai', events).document;
  if (episode === null) throw new Error('nobody is enrolled');
  return episode;
};

describe('an episode of care, as it is shown', () => {
  it('says what holds now, and from which day each thing held', () => {
    const episode = episodeAfter(course);
    expect(episode).toMatchObject({
      residenceState: 'NJ',
      payer: 'Medicaid',
      trackId: 'day',
      groupIds: ['g2'],
    });
    expect(onDay(episode.residences, '2026-02-03')?.residenceState).toBe('NY');
    expect(onDay(episode.residences, '2026-02-04')?.residenceState).toBe('NJ');
    expect(onDay(episode.payers, '2026-02-04')?.payer).toBe('Commercial');
    expect(onDay(episode.placements, '2026-02-04')?.groupIds).toEqual(['g1']);
    expect(plannedMinutesOn(episode.intensities, '2026-03-16')).toBe(240);
  });

  it('knows when the patient was away; a pause that was taken back is none', () => {
    const { pauses } = episodeAfter(course);
    expect(pauses).toEqual([{ from: '2026-02-16', until: '2026-02-23', reasonCode: 'medical' }]);
    expect(isPausedOn(pauses, '2026-02-22')).toBe(true);
    expect(isPausedOn(pauses, '2026-03-02')).toBe(false);
  });

  it('tells that a patient comes of age in the middle of a week, as long as the birth date can be read', () => {
    expect(ageBandOn(episodeAfter(course), '2026-02-03')).toBe('adolescent');
    expect(ageBandOn(episodeAfter(course), '2026-02-04')).toBe('adult');
    const shredded: Enrolled = { ...enrolled, data: { ...enrolled.data, personal: REDACTED } };
    expect(episodeAfter([shredded]).birthDate).toBeNull();
    expect(ageBandOn(episodeAfter([shredded]), '2026-02-04')).toBe('adolescent');
  });

  it('is nothing before somebody is enrolled', () => {
    expect(told(enrollmentView, 'e-kai', course.slice(1)).document.episode).toBeNull();
  });
});
