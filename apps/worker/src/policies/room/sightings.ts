import { noSighting, type Sighting } from '@hearth/video';
import type { Redis } from 'ioredis';
import { z } from 'zod';

/** What the last poll of a session's room saw, and what it was about. */
export interface LastPoll {
  readonly at: number;
  /** What the poll depended on: another one is due at once when this changes. */
  readonly about: string;
  readonly sighting: Sighting;
}

const instants = z.record(z.string(), z.number());
const lastPoll = z.object({
  at: z.number(),
  about: z.string(),
  sighting: z.object({ seenAt: instants, missingSince: instants }),
});

const KEEP_SECONDS = 6 * 60 * 60;

/**
 * Keeps the last poll of each room where every worker can find it. Losing it costs one more poll: somebody is taken
 * for gone only when two in a row have missed them.
 */
export class Sightings {
  constructor(
    private readonly redis: Redis,
    private readonly namespace: string,
  ) {}

  async last(sessionId: string): Promise<LastPoll> {
    const kept = await this.redis.get(this.#key(sessionId));
    const parsed = kept === null ? null : lastPoll.safeParse(JSON.parse(kept));
    return parsed?.success ? parsed.data : { at: 0, about: '', sighting: noSighting };
  }

  async keep(sessionId: string, poll: LastPoll): Promise<void> {
    await this.redis.set(this.#key(sessionId), JSON.stringify(poll), 'EX', KEEP_SECONDS);
  }

  /** From now on a poll from before `at` says nothing about what LiveKit has. */
  async voidBefore(at: number): Promise<void> {
    await this.redis.set(`${this.namespace}:sighting-void-before`, at);
  }

  async voidedAt(): Promise<number> {
    return Number((await this.redis.get(`${this.namespace}:sighting-void-before`)) ?? 0);
  }

  #key(sessionId: string): string {
    return `${this.namespace}:sighting:${sessionId}`;
  }
}
