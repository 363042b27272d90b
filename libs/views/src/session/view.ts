import type { StreamView } from '../view.js';
import type { SessionDocument } from './document.js';
import { foldSession, initialSession } from './fold.js';

export const sessionsOfPerson = (personId: string): string => `sessions-of-person:${personId}`;
/** Sessions whose room or seal still needs looking after: doors open, live, or ended and not sealed. */
export const openSessions = 'sessions-open';
/** Sessions to come that an episode's patient comes to this once. */
export const visitsOfEnrollment = (enrollmentId: string): string => `visits-of-enrollment:${enrollmentId}`;

const needsCare = ({ status }: SessionDocument): boolean =>
  status === 'doors-open' || status === 'live' || status === 'ended';

const visits = ({ status, patients }: SessionDocument): readonly string[] =>
  status === 'scheduled'
    ? patients.flatMap(({ guest, enrollmentId }) => (guest ? [visitsOfEnrollment(enrollmentId)] : []))
    : [];

const indexes = (document: SessionDocument): readonly string[] => [
  ...document.facilitators.map(({ staffId }) => sessionsOfPerson(staffId)),
  ...document.patients.map(({ patientId }) => sessionsOfPerson(patientId)),
  ...(needsCare(document) ? [openSessions] : []),
  ...visits(document),
];

export const sessionView: StreamView<'session', SessionDocument> = {
  kind: 'stream',
  name: 'session',
  version: 3,
  category: 'session',
  initial: initialSession,
  fold: foldSession,
  indexes,
  dependents: (document) => [{ view: 'room', key: document.sessionId }],
};
