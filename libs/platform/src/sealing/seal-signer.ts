import { createFileOnce } from '@hearth/eventstore';
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Signs seals, and checks signatures of its own. */
export interface SealSigner {
  /** Names the public key: the first 16 hex digits of its SHA-256. */
  readonly keyId: string;
  /** PEM, for whoever wants to check a seal without us. */
  readonly publicKey: string;
  /** Ed25519, base64url. */
  readonly sign: (payload: string) => string;
  readonly isSigned: (
    payload: string,
    seal: { readonly keyId: string; readonly signature: string },
  ) => boolean;
}

/** A signer on a key. */
export const sealSigner = (key: KeyObject): SealSigner => {
  const publicKey = createPublicKey(key);
  const keyId = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
  return {
    keyId,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (payload) => sign(null, Buffer.from(payload, 'utf8'), key).toString('base64url'),
    isSigned: (payload, seal) =>
      seal.keyId === keyId &&
      verify(null, Buffer.from(payload, 'utf8'), publicKey, Buffer.from(seal.signature, 'base64url')),
  };
};

/** The signer of a process that keeps nothing, for tests. */
export const ephemeralSealSigner = (): SealSigner => sealSigner(generateKeyPairSync('ed25519').privateKey);

/**
 * The signer of an installation: its key lies in the folder of the key ring, and is made there once, by whichever
 * process comes first.
 */
export const openSealSigner = async (folder: string): Promise<SealSigner> => {
  const path = join(folder, 'seal-key.pem');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fresh = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  await createFileOnce(path, fresh.toString());
  return sealSigner(createPrivateKey(await readFile(path, 'utf8')));
};
