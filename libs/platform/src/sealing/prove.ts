import {
  attendanceOf,
  checkCode,
  concerns,
  correctionsIn,
  lateFact,
  localDate,
  opened,
  PROOF_FORMAT,
  PROOF_VERSION,
  proofDigest,
  proofPayload,
  Rejection,
  sealedIn,
  type AttendanceProof,
  type Instant,
  type ProgrammeEvent,
  type ProofContent,
  type ProofScope,
  type ProvedLink,
  type ProvedRoot,
  type ProvedSession,
  type Sealed,
  type SessionEvent,
  veiledCorrection,
} from '@hearth/domain';
import { readStream, type EventStore } from '@hearth/eventstore';
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
  for await (const { event } of readStream(store, 'programme', programmeId)) add(event);
  if (timeZone === null) throw new Rejection('not-found');
  return { timeZone, links, roots };
};

/** For whom a proof is made: staff may see whole sessions, a patient nobody but themselves. */
export type ProofReader = 'staff' | 'patient';

type Told = Pick<
  ProvedSession,
  'policy' | 'facts' | 'result' | 'leaves' | 'corrections' | 'veiledCorrections'
>;

/** What a proof shows of a seal: everything, or the room and one patient; null when it cannot be shown so. */
const told = (events: readonly SessionEvent[], sealed: Sealed, patientId: string | null): Told | null => {
  const inputs = attendanceOf(events);
  if (inputs === null) return null;
  const { attendance, leafSecret } = sealed;
  const corrections = correctionsIn(events).map(({ personal: _personal, ...correction }) => correction);
  if (leafSecret === null) {
    const { policy, ...facts } = inputs;
    return { policy, facts, result: attendance, corrections };
  }
  const shown = opened(inputs, attendance, leafSecret, patientId);
  if (shown === null) return null;
  const isShown = (one: { readonly patientId: string }): boolean =>
    patientId === null || one.patientId === patientId;
  const veiled = corrections
    .filter((one) => !isShown(one))
    .flatMap((one) => veiledCorrection(inputs, attendance, leafSecret, one) ?? []);
  return {
    policy: inputs.policy,
    ...shown,
    corrections: corrections.filter(isShown),
    veiledCorrections: veiled,
  };
};

/** A sealed session as a proof tells it, without anything personal, or why it does not. */
const provedSession = async (
  store: EventStore,
  sessionId: string,
  { patientId, reader }: { readonly patientId: string | null; readonly reader: ProofReader },
): Promise<ProvedSession | 'unsealed' | 'withheld'> => {
  const { events, state } = await readSession(store, sessionId);
  const sealed = sealedIn(events);
  if (state.status !== 'sealed' || sealed === null) return 'unsealed';
  if (sealed.leafSecret === null && reader === 'patient') return 'withheld';
  const shown = told(events, sealed, patientId);
  if (shown === null) return 'withheld';
  const { sessionType, startsAt, timeZone } = state.plan;
  return {
    sessionId,
    sessionType,
    day: localDate(startsAt, timeZone),
    ...shown,
    seal: sealed.seal,
    sealedBy: sealed.by,
    sealedAt: sealed.at,
    lateFacts: events
      .flatMap((event) => (event.type === 'LateFactRecorded' ? [lateFact(event.data)] : []))
      .filter(({ person }) => patientId === null || concerns(shown.facts, patientId, person)),
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
    readonly reader: ProofReader;
    readonly at: Instant;
  },
): Promise<AttendanceProof> => {
  const { programmeId, scope, sessionIds, reader, at } = about;
  const patientId = scope.kind === 'patient' ? scope.patientId : null;
  const sessions: ProvedSession[] = [];
  const unsealed: string[] = [];
  const withheld: string[] = [];
  for (const sessionId of sessionIds) {
    const session = await provedSession(store, sessionId, { patientId, reader });
    if (session === 'unsealed') unsealed.push(sessionId);
    else if (session === 'withheld') withheld.push(sessionId);
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
    withheld: withheld.sort(),
    ...segment(chain, sessions),
  };
  const digest = proofDigest(content);
  const signature = signer.sign(proofPayload(digest));
  return { ...content, proof: { digest, checkCode: checkCode(digest), keyId: signer.keyId, signature } };
};
