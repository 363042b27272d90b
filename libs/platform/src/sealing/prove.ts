import {
  attendanceOf,
  checkCode,
  correctionsIn,
  lateFact,
  localDate,
  PROOF_FORMAT,
  PROOF_VERSION,
  proofDigest,
  proofPayload,
  Rejection,
  type AttendanceProof,
  type Instant,
  type ProgrammeEvent,
  type ProofContent,
  type ProofScope,
  type ProvedLink,
  type ProvedRoot,
  type ProvedSession,
} from '@hearth/domain';
import { UnknownEventError, type EventStore } from '@hearth/eventstore';
import type { SealSigner } from './seal-signer.js';
import { readSession } from './session-history.js';

interface Chain {
  readonly timeZone: string;
  readonly links: readonly ProvedLink[];
  readonly roots: readonly ProvedRoot[];
}

const readChain = async (store: EventStore, programmeId: string): Promise<Chain> => {
  let timeZone: string | null = null;
  const links: ProvedLink[] = [];
  const roots: ProvedRoot[] = [];
  const add = (event: ProgrammeEvent): void => {
    switch (event.type) {
      case 'ProgrammeEstablished':
        timeZone = event.data.timeZone;
        return;
      case 'SealChained':
        links.push({ kind: 'seal', ...event.data });
        return;
      case 'CorrectionChained':
        links.push({ kind: 'correction', ...event.data });
        return;
      case 'DayRooted':
        roots.push(event.data);
        return;
      case 'HolidaysDeclared':
      case 'CapacityLimitsSet':
      case 'OutreachTimesSet':
      case 'AuthorizationAlertsSet':
        return;
      default:
        event satisfies never;
    }
  };
  for await (const stored of store.read('programme', programmeId)) {
    if (stored.kind === 'unknown') throw new UnknownEventError(`A programme holds ${stored.unknown.type}`);
    add(stored.recorded.event);
  }
  if (timeZone === null) throw new Rejection('not-found');
  return { timeZone, links, roots };
};

/** A sealed session as a proof tells it, without anything personal; null while it is not sealed. */
const provedSession = async (store: EventStore, sessionId: string): Promise<ProvedSession | null> => {
  const { events, state } = await readSession(store, sessionId);
  const inputs = attendanceOf(events);
  const sealed = events.find((event) => event.type === 'AttendanceSealed');
  if (inputs === null || state.status !== 'sealed' || sealed === undefined) return null;
  const { policy, ...facts } = inputs;
  return {
    sessionId,
    sessionType: state.plan.sessionType,
    day: localDate(state.plan.startsAt, state.plan.timeZone),
    policy,
    facts,
    result: sealed.data.attendance,
    seal: sealed.data.seal,
    sealedBy: sealed.data.by,
    sealedAt: sealed.data.at,
    corrections: correctionsIn(events).map(({ personal: _personal, ...correction }) => correction),
    lateFacts: events.flatMap((event) => (event.type === 'LateFactRecorded' ? [lateFact(event.data)] : [])),
  };
};

/** From the first link that a session or a day's root needs; all of it up to the head, so that nothing can hide. */
const segment = (
  { links, roots }: Chain,
  sessions: readonly ProvedSession[],
): Pick<ProofContent, 'chain' | 'roots'> => {
  const needed = Math.min(...sessions.map(({ seal }) => seal.sequence), links.length);
  const covering = roots.find(({ lastSequence }) => lastSequence >= needed);
  const from = Math.min(needed, covering?.firstSequence ?? needed);
  return {
    chain: links.filter(({ sequence }) => sequence >= from),
    roots: roots.filter(({ firstSequence }) => firstSequence >= from),
  };
};

/**
 * Proves the attendance of sessions: what was witnessed, under which policy, what it comes to, and that it stands in
 * the programme's chain. Opaque ids only.
 * @throws Rejection `not-found` without the programme; StoreUnavailable, UnknownEventError
 */
export const prove = async (
  store: EventStore,
  signer: SealSigner,
  about: {
    readonly programmeId: string;
    readonly scope: ProofScope;
    readonly sessionIds: readonly string[];
    readonly at: Instant;
  },
): Promise<AttendanceProof> => {
  const { programmeId, scope, sessionIds, at } = about;
  const sessions: ProvedSession[] = [];
  const unsealed: string[] = [];
  for (const sessionId of sessionIds) {
    const session = await provedSession(store, sessionId);
    if (session === null) unsealed.push(sessionId);
    else sessions.push(session);
  }
  // Read after the sessions: whatever they name is in it by then.
  const chain = await readChain(store, programmeId);
  const content: ProofContent = {
    format: PROOF_FORMAT,
    version: PROOF_VERSION,
    madeAt: at,
    scope,
    programme: { programmeId, timeZone: chain.timeZone },
    keys: signer.keys.map(({ keyId, publicKey }) => ({ keyId, publicKey })),
    sessions: sessions.sort((a, b) => a.seal.sequence - b.seal.sequence),
    unsealed: unsealed.sort(),
    ...segment(chain, sessions),
  };
  const digest = proofDigest(content);
  const signature = signer.sign(proofPayload(digest));
  return { ...content, proof: { digest, checkCode: checkCode(digest), keyId: signer.keyId, signature } };
};
