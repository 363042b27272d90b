import { createHmac } from 'node:crypto';
import type { ProvenIdentity } from './identity-provider.js';

/**
 * By what a linked identity is known: nobody without the key can tell whose it is, or guess it from an address.
 * @param key of this installation, from its key ring
 * @returns 64 hex digits
 */
export const identityHash = (key: Uint8Array, { issuer, subject }: ProvenIdentity): string =>
  createHmac('sha256', key)
    .update(JSON.stringify(['hearth/identity/1', issuer, subject]))
    .digest('hex');
