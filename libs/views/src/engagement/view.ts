import { lengthOf, unionOf, type Interval, type Recorded, type SessionEvent } from '@hearth/domain';
import type { StreamView } from '../view.js';
import type { EngagementDocument, PatientEngagement } from './document.js';

const untouched = (patientId: string): PatientEngagement => ({
  patientId,
  speaking: [],
  speakingMs: 0,
  shares: 0,
  handsRaised: 0,
  lastActiveAt: null,
});

const latest = (a: number | null, b: number): number => (a === null ? b : Math.max(a, b));

const withPatient = (
  document: EngagementDocument,
  patientId: string,
  change: (engagement: PatientEngagement) => Partial<PatientEngagement>,
): EngagementDocument => {
  const known = document.patients.some((each) => each.patientId === patientId);
  const patients = known ? document.patients : [...document.patients, untouched(patientId)];
  return {
    ...document,
    patients: patients.map((each) => (each.patientId === patientId ? { ...each, ...change(each) } : each)),
  };
};

// Two facilitators' browsers hear the same words: the union counts them once.
const heard = (
  document: EngagementDocument,
  patientId: string,
  spans: readonly Interval[],
): EngagementDocument =>
  withPatient(document, patientId, (engagement) => {
    const speaking = unionOf([...engagement.speaking, ...spans]);
    const lastEnd = Math.max(...spans.map(({ to }) => to));
    return {
      speaking,
      speakingMs: lengthOf(speaking),
      lastActiveAt: latest(engagement.lastActiveAt, lastEnd),
    };
  });

const foldEngagement = (
  document: EngagementDocument,
  { event }: Recorded<SessionEvent>,
): EngagementDocument => {
  switch (event.type) {
    case 'SpeakingMeasured': {
      const patients = event.data.intervals.filter(({ person }) => person.kind === 'patient');
      const ids = [...new Set(patients.map(({ person }) => person.id))];
      const measuredAt = latest(document.measuredAt, Math.max(...event.data.intervals.map(({ to }) => to)));
      return ids.reduce<EngagementDocument>(
        (folded, id) =>
          heard(
            folded,
            id,
            patients.filter(({ person }) => person.id === id).map(({ from, to }) => ({ from, to })),
          ),
        { ...document, measuredAt },
      );
    }
    case 'HandRaised':
      return withPatient(document, event.data.patientId, ({ handsRaised, lastActiveAt }) => ({
        handsRaised: handsRaised + 1,
        lastActiveAt: latest(lastActiveAt, event.data.at),
      }));
    case 'ShareStarted':
      return withPatient(document, event.data.patientId, ({ shares, lastActiveAt }) => ({
        shares: shares + 1,
        lastActiveAt: latest(lastActiveAt, event.data.at),
      }));
    default:
      return document;
  }
};

export const engagementView: StreamView<'session', EngagementDocument> = {
  kind: 'stream',
  name: 'engagement',
  version: 1,
  category: 'session',
  initial: (sessionId: string): EngagementDocument => ({ sessionId, measuredAt: null, patients: [] }),
  fold: foldEngagement,
  indexes: () => [],
  dependents: ({ sessionId }) => [{ view: 'room', key: sessionId }],
};
