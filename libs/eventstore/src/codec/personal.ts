import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DataKey } from '../keys/key-ring.js';

const ALGORITHM = 'aes-256-gcm';
const TAG_BYTES = 16;

/** A personal part as it lies in the store. `cipher` is the cipher text followed by the tag; both in base64. */
export const encryptedPart = z.object({
  alg: z.literal('A256GCM'),
  keyId: z.string(),
  nonce: z.string(),
  cipher: z.string(),
});
export type EncryptedPart = z.infer<typeof encryptedPart>;

/** Where a personal part belongs; it cannot be read in any other place. */
export interface PartPlace {
  readonly stream: string;
  readonly type: string;
  readonly version: number;
  readonly subject: string;
}

const bindingOf = (place: PartPlace, keyId: string): Buffer =>
  Buffer.from([place.stream, place.type, place.version, place.subject, keyId].join('|'), 'utf8');

/** Encrypts a JSON value with a nonce of its own. */
export const encryptPart = (value: unknown, place: PartPlace, key: DataKey): EncryptedPart => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, key.secret, nonce).setAAD(bindingOf(place, key.keyId));
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return {
    alg: 'A256GCM',
    keyId: key.keyId,
    nonce: nonce.toString('base64'),
    cipher: Buffer.concat([text, cipher.getAuthTag()]).toString('base64'),
  };
};

/** @throws Error when the part was changed, or belongs elsewhere */
export const decryptPart = (part: EncryptedPart, place: PartPlace, key: DataKey): unknown => {
  const sealed = Buffer.from(part.cipher, 'base64');
  if (sealed.length < TAG_BYTES) throw new Error('The cipher text is too short');
  const decipher = createDecipheriv(ALGORITHM, key.secret, Buffer.from(part.nonce, 'base64'))
    .setAAD(bindingOf(place, key.keyId))
    .setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const text = Buffer.concat([
    decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)),
    decipher.final(),
  ]);
  return JSON.parse(text.toString('utf8')) as unknown;
};
