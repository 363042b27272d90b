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
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A public key that seals were signed with, then or now. */
export interface SealKey {
  /** The first 16 hex digits of the key's SHA-256. */
  readonly keyId: string;
  /** PEM, for whoever wants to check a seal without us. */
  readonly publicKey: string;
}

/** Signs seals, and checks signatures of its own. */
export interface SealSigner extends SealKey {
  /** Ed25519, base64url. */
  readonly sign: (payload: string) => string;
  /** Whether it was signed with this key, or with one that was in use before it. */
  readonly isSigned: (
    payload: string,
    seal: { readonly keyId: string; readonly signature: string },
  ) => boolean;
  /**
   * A secret that only this key gives, the same each time it is asked for the same purpose: a seal that was
   * interrupted comes to the same digests when it is taken again. Lower-case hex, 256 bits.
   */
  readonly secretFor: (purpose: string) => string;
  /** This key and those before it. */
  readonly keys: readonly SealKey[];
}

const keyOf = (publicKey: KeyObject): SealKey => ({
  keyId: createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16),
  publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
});

/** A signer on a key; `former` are public keys whose signatures stay good. */
export const sealSigner = (key: KeyObject, former: readonly KeyObject[] = []): SealSigner => {
  const own = keyOf(createPublicKey(key));
  const known = new Map([own, ...former.map(keyOf)].map((one) => [one.keyId, one]));
  return {
    ...own,
    keys: [...known.values()],
    sign: (payload) => sign(null, Buffer.from(payload, 'utf8'), key).toString('base64url'),
    // Ed25519 signs without chance, and what it signs here is never told: the digest of it is as good as random.
    secretFor: (purpose) =>
      createHash('sha256')
        .update(sign(null, Buffer.from(`secret.${purpose}`, 'utf8'), key))
        .digest('hex'),
    isSigned: (payload, seal) => {
      const used = known.get(seal.keyId);
      const signature = Buffer.from(seal.signature, 'base64url');
      return used !== undefined && verify(null, Buffer.from(payload, 'utf8'), used.publicKey, signature);
    },
  };
};

/** The signer of a process that keeps nothing, for tests. */
export const ephemeralSealSigner = (): SealSigner => sealSigner(generateKeyPairSync('ed25519').privateKey);

const publicKeysIn = async (folder: string): Promise<readonly KeyObject[]> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.pem')).sort();
  return Promise.all(files.map(async (file) => createPublicKey(await readFile(join(folder, file), 'utf8'))));
};

/**
 * The signer of an installation: its key lies in the folder of the key ring, and is made there once, by whichever
 * process comes first. Its public half is kept in `seal-keys` for good. To rotate, take `seal-key.pem` away and
 * start again: a new key is made, and what the old one signed can still be checked.
 */
export const openSealSigner = async (folder: string): Promise<SealSigner> => {
  const path = join(folder, 'seal-key.pem');
  const published = join(folder, 'seal-keys');
  await mkdir(published, { recursive: true, mode: 0o700 });
  const fresh = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  await createFileOnce(path, fresh.toString());
  const key = createPrivateKey(await readFile(path, 'utf8'));
  const { keyId, publicKey } = sealSigner(key);
  await createFileOnce(join(published, `${keyId}.pem`), publicKey);
  return sealSigner(key, await publicKeysIn(published));
};
