import { MINUTE, type Instant } from '@hearth/domain';
import { DEFAULT_NAMESPACE } from '@hearth/projections';
import type { Redis } from 'ioredis';

/** When people were last connected, to whichever process of the api. */
export interface LastSeen {
  /** @throws when it could not be kept */
  note(personIds: readonly string[], at: Instant): Promise<void>;
  /** In the order of the ids; null when not known. @throws when it could not be read */
  of(personIds: readonly string[]): Promise<readonly (Instant | null)[]>;
}

/** Far longer than anybody asks about. */
const KEPT_MS = 10 * MINUTE;
const keyOf = (personId: string): string => `${DEFAULT_NAMESPACE}:api:last-seen:${personId}`;

/** Kept in Redis, so that a screen which comes back through another process is known in all of them. */
export const redisLastSeen = (redis: Redis): LastSeen => ({
  note: async (personIds, at) => {
    await Promise.all(personIds.map((id) => redis.set(keyOf(id), at, 'PX', KEPT_MS)));
  },
  of: async (personIds) => {
    if (personIds.length === 0) return [];
    const found = await redis.mget(personIds.map(keyOf));
    return found.map((at) => (at === null ? null : Number(at)));
  },
});
