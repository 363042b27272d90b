import {
  GONE_WITHIN_MS,
  lengthOf,
  rulesOf,
  type AccountedSpan,
  type AttendanceProof,
  type PatientAttendance,
  type PersonRef,
  type ProvedSession,
} from '@hearth/domain';
import { filled } from '../paper/filled.js';
import { Paper } from '../paper/paper.js';
import { proofWords, type Locale, type ProofWords } from './words.js';

/** What a proof does not hold, and only those who may read it are shown. */
export interface ProofReading {
  readonly locale: Locale;
  readonly programmeTitle: string;
  /** Null when it cannot be read (any more). */
  readonly nameOf: (person: PersonRef) => string | null;
  readonly titleOf: (sessionId: string) => string;
}

interface Writing {
  readonly proof: AttendanceProof;
  readonly reading: ProofReading;
  readonly words: ProofWords;
  readonly paper: Paper;
  readonly moment: (at: number) => string;
  readonly clock: (at: number) => string;
}

const lengthIn = (words: ProofWords, ms: number): string =>
  filled(words.length, { minutes: Math.floor(ms / 60_000), seconds: Math.floor((ms % 60_000) / 1_000) });

const patientName = ({ reading }: Writing, patientId: string): string =>
  reading.nameOf({ kind: 'patient', id: patientId }) ?? patientId;
const staffName = ({ reading }: Writing, staffId: string): string =>
  reading.nameOf({ kind: 'staff', id: staffId }) ?? staffId;

/** Of the whole session, or of the one patient that the proof is about. */
const shown = ({ proof }: Writing, figures: readonly PatientAttendance[]): readonly PatientAttendance[] => {
  const { scope } = proof;
  return scope.kind === 'patient'
    ? figures.filter(({ patientId }) => patientId === scope.patientId)
    : figures;
};

const writeHead = (writing: Writing): void => {
  const { proof, reading, words, paper, moment } = writing;
  const { scope } = proof;
  paper.heading(1, words.title);
  switch (scope.kind) {
    case 'session':
      paper.paragraph(filled(words.scope.session, { what: reading.titleOf(scope.sessionId) }));
      break;
    case 'patient':
      paper.paragraph(filled(words.scope.patient, { what: patientName(writing, scope.patientId) }));
      break;
    case 'period':
      paper.paragraph(filled(words.scope.period, { from: scope.from, to: scope.to }));
      break;
    default:
      scope satisfies never;
  }
  const { timeZone: zone } = proof.programme;
  paper.paragraph(filled(words.programme, { title: reading.programmeTitle, zone, at: moment(proof.madeAt) }));
  paper.heading(2, filled(words.checkCode, { code: proof.proof.checkCode }));
  paper.paragraph(filled(words.keys, { key: proof.proof.keyId }));
  const [first] = proof.chain;
  const last = proof.chain.at(-1);
  if (first !== undefined && last !== undefined) {
    const roots = proof.roots.length;
    paper.paragraph(filled(words.chain, { first: first.sequence, last: last.sequence, roots }));
  }
  paper.paragraph(words.about, { faint: true });
  paper.paragraph(words.rounding, { faint: true });
  if (proof.sessions.length === 0) paper.paragraph(words.noSessions);
  if (proof.unsealed.length > 0) paper.paragraph(filled(words.unsealed, { count: proof.unsealed.length }));
};

const policyWords = (words: ProofWords, { policy }: ProvedSession): string => {
  const counting = (counts: boolean): string => (counts ? words.counts : words.countsNot);
  return filled(words.policy, {
    id: policy.id,
    version: policy.version,
    bridge: lengthIn(words, policy.bridgeMs),
    // Under the former rules a gap after a removal was bridged as any other.
    removals: rulesOf(policy) < 3 ? '' : words.notOfRemovals,
    grace: lengthIn(words, policy.graceLateMs),
    least: lengthIn(words, policy.minPresentMs),
    breaks: counting(policy.breaksCount),
    unstaffed: counting(policy.unstaffedCounts),
    unstaffedGrace: lengthIn(words, policy.unstaffedGraceMs),
    audio: counting(policy.audioOnlyCounts),
  });
};

const figureRow = (writing: Writing, figure: PatientAttendance): readonly string[] => {
  const { words, clock } = writing;
  const starts = figure.segments.map(({ from }) => from.at);
  const ends = figure.segments.map(({ to }) => to?.at ?? 0);
  const wasThere = starts.length > 0;
  return [
    patientName(writing, figure.patientId),
    wasThere ? clock(Math.min(...starts)) : words.nobody,
    wasThere ? clock(Math.max(...ends)) : words.nobody,
    lengthIn(words, figure.rawMs),
    lengthIn(words, figure.countedMs),
    `± ${Math.ceil(figure.uncertaintyMs / 1_000)} s`,
    figure.flags.map((flag) => words.flags[flag]).join(', '),
  ];
};

const writeCorrections = (writing: Writing, session: ProvedSession): void => {
  const { words, paper, moment, proof } = writing;
  const { scope } = proof;
  const mine = session.corrections.filter(
    ({ patientId }) => scope.kind !== 'patient' || scope.patientId === patientId,
  );
  if (mine.length === 0) return;
  const { patient, before, after, basis, by } = words.correctionColumns;
  paper.table(
    words.corrections,
    [
      { title: patient, width: 3 },
      { title: before, width: 2 },
      { title: after, width: 2 },
      { title: basis, width: 3 },
      { title: by, width: 4 },
    ],
    mine.map((one) => [
      patientName(writing, one.patientId),
      lengthIn(words, one.before.countedMs),
      lengthIn(words, one.after.countedMs),
      words.basis[one.evidence.basis],
      filled(words.byAt, { by: staffName(writing, one.by), at: moment(one.at) }),
    ]),
  );
};

const writeSession = (writing: Writing, session: ProvedSession): void => {
  const { words, paper, clock, moment, reading } = writing;
  const { facts, result, seal, sealedBy } = session;
  paper.rule();
  paper.heading(2, filled(words.session, { title: reading.titleOf(session.sessionId), day: session.day }));
  paper.paragraph(
    filled(words.held, {
      from: clock(facts.schedule.from),
      to: clock(facts.schedule.to),
      windowFrom: clock(result.window.from),
      windowTo: clock(result.window.to),
      facilitators: facts.facilitatorIds.map((id) => staffName(writing, id)).join(', '),
    }),
  );
  const by = sealedBy.kind === 'staff' ? staffName(writing, sealedBy.id) : words.bySystem;
  const sealed = { at: moment(session.sealedAt), by, sequence: seal.sequence, hash: seal.hash };
  paper.paragraph(filled(words.sealed, sealed));
  paper.paragraph(policyWords(words, session), { faint: true });
  const figures = shown(writing, result.patients);
  const { patient, start, stop, raw, counted, doubt, flags } = words.columns;
  const titles = [patient, start, stop, raw, counted, doubt, flags];
  const widths = [3.2, 1.7, 1.7, 2.2, 2.2, 1.6, 3.4];
  paper.table(
    words.figures,
    titles.map((title, index) => ({ title, width: widths[index] ?? 1 })),
    figures.map((figure) => figureRow(writing, figure)),
  );
  writeCorrections(writing, session);
  for (const figure of figures) writeSpans(writing, session, figure);
};

/** Whether somebody was put out right before a gap, or may have been. */
const isAfterRemoval = (
  { facts }: ProvedSession,
  patientId: string,
  { from, to, reason }: AccountedSpan,
): boolean =>
  reason === 'gap' &&
  facts.facts.some(
    (fact) =>
      fact.kind === 'left' &&
      fact.leaveReason === 'removed' &&
      isPatient(fact.person, patientId) &&
      from - GONE_WITHIN_MS <= fact.at + fact.uncertaintyMs &&
      fact.at - fact.uncertaintyMs < to,
  );

const isPatient = ({ kind, id }: PersonRef, patientId: string): boolean =>
  kind === 'patient' && id === patientId;

const writeSpans = (writing: Writing, session: ProvedSession, figure: PatientAttendance): void => {
  const { words, paper, clock } = writing;
  if (figure.spans.length === 0) return;
  const { from, to, reason, counted } = words.spanColumns;
  paper.table(
    filled(words.why, { patient: patientName(writing, figure.patientId) }),
    [
      { title: from, width: 2 },
      { title: to, width: 2 },
      { title: reason, width: 6 },
      { title: counted, width: 2 },
    ],
    figure.spans.map((span) => [
      clock(span.from),
      clock(span.to),
      words.reasons[isAfterRemoval(session, figure.patientId, span) ? 'after-removal' : span.reason],
      span.counted ? words.yes : words.no,
    ]),
  );
};

/** A patient's figure as it stands: sealed, or as last corrected. */
const standing = (session: ProvedSession, figure: PatientAttendance): PatientAttendance =>
  session.corrections.filter(({ patientId }) => patientId === figure.patientId).at(-1)?.after ?? figure;

const writeTotals = (writing: Writing): void => {
  const { proof, words, paper } = writing;
  if (proof.scope.kind === 'session') return;
  const figures = proof.sessions.flatMap((session) =>
    shown(writing, session.result.patients).map((figure) => standing(session, figure)),
  );
  const patientIds = [...new Set(figures.map(({ patientId }) => patientId))];
  if (patientIds.length === 0) return;
  const { patient, sessions, counted } = words.totalColumns;
  paper.rule();
  paper.table(
    words.total,
    [
      { title: patient, width: 4 },
      { title: sessions, width: 2 },
      { title: counted, width: 3 },
    ],
    patientIds.map((patientId) => {
      const mine = figures.filter((figure) => figure.patientId === patientId);
      const spans = mine.flatMap((figure) => figure.spans.filter((span) => span.counted));
      return [patientName(writing, patientId), String(mine.length), lengthIn(words, lengthOf(spans))];
    }),
  );
};

/** The same figures as the data file's, for a person to read, with the same check code. */
export const proofPdf = async (proof: AttendanceProof, reading: ProofReading): Promise<Buffer> => {
  const words = proofWords[reading.locale];
  const { timeZone } = proof.programme;
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(reading.locale, { timeZone, ...options });
    return (at: number): string => formatter.format(at);
  };
  const title = `${words.title} ${proof.proof.checkCode}`;
  const paper = new Paper({ title, language: reading.locale, madeAt: new Date(proof.madeAt) });
  const writing: Writing = {
    proof,
    reading,
    words,
    paper,
    moment: format({ dateStyle: 'medium', timeStyle: 'medium' }),
    clock: format({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  };
  writeHead(writing);
  for (const session of proof.sessions) writeSession(writing, session);
  writeTotals(writing);
  return paper.finish((page, pages) => filled(words.page, { page, pages, code: proof.proof.checkCode }));
};
