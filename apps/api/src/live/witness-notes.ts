import { DEFAULT_NAMESPACE } from '@hearth/projections';
import type { PersonRef } from '@hearth/domain';
import type { Redis } from 'ioredis';
import { z } from 'zod';

const witnessed = z.object({
  sessionId: z.string(),
  roomSid: z.string(),
  participantSid: z.string(),
  person: z.object({ kind: z.enum(['patient', 'staff', 'family']), id: z.string() }),
  isOpen: z.boolean(),
  lastHeardAt: z.number(),
  /** When its browser said that it was leaving, until that is on record. */
  goneAt: z.number().nullable(),
});

/** One connection, as the browser at its end tells of it. */
export interface Witnessed {
  readonly sessionId: string;
  readonly roomSid: string;
  readonly participantSid: string;
  readonly person: PersonRef;
  isOpen: boolean;
  lastHeardAt: number;
  goneAt: number | null;
}

/**
 * What browsers said last, where every process of the api finds it: a process that ends, or a browser that comes back
 * through another one, must not lose a witness. All of them throw when it cannot be reached.
 */
export interface WitnessNotes {
  keep(key: string, one: Witnessed): Promise<void>;
  forget(key: string): Promise<void>;
  /** Null when nothing is kept. */
  of(key: string): Promise<Witnessed | null>;
  all(): Promise<ReadonlyMap<string, Witnessed>>;
}

const HASH = `${DEFAULT_NAMESPACE}:api:witnessed`;

const read = (text: string | null): Witnessed | null => {
  const parsed = text === null ? null : witnessed.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : null;
};

/** Ids and moments only. */
export const redisWitnessNotes = (redis: Redis): WitnessNotes => ({
  keep: async (key, one) => {
    await redis.hset(HASH, key, JSON.stringify(one));
  },
  forget: async (key) => {
    await redis.hdel(HASH, key);
  },
  of: async (key) => read(await redis.hget(HASH, key)),
  all: async () => {
    const found = new Map<string, Witnessed>();
    for (const [key, text] of Object.entries(await redis.hgetall(HASH))) {
      const one = read(text);
      if (one !== null) found.set(key, one);
    }
    return found;
  },
});
