import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** A password as it is kept: scrypt with its salt, both base64. */
export interface KeptPassword {
  salt: string;
  hash: string;
}

const HASH_BYTES = 32;

export async function keepPassword(password: string): Promise<KeptPassword> {
  const salt = randomBytes(16);
  return { salt: salt.toString('base64'), hash: (await derive(password, salt)).toString('base64') };
}

export async function isPassword(password: string, kept: KeptPassword): Promise<boolean> {
  const wanted = Buffer.from(kept.hash, 'base64');
  const given = await derive(password, Buffer.from(kept.salt, 'base64'));
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** Compares without telling by its time how much is equal. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password, salt, HASH_BYTES, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
