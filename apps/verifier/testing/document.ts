import { canonicalJson, checkCode, proofPayload, sha256Hex } from '@hearth/domain';
import type { SealSigner } from '@hearth/platform';
import { Flaw, verify } from '../verify.mjs';
import type { Tampered } from './tamperings.js';

/** What the verifier calls the first thing that does not hold. */
export const flawOf = (document: unknown, trusted: readonly string[] = []): string => {
  try {
    verify(document, trusted);
    return 'none';
  } catch (error) {
    if (error instanceof Flaw) return error.code;
    throw error;
  }
};
/** Whoever tampers is assumed to close the document again, as well as can be done without the key. */
export const closed = (document: Tampered, signer?: SealSigner): Tampered => {
  const { proof: old, ...content } = document;
  const digest = sha256Hex(canonicalJson(content));
  const signature = signer?.sign(proofPayload(digest)) ?? old.signature;
  const keyId = signer?.keyId ?? old.keyId;
  return { ...document, proof: { digest, checkCode: checkCode(digest), keyId, signature } };
};
