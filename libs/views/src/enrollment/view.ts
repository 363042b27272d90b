import type { EnrollmentEvent, Recorded } from '@hearth/domain';
import { calendarsBetween } from '../calendar/week-key.js';
import type { StreamView, ViewKey } from '../view.js';
import type { Credit, EnrollmentDocument, Episode } from './document.js';
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

const later = (a: string, b: string): string => (a < b ? b : a);

/** The first day from which where the patient lives or is away differs; null when neither does. */
const changedFrom = (episode: Episode, previous: Episode): string | null => {
  const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const { residences, pauses, payers, startsOn } = episode;
  const lists = [
    { now: residences, before: previous.residences },
    { now: pauses, before: previous.pauses },
    { now: payers, before: previous.payers },
  ];
  const days = lists
    .filter(({ now, before }) => !isSame(now, before))
    .map(({ now }) => now.at(-1)?.from ?? startsOn);
  return days.toSorted()[0] ?? null;
};

/** What a calendar says of gaps and licenses follows from the episode; minutes that are credited change nothing of it. */
const calendarsOf = (
  { episode }: EnrollmentDocument,
  previous: EnrollmentDocument | null,
): readonly ViewKey[] => {
  if (episode === null || previous === null || previous.episode === null) return [];
  const from = changedFrom(episode, previous.episode);
  if (from === null) return [];
  const { programmeId, plannedEndOn } = episode;
  return calendarsBetween(programmeId, from, later(from, plannedEndOn));
};

/** Credits come with each session, and change nothing of whose rules a day goes by. */
const careReachOf = (
  { enrollmentId, episode }: EnrollmentDocument,
  previous: EnrollmentDocument | null,
): readonly ViewKey[] => {
  const before = previous?.episode ?? null;
  const asked = ({ payers, residences }: Episode): string => JSON.stringify([payers, residences]);
  if (episode === null || before === null || asked(episode) === asked(before)) return [];
  return [{ view: 'care-reach', key: enrollmentId }];
};

/** Most of an episode reaches the use of its authorizations by its weeks; this it reads by itself. */
const useOf = (
  { enrollmentId, episode, credits }: EnrollmentDocument,
  previous: EnrollmentDocument | null,
): readonly ViewKey[] => {
  if (episode === null) return [];
  const before = previous?.episode ?? null;
  const asked = ({ payer, endedOn, residences, residenceType }: Episode): string =>
    JSON.stringify([payer, endedOn, residences, residenceType]);
  const isSame = before !== null && asked(episode) === asked(before) && credits === previous?.credits;
  return isSame ? [] : [{ view: 'authorization-use', key: enrollmentId }];
};

const directoryOf = (
  { episode }: EnrollmentDocument,
  previous: EnrollmentDocument | null,
): readonly ViewKey[] =>
  episode === null || JSON.stringify(episode) === JSON.stringify(previous?.episode ?? null)
    ? []
    : [{ view: 'directory', key: episode.programmeId }];

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
  dependents: (document, previous) => [
    { view: 'week', key: document.enrollmentId },
    ...calendarsOf(document, previous),
    ...directoryOf(document, previous),
    ...careReachOf(document, previous),
    ...useOf(document, previous),
  ],
};
