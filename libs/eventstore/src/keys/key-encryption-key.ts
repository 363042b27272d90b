import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { codeOf, createFileOnce } from './durable-file.js';
import { KeyRingUnavailable } from './key-ring.js';

const KEY_BYTES = 32;

const keyFrom = (text: string, origin: string): Buffer => {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES)
    throw new KeyRingUnavailable(`${origin} does not hold a key of ${KEY_BYTES} bytes`);
  return key;
};

const readIfThere = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

/**
 * The key-encryption key: as given, else from its file, else made once.
 * @throws KeyRingUnavailable when wrapped keys are there but what wrapped them is not: a new key could not read them
 */
export const keyEncryptionKey = async (
  given: string | undefined,
  path: string,
  ring: string,
): Promise<Buffer> => {
  if (given !== undefined) return keyFrom(given, 'KEYRING_KEK');
  const kept = await readIfThere(path);
  if (kept !== null) return keyFrom(kept, path);
  if ((await readdir(ring)).some((name) => name.endsWith('.json'))) {
    throw new KeyRingUnavailable(`${ring} holds keys, but the key that wraps them is not at ${path}`);
  }
  await createFileOnce(path, randomBytes(KEY_BYTES).toString('base64'));
  return keyFrom(await readFile(path, 'utf8'), path);
};

/** Wraps a data key; `binding` says whose it is and is needed again to unwrap it. */
export const wrapKey = (secret: Uint8Array, binding: string, kek: Uint8Array): string => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', kek, nonce).setAAD(Buffer.from(binding));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  );
};

/** @throws Error when it was wrapped by another key, or is somebody else's */
export const unwrapKey = (wrapped: string, binding: string, kek: Uint8Array): Uint8Array => {
  const bytes = Buffer.from(wrapped, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', kek, bytes.subarray(0, 12))
    .setAAD(Buffer.from(binding))
    .setAuthTag(bytes.subarray(bytes.length - 16));
  return Buffer.concat([decipher.update(bytes.subarray(12, bytes.length - 16)), decipher.final()]);
};
