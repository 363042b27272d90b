import type { EnrollmentEvent, Recorded } from '@hearth/domain';
import type { StreamView } from '../view.js';
import type { Credit, EnrollmentDocument } from './document.js';
import { changedEpisode, episodeOf } from './episode.js';

export const enrollmentsOfPatient = (patientId: string): string => `enrollments-of-patient:${patientId}`;
export const enrollmentsOfProgramme = (programmeId: string): string =>
  `enrollments-of-programme:${programmeId}`;

// A correction replaces the figure before it; an older one that comes late does not.
const credited = (credits: readonly Credit[], next: Credit): readonly Credit[] => {
  const known = credits.find(({ sessionId }) => sessionId === next.sessionId);
  if (known !== undefined && known.correction >= next.correction) return credits;
  return [...credits.filter(({ sessionId }) => sessionId !== next.sessionId), next];
};

const foldEnrollment = (
  document: EnrollmentDocument,
  { event }: Recorded<EnrollmentEvent>,
): EnrollmentDocument => {
  if (event.type === 'PatientEnrolled') return { ...document, episode: episodeOf(event.data) };
  if (event.type === 'AttendanceCredited') {
    const { at: _at, ...credit } = event.data;
    return { ...document, credits: credited(document.credits, credit) };
  }
  return document.episode === null
    ? document
    : { ...document, episode: changedEpisode(document.episode, event) };
};

export const enrollmentView: StreamView<'enrollment', EnrollmentDocument> = {
  kind: 'stream',
  name: 'enrollment',
  version: 2,
  category: 'enrollment',
  initial: (enrollmentId: string): EnrollmentDocument => ({ enrollmentId, episode: null, credits: [] }),
  fold: foldEnrollment,
  indexes: ({ episode }) =>
    episode === null
      ? []
      : [enrollmentsOfPatient(episode.patientId), enrollmentsOfProgramme(episode.programmeId)],
  dependents: ({ enrollmentId }) => [{ view: 'week', key: enrollmentId }],
};
