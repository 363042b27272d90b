import { canonicalJson, sha256Hex } from './canonical.js';
import type { AttendanceInputs } from './inputs.js';
import { leavedSealHash, settleParts } from './leaves.js';
import type { AttendanceSeal, SealedAttendance } from './sealed.js';
import { editionsOf, NEWEST_RULES, rulesOf, type RulesEdition } from './policy.js';
import { settle } from './settle.js';

/** The one text of facts, policy and result that a seal of a whole session was taken of. */
const sealContent = (inputs: AttendanceInputs, result: SealedAttendance): string => {
  const { policy, ...facts } = inputs;
  return canonicalJson({ facts, policy, result });
};

/**
 * Lower-case hex SHA-256 over facts, policy and result.
 * @param leafSecret what the salts of the leaves come from; null for a seal of before each patient had a leaf
 */
export const sealHash = (
  inputs: AttendanceInputs,
  result: SealedAttendance,
  leafSecret: string | null,
): string =>
  leafSecret === null ? sha256Hex(sealContent(inputs, result)) : leavedSealHash(inputs, result, leafSecret);

/** What is signed: the hash with its place in the programme's chain, so that seals cannot be swapped or dropped. */
export const sealPayload = (sequence: number, previousHash: string | null, hash: string): string =>
  `${sequence}.${previousHash ?? ''}.${hash}`;

/** Whether a signature over a text is good for the key that the seal names. */
export type SignatureCheck = (payload: string, seal: Pick<AttendanceSeal, 'keyId' | 'signature'>) => boolean;

/** The first thing about a seal that does not hold. */
export type SealFlaw = 'not-over' | 'rules-unknown' | 'minutes' | 'hash' | 'signature';

/** How facts were read when a seal was taken: the newest way from which its minutes follow; null when from none. */
export const editionOfSeal = (
  inputs: AttendanceInputs,
  attendance: SealedAttendance,
  leafSecret: string | null,
): RulesEdition | null => {
  const { endedAt } = inputs;
  if (endedAt === null) return null;
  const stated = canonicalJson(attendance);
  const derived = (edition: RulesEdition): SealedAttendance =>
    leafSecret === null ? settle(inputs, endedAt, edition).attendance : settleParts(inputs, endedAt, edition);
  return editionsOf(inputs.policy).find((edition) => canonicalJson(derived(edition)) === stated) ?? null;
};

/**
 * Checks a seal by deriving everything again: the minutes from the facts, the hash from both, the signature.
 * @returns null when all of it holds
 */
export const verifySeal = (
  inputs: AttendanceInputs,
  attendance: SealedAttendance,
  seal: AttendanceSeal,
  leafSecret: string | null,
  isSigned: SignatureCheck,
): SealFlaw | null => {
  if (inputs.endedAt === null) return 'not-over';
  // Made by a newer program: what this one would derive says nothing about it.
  if (rulesOf(inputs.policy) > NEWEST_RULES) return 'rules-unknown';
  if (editionOfSeal(inputs, attendance, leafSecret) === null) return 'minutes';
  if (sealHash(inputs, attendance, leafSecret) !== seal.hash) return 'hash';
  return isSigned(sealPayload(seal.sequence, seal.previousHash, seal.hash), seal) ? null : 'signature';
};

interface Link {
  readonly sequence: number;
  readonly hash: string;
  readonly previousHash: string | null;
}

/** The first place at which a chain of seals is not unbroken from its beginning; null when it is. */
export const brokenLink = (chain: readonly Link[]): number | null => {
  const broken = chain.findIndex(
    (link, index) => link.sequence !== index || link.previousHash !== (chain[index - 1]?.hash ?? null),
  );
  return broken < 0 ? null : broken;
};
