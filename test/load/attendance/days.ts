import {
  checkCode,
  MINUTE,
  PROOF_FORMAT,
  PROOF_VERSION,
  proofDigest,
  proofPayload,
  sealHash,
  sealPayload,
  SECOND,
  opened,
  settleParts,
  standardAttendancePolicy,
  type AttendanceFact,
  type AttendanceInputs,
  type AttendanceProof,
  type PersonRef,
  type ProofContent,
  type ProvedLink,
  type ProvedSession,
} from '@hearth/domain';
import type { SealSigner } from '@hearth/platform';

const LENGTH_MS = 90 * MINUTE;
const DAY_MS = 24 * 60 * MINUTE;
const FACILITATOR: PersonRef = { kind: 'staff', id: 'staff-1' };

/** One connection of somebody as LiveKit tells of it. */
const connection = (person: PersonRef, sid: string, from: number, to: number): readonly AttendanceFact[] => {
  const told = {
    roomSid: 'RM_1',
    participantSid: sid,
    person,
    witness: 'livekit-webhook' as const,
    uncertaintyMs: 500,
  };
  return [
    { ...told, kind: 'joined', at: from, hidden: false },
    { ...told, kind: 'left', at: to, leaveReason: 'connection-lost' },
  ];
};

/** Somebody's stay in pieces of equal length with short gaps between them. */
const stay = (person: PersonRef, startsAt: number, pieces: number): readonly AttendanceFact[] =>
  Array.from({ length: pieces }, (_, index) => {
    const length = LENGTH_MS / pieces;
    const from = startsAt + index * length;
    return connection(person, `PA_${person.id}_${index}`, from, from + length - Math.min(SECOND, length / 4));
  }).flat();

/** A session that is over. @param factsEach of each person; two make one connection */
export const sessionOf = (
  sessionId: string,
  startsAt: number,
  patientIds: readonly string[],
  factsEach: number,
): AttendanceInputs => ({
  sessionId,
  schedule: { from: startsAt, to: startsAt + LENGTH_MS },
  startedAt: startsAt,
  endedAt: startsAt + LENGTH_MS,
  roster: patientIds.map((patientId) => ({ patientId, enrollmentId: `enrollment-${patientId}` })),
  facilitatorIds: [FACILITATOR.id],
  breaks: [{ from: startsAt + 40 * MINUTE, to: startsAt + 50 * MINUTE }],
  facts: [FACILITATOR, ...patientIds.map((id): PersonRef => ({ kind: 'patient', id }))].flatMap((person) =>
    stay(person, startsAt, factsEach / 2),
  ),
  media: [],
  policy: standardAttendancePolicy,
});

/** A programme's year: everybody in groups of the same size, in turn. */
export const yearOf = (
  patients: number,
  sessions: number,
  groupSize: number,
): readonly AttendanceInputs[] => {
  const start = Date.UTC(2026, 0, 5, 14);
  return Array.from({ length: sessions }, (_, index) => {
    const patientIds = Array.from(
      { length: groupSize },
      (_none, seat) => `patient-${(index * groupSize + seat) % patients}`,
    );
    const startsAt = start + Math.floor((index / sessions) * 365) * DAY_MS + (index % 8) * 2 * 60 * MINUTE;
    return sessionOf(`session-${index}`, startsAt, patientIds, 4);
  });
};

/** Settles and seals them all, each linked to the one before, and puts them into one proof. */
export const proofOf = (year: readonly AttendanceInputs[], signer: SealSigner): AttendanceProof => {
  const sessions: ProvedSession[] = [];
  const chain: ProvedLink[] = [];
  for (const [sequence, inputs] of year.entries()) {
    const at = inputs.schedule.to;
    const result = settleParts(inputs, at);
    const leafSecret = signer.secretFor(`leaves.${inputs.sessionId}`);
    const hash = sealHash(inputs, result, leafSecret);
    const shown = opened(inputs, result, leafSecret, null);
    if (shown === null) throw new Error('the leaves of everybody can always be opened');
    const previousHash = chain.at(-1)?.hash ?? null;
    const signature = signer.sign(sealPayload(sequence, previousHash, hash));
    chain.push({ kind: 'seal', sessionId: inputs.sessionId, sequence, hash, previousHash, at });
    sessions.push({
      sessionId: inputs.sessionId,
      sessionType: 'process-group',
      day: new Date(at).toISOString().slice(0, 10),
      policy: inputs.policy,
      ...shown,
      seal: { hash, previousHash, sequence, keyId: signer.keyId, signature },
      sealedBy: { kind: 'system', id: 'seal' },
      sealedAt: at,
      corrections: [],
      lateFacts: [],
    });
  }
  const content: ProofContent = {
    format: PROOF_FORMAT,
    version: PROOF_VERSION,
    madeAt: year.at(-1)?.schedule.to ?? 0,
    scope: { kind: 'period', from: '2026-01-01', to: '2026-12-31' },
    programme: { programmeId: 'programme', timeZone: 'America/New_York' },
    keys: signer.keys.map(({ keyId, publicKey }) => ({ keyId, publicKey })),
    sessions,
    unsealed: [],
    withheld: [],
    chain,
    roots: [],
  };
  const digest = proofDigest(content);
  const proof = {
    digest,
    checkCode: checkCode(digest),
    keyId: signer.keyId,
    signature: signer.sign(proofPayload(digest)),
  };
  return { ...content, proof };
};
