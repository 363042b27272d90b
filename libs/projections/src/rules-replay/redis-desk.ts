import type { ReplayProgress, ReplayReport, ReplayRequest } from '@hearth/views';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Script } from '../store/script.js';
import type { AskedReplay, ReplayDesk, ReplayTicket } from './desk.js';

export const REPLAY_QUEUE = 'rules-replay';
/** All that a job says: everything else is on the desk. */
export interface ReplayJob {
  readonly replayId: string;
}
const KEPT_S = 24 * 3_600;
const ATTEMPTS = 3;

// From a state that is expected to the next, or not at all: a cancelled replay never comes back.
const move = new Script(`
local state = redis.call('HGET', KEYS[1], 'state')
if not state or not string.find(ARGV[1], ' ' .. state .. ' ', 1, true) then return 0 end
for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
`);

const open = new Script(`
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('EXPIRE', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[1])
return 1
`);

const stored = z.object({
  programmeId: z.string(),
  by: z.string(),
  askedAt: z.coerce.number(),
  request: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  done: z.coerce.number(),
  of: z.coerce.number(),
  report: z.string().optional(),
});

export const replayQueuePrefix = (namespace: string): string => `${namespace}:queues`;

/** Tickets in Redis, as the api gives them out and the worker works them off. */
export class ReplayTickets {
  constructor(
    private readonly redis: Redis,
    private readonly namespace: string,
  ) {}

  /** False when there is one with this id. */
  async open({ replayId, programmeId, by, askedAt, request }: AskedReplay): Promise<boolean> {
    const ticket = { programmeId, by, askedAt, request: JSON.stringify(request) };
    const fields = { ...ticket, state: 'waiting', done: 0, of: 0 };
    const keys = [this.#key(replayId), this.#newest(programmeId)];
    return (await open.run(this.redis, keys, [KEPT_S, replayId, ...Object.entries(fields).flat()])) === 1;
  }

  async find(replayId: string): Promise<ReplayTicket | null> {
    const parsed = stored.safeParse(await this.redis.hgetall(this.#key(replayId)));
    if (!parsed.success) return null;
    const { request, report, ...ticket } = parsed.data;
    return {
      replayId,
      ...ticket,
      request: JSON.parse(request) as ReplayRequest,
      report: report === undefined ? null : (JSON.parse(report) as ReplayReport),
    };
  }

  newest(programmeId: string): Promise<string | null> {
    return this.redis.get(this.#newest(programmeId));
  }

  /** Each says whether it could be: not when the replay was cancelled, or is not kept any more. */
  begin(replayId: string): Promise<boolean> {
    return this.#move(replayId, ['waiting', 'running'], { state: 'running', done: 0, of: 0 });
  }
  progress(replayId: string, { done, of }: ReplayProgress): Promise<boolean> {
    return this.#move(replayId, ['running'], { done, of });
  }
  finish(replayId: string, report: ReplayReport): Promise<boolean> {
    return this.#move(replayId, ['running'], { state: 'done', report: JSON.stringify(report) });
  }
  fail(replayId: string): Promise<boolean> {
    return this.#move(replayId, ['waiting', 'running'], { state: 'failed' });
  }
  cancel(replayId: string): Promise<boolean> {
    return this.#move(replayId, ['waiting', 'running'], { state: 'cancelled' });
  }

  async #move(
    replayId: string,
    from: readonly ReplayTicket['state'][],
    fields: Readonly<Record<string, string | number>>,
  ): Promise<boolean> {
    const args = [` ${from.join(' ')} `, KEPT_S, ...Object.entries(fields).flat()];
    return (await move.run(this.redis, [this.#key(replayId)], args)) === 1;
  }

  #key(replayId: string): string {
    return `${this.namespace}:rules-replay:${replayId}`;
  }

  #newest(programmeId: string): string {
    return `${this.namespace}:rules-replay-of:${programmeId}`;
  }
}

/** The desk of the api: tickets, and a queue that any worker takes them from. */
export const redisReplayDesk = (
  redis: Redis,
  namespace: string,
  onError: (error: Error) => void,
): ReplayDesk & { readonly close: () => Promise<void> } => {
  const tickets = new ReplayTickets(redis, namespace);
  const queue = new Queue<ReplayJob>(REPLAY_QUEUE, {
    prefix: replayQueuePrefix(namespace),
    connection: redis,
    skipMetasUpdate: true,
  });
  queue.on('error', onError);
  return {
    ask: async (asked) => {
      await tickets.open(asked);
      const { replayId } = asked;
      const backoff = { type: 'exponential', delay: 1_000 };
      const opts = {
        jobId: replayId,
        attempts: ATTEMPTS,
        backoff,
        removeOnComplete: true,
        removeOnFail: true,
      };
      await queue.add('replay', { replayId }, opts);
    },
    find: (replayId) => tickets.find(replayId),
    newest: (programmeId) => tickets.newest(programmeId),
    cancel: async (replayId) => {
      await tickets.cancel(replayId);
    },
    close: () => queue.close(),
  };
};
