import { isRedacted, type OutreachEvent, type Recorded } from '@hearth/domain';
import { enrollmentView } from '../enrollment/view.js';
import type { EnrollmentDocument } from '../enrollment/document.js';
import { patientView } from '../profile/view.js';
import type { PatientProfile } from '../profile/document.js';
import { programmeView, type ProgrammeDocument } from '../programme/view.js';
import type { SessionDocument } from '../session/document.js';
import { sessionView } from '../session/view.js';
import { gatherTasks, namedTasks, staffNames, tasksOfEnrollment, type TaskParts } from '../task/view.js';
import type { DerivedView, StreamView, ViewKey } from '../view.js';
import type {
  OutreachDocument,
  OutreachHistoryDocument,
  OutreachRound,
  OwnOutreachDocument,
} from './document.js';

/** So many are kept to be shown; all of them stay in the stream. */
const MOST_ROUNDS = 100;

const inLast = (
  document: OutreachDocument,
  change: (round: OutreachRound) => Partial<OutreachRound>,
): OutreachDocument => {
  const last = document.rounds.at(-1);
  if (last === undefined) return document;
  return { ...document, rounds: [...document.rounds.slice(0, -1), { ...last, ...change(last) }] };
};

const foldOutreach = (document: OutreachDocument, { event }: Recorded<OutreachEvent>): OutreachDocument => {
  switch (event.type) {
    case 'OutreachBegun': {
      const { patientId, programmeId, sessionId, day, begunAt } = event.data;
      const round = { sessionId, day, begunAt, steps: [], messages: [], end: null };
      const rounds = [...document.rounds, round].slice(-MOST_ROUNDS);
      return { ...document, patientId, programmeId, rounds };
    }
    case 'OutreachStepTaken': {
      const { step, at } = event.data;
      return inLast(document, ({ steps }) => ({ steps: [...steps, { step, at }] }));
    }
    case 'OutreachEnded': {
      const { why, at } = event.data;
      return inLast(document, () => ({ end: { why, at } }));
    }
    case 'ArrivalNoted':
      return { ...document, missed: [] };
    case 'AbsenceCounted': {
      const { day, sessionId, at } = event.data;
      return { ...document, missed: [...document.missed, { day, sessionId, at }] };
    }
    case 'AbsenceAnnounced': {
      const { patientId, sessionIds, at, personal } = event.data;
      const reason = personal === undefined || isRedacted(personal) ? null : personal.reason;
      const others = document.announced.filter(({ sessionId }) => !sessionIds.includes(sessionId));
      const said = sessionIds.map((sessionId) => ({ sessionId, at, reason }));
      return { ...document, patientId, announced: [...others, ...said].slice(-MOST_ROUNDS) };
    }
    case 'AbsenceTakenBack': {
      const { sessionIds } = event.data;
      const announced = document.announced.filter(({ sessionId }) => !sessionIds.includes(sessionId));
      return { ...document, announced };
    }
    case 'MessageClaimed': {
      const { messageId, step, at } = event.data;
      return inLast(document, ({ messages }) => ({
        messages: [...messages, { messageId, step, at, outcome: null }],
      }));
    }
    case 'MessageHandedOver': {
      const { messageId, outcome } = event.data;
      return inLast(document, ({ messages }) => ({
        messages: messages.map((one) => (one.messageId === messageId ? { ...one, outcome } : one)),
      }));
    }
    default: {
      const never: never = event;
      return never;
    }
  }
};

/** Episodes whose patient has said that they cannot come to a session. */
export const absencesOfSession = (sessionId: string): string => `absences-of-session:${sessionId}`;

/** The rooms of sessions for which something else is announced than before. */
const roomsOf = ({ announced }: OutreachDocument, previous: OutreachDocument | null): readonly ViewKey[] => {
  const said = (of: OutreachDocument['announced'], sessionId: string): string =>
    JSON.stringify(of.find((each) => each.sessionId === sessionId) ?? null);
  const before = previous?.announced ?? [];
  const sessionIds = new Set([...announced, ...before].map(({ sessionId }) => sessionId));
  return [...sessionIds]
    .filter((sessionId) => said(announced, sessionId) !== said(before, sessionId))
    .map((key) => ({ view: 'room', key }));
};

export const outreachView: StreamView<'outreach', OutreachDocument> = {
  kind: 'stream',
  name: 'outreach',
  version: 2,
  category: 'outreach',
  initial: (enrollmentId: string): OutreachDocument => ({
    enrollmentId,
    patientId: null,
    programmeId: null,
    rounds: [],
    announced: [],
    missed: [],
  }),
  fold: foldOutreach,
  indexes: ({ announced }) => announced.map(({ sessionId }) => absencesOfSession(sessionId)),
  dependents: (document, previous) => [
    { view: 'outreach-history', key: document.enrollmentId },
    ...roomsOf(document, previous),
  ],
};

interface HistoryParts extends TaskParts {
  readonly outreach: OutreachDocument | null;
  readonly enrollment: EnrollmentDocument | null;
  readonly profile: PatientProfile | null;
  readonly programme: ProgrammeDocument | null;
  readonly titled: readonly SessionDocument[];
}

const sessionsIn = (outreach: OutreachDocument | null): readonly string[] => [
  ...new Set([...(outreach?.rounds ?? []), ...(outreach?.announced ?? [])].map(({ sessionId }) => sessionId)),
];

export const outreachHistoryView: DerivedView<OutreachHistoryDocument, HistoryParts> = {
  kind: 'derived',
  name: 'outreach-history',
  version: 1,
  gather: async (enrollmentId, lookup) => {
    const [outreach, enrollment] = await Promise.all([
      lookup.document(outreachView, enrollmentId),
      lookup.document(enrollmentView, enrollmentId),
    ]);
    const episode = enrollment?.episode ?? null;
    const [tasks, profile, programme, titled] = await Promise.all([
      lookup.members(tasksOfEnrollment(enrollmentId)).then((ids) => gatherTasks(ids, lookup)),
      episode === null ? null : lookup.document(patientView, episode.patientId),
      episode === null ? null : lookup.document(programmeView, episode.programmeId),
      lookup.documents(sessionView, sessionsIn(outreach)),
    ]);
    return { ...tasks, outreach, enrollment, profile, programme, titled };
  },
  derive: (enrollmentId, { outreach, enrollment, profile, programme, titled, ...tasks }) => {
    if (enrollment?.episode == null || programme?.established == null) return null;
    const { patientId, programmeId } = enrollment.episode;
    const { rounds = [], announced = [], missed = [] } = outreach ?? {};
    const titles = titled.flatMap(({ sessionId, plan }) => (plan === null ? [] : [[sessionId, plan.title]]));
    return {
      enrollmentId,
      patientId,
      programmeId,
      timeZone: programme.established.timeZone,
      displayName: profile?.displayName ?? '—',
      rounds,
      announced,
      missed,
      tasks: namedTasks(tasks).toSorted((a, b) => b.openedAt - a.openedAt),
      staff: staffNames(tasks),
      titles: Object.fromEntries(titles) as Record<string, string>,
    };
  },
  indexes: () => [],
  dependents: () => [],
};

/** A patient's own part: nothing of calls, tasks, or what staff wrote. */
export const ownOutreach = (document: OutreachDocument): OwnOutreachDocument => {
  const { enrollmentId, announced, missed } = document;
  const last = document.rounds.at(-1);
  const waitedFor =
    last === undefined || last.end !== null
      ? null
      : {
          sessionId: last.sessionId,
          since: last.begunAt,
          step: last.steps.findLast(({ step }) => step !== 'call')?.step ?? null,
        };
  const day = missed.at(-1);
  return {
    enrollmentId,
    waitedFor,
    announced: announced.map(({ sessionId }) => sessionId),
    missed: day === undefined ? null : { day: day.day, sessionId: day.sessionId },
  };
};
