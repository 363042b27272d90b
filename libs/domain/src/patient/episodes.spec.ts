import { describe, it } from '@jest/globals';
import { specificationOf } from '../testing/decider-specification.js';
import type { PatientCommand } from './commands.js';
import { patientDecider } from './decide.js';
import type { PatientEvent } from './events.js';

const given = specificationOf(patientDecider);
const registered: PatientEvent = {
  type: 'PatientRegistered',
  data: {
    patientId: 'p1',
    programmeId: 'programme-a',
    simulated: false,
    at: 1,
    personal: { displayName: 'Ana', locale: 'es' },
  },
};
const claim = (enrollmentId: string, startsOn: string): PatientCommand => ({
  type: 'ClaimEpisode',
  enrollmentId,
  startsOn,
  at: 2,
});
const claimed = (enrollmentId: string, startsOn: string): PatientEvent => ({
  type: 'EpisodeClaimed',
  data: { enrollmentId, startsOn, at: 2 },
});
const release = (enrollmentId: string, endedOn: string | null): PatientCommand => ({
  type: 'ReleaseEpisode',
  enrollmentId,
  endedOn,
  at: 3,
});
const released = (enrollmentId: string, endedOn: string | null): PatientEvent => ({
  type: 'EpisodeReleased',
  data: { enrollmentId, endedOn, at: 3 },
});

describe('the episodes of one patient', () => {
  it('are claimed before they begin, once', () => {
    given(registered)
      .when(claim('e1', '2026-01-05'))
      .then([claimed('e1', '2026-01-05')]);
    given(registered, claimed('e1', '2026-01-05')).when(claim('e1', '2026-01-05')).nothing();
    given(registered, claimed('e1', '2026-01-05')).when(claim('e1', '2026-01-06')).rejected('already-exists');
    given().when(claim('e1', '2026-01-05')).rejected('not-found');
  });

  it('do not overlap: not while one has not ended', () => {
    given(registered, claimed('e1', '2026-01-05'))
      .when(claim('e2', '2026-06-01'))
      .rejected('overlapping-enrollment');
    given(registered, claimed('e1', '2026-01-05'))
      .when(claim('e2', '2025-06-01'))
      .rejected('overlapping-enrollment');
  });

  it('do not overlap: not before the end of one that has', () => {
    const over = [registered, claimed('e1', '2026-01-05'), released('e1', '2026-03-27')];
    given(...over)
      .when(claim('e2', '2026-03-26'))
      .rejected('overlapping-enrollment');
    given(...over)
      .when(claim('e2', '2026-03-28'))
      .then([claimed('e2', '2026-03-28')]);
    given(...over)
      .when(claim('e1', '2026-01-05'))
      .rejected('already-exists');
  });

  it('may share the day on which one ends and the next begins', () => {
    given(registered, claimed('e1', '2026-01-05'), released('e1', '2026-03-27'))
      .when(claim('e2', '2026-03-27'))
      .then([claimed('e2', '2026-03-27')]);
  });

  it('are released once, and not before they began', () => {
    given(registered, claimed('e1', '2026-01-05'))
      .when(release('e1', '2026-03-27'))
      .then([released('e1', '2026-03-27')]);
    given(registered, claimed('e1', '2026-01-05'), released('e1', '2026-03-27'))
      .when(release('e1', '2026-03-28'))
      .nothing();
    given(registered).when(release('e1', '2026-03-27')).nothing();
    given(registered, claimed('e1', '2026-01-05')).when(release('e1', '2026-01-04')).rejected('invalid');
  });

  it('leave no trace when they never began', () => {
    given(registered, claimed('e1', '2026-01-05'), released('e1', null))
      .when(claim('e2', '2026-01-05'))
      .then([claimed('e2', '2026-01-05')]);
  });
});
