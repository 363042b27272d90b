import { randomBytes, randomUUID } from 'node:crypto';
import type { DataKey, KeyRing } from './key-ring.js';

/** A key ring that is gone with its process; for tests. */
export const inMemoryKeyRing = (): KeyRing => {
  const keys = new Map<string, DataKey>();
  const existing = (subject: string) => keys.get(subject) ?? null;
  return {
    keyFor: (subject) => {
      const key = existing(subject) ?? { keyId: randomUUID(), secret: randomBytes(32) };
      keys.set(subject, key);
      return Promise.resolve(key);
    },
    existing: (subject) => Promise.resolve(existing(subject)),
    drop: (subject) => {
      keys.delete(subject);
      return Promise.resolve();
    },
  };
};
