import {
  correctedFigure,
  correctionHash,
  correctionsIn,
  sealedIn,
  hasCorrection,
  enteredFacts,
  attendanceOf,
  concerns,
  lateFact,
  nextLink,
  programmeDecider,
  reasonDigest,
  Rejection,
  sealPayload,
  sessionDecider,
  type AttendanceFact,
  type AttendanceInputs,
  type CorrectionEvidence,
  type EntryWay,
  type Instant,
  type Milliseconds,
  type SessionEvent,
} from '@hearth/domain';
import { foldStream, handleCommand, type AppendContext, type EventStore } from '@hearth/eventstore';
import type { SealSigner } from './seal-signer.js';
import { readSession, type History } from './session-history.js';
import { untilSettled } from './until-settled.js';

/** What somebody says a sealed figure should follow from instead. */
export interface CorrectionAsked {
  readonly correctionId: string;
  readonly patientId: string;
  /** A member of staff; whether they may is the caller's business. */
  readonly by: string;
  readonly at: Instant;
  readonly basis: Exclude<CorrectionEvidence['basis'], 'stated'>;
  readonly reason: string;
  /** Random. */
  readonly salt: string;
  /** Presence that nobody witnessed but people. */
  readonly presence: readonly {
    readonly from: Instant;
    readonly to: Instant;
    readonly uncertaintyMs: Milliseconds;
  }[];
  /** Connections that were no attendance, such as a device left on. */
  readonly withdrawn: readonly { readonly roomSid: string; readonly participantSid: string }[];
  /** Whether facts that came after the seal are taken in. */
  readonly takeLateFacts: boolean;
}

/** What came late about a patient or a facilitator; what came about others moves nothing of theirs. */
const lateFactsOf = (
  inputs: AttendanceInputs,
  patientId: string,
  events: readonly SessionEvent[],
): readonly AttendanceFact[] =>
  events
    .flatMap((event) => (event.type === 'LateFactRecorded' ? [lateFact(event.data)] : []))
    .filter(({ person }) => concerns(inputs, patientId, person));

const wayOf = (basis: CorrectionAsked['basis']): EntryWay =>
  basis === 'telephone' || basis === 'room-failed' || basis === 'in-person' ? basis : 'other';

const evidenceOf = (
  asked: CorrectionAsked,
  inputs: AttendanceInputs,
  events: readonly SessionEvent[],
): CorrectionEvidence => {
  const { correctionId, patientId, by, at, basis, presence, withdrawn } = asked;
  const entered = presence.flatMap((one, index) =>
    enteredFacts({
      ...one,
      entryId: `${correctionId}.${index}`,
      patientId,
      how: wayOf(basis),
      by,
      at,
      reasonDigest: reasonDigest(asked.reason, asked.salt),
    }),
  );
  return {
    basis,
    added: [...(asked.takeLateFacts ? lateFactsOf(inputs, patientId, events) : []), ...entered],
    withdrawn: [...withdrawn],
  };
};

const isPossible = ({ presence, at, takeLateFacts, withdrawn }: CorrectionAsked): boolean =>
  presence.every(({ from, to }) => from < to && to <= at) &&
  (takeLateFacts || presence.length > 0 || withdrawn.length > 0);

const decideCorrection = ({ events, state }: History, asked: CorrectionAsked): readonly SessionEvent[] => {
  const inputs = attendanceOf(events);
  const sealed = sealedIn(events);
  if (inputs === null) throw new Rejection('not-found');
  if (!isPossible(asked)) throw new Rejection('invalid');
  if (sealed === null || state.status !== 'sealed') throw new Rejection('session-still-open');
  const evidence = evidenceOf(asked, inputs, events);
  const before = correctionsIn(events).filter(({ patientId }) => patientId === asked.patientId);
  const grounds = [...before.map((one) => one.evidence), evidence];
  const after = correctedFigure(inputs, sealed, asked.patientId, grounds);
  if (after === null) throw new Rejection('not-on-roster');
  const { correctionId, patientId, by, at, reason, salt } = asked;
  return sessionDecider.decide(
    { type: 'CorrectAttendance', correctionId, patientId, by, at, after, evidence, reason, salt },
    state,
  );
};

/**
 * Gives each correction of a session its place in the programme's chain, signed. Those that have one keep it, so
 * that it can be run again after any interruption.
 * @returns how many were chained now
 * @throws RevisionConflict when others were faster time after time; StoreUnavailable
 */
export const chainCorrections = async (
  store: EventStore,
  signer: SealSigner,
  { events, state }: Pick<History, 'events' | 'state'>,
  context: AppendContext,
): Promise<number> => {
  const inputs = attendanceOf(events);
  const sealed = sealedIn(events);
  if (inputs === null || sealed === null || state.status !== 'sealed') return 0;
  const { plan } = state;
  let chained = 0;
  for (const { personal: _personal, ...correction } of correctionsIn(events)) {
    const hash = correctionHash(inputs, sealed, correction);
    const link = {
      sessionId: plan.sessionId,
      correctionId: correction.correctionId,
      hash,
      at: correction.at,
    };
    if (await chainOne(store, signer, plan.programmeId, link, context)) chained += 1;
  }
  return chained;
};

const chainOne = (
  store: EventStore,
  signer: SealSigner,
  programmeId: string,
  link: {
    readonly sessionId: string;
    readonly correctionId: string;
    readonly hash: string;
    readonly at: Instant;
  },
  context: AppendContext,
): Promise<boolean> =>
  untilSettled(async () => {
    const { state } = await foldStream(store, programmeDecider, 'programme', programmeId);
    if (state.status === 'none') throw new Rejection('not-found');
    if (hasCorrection(state, link.correctionId)) return false;
    const place = nextLink(state);
    const signature = signer.sign(sealPayload(place.sequence, place.previousHash, link.hash));
    const command = { type: 'ChainCorrection', ...link, ...place, keyId: signer.keyId, signature } as const;
    const own = { ...context, commandId: `${context.commandId}.${link.correctionId}.${place.sequence}` };
    const { events } = await handleCommand(store, programmeDecider, 'programme', programmeId, command, own);
    return events.length > 0;
  });

/**
 * Puts another figure beside a sealed one: settles the sealed facts with the evidence, appends the correction, and
 * chains it. Also when the patient has left the programme since. Interrupted after the correction, its link is made
 * by whoever runs `chainCorrections` next.
 * @throws Rejection when there is no seal to correct or the correction is not possible; RevisionConflict,
 *   StoreUnavailable
 */
export const correctSession = async (
  store: EventStore,
  signer: SealSigner,
  sessionId: string,
  asked: CorrectionAsked,
  context: AppendContext,
): Promise<void> => {
  await untilSettled(async () => {
    const history = await readSession(store, sessionId);
    const events = decideCorrection(history, asked);
    if (events.length > 0) await store.append('session', sessionId, events, history.revision, context);
  });
  await chainCorrections(store, signer, await readSession(store, sessionId), context);
};
