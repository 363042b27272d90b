import { setImmediate } from 'node:timers/promises';
import { Rejection } from '@hearth/domain';
import type { Logger } from '@hearth/platform';
import { replayProgramme, type ReplayProgress } from '@hearth/views';
import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { lookupOn } from '../read/reader-lookup.js';
import type { ViewReader } from '../view-reader.js';
import { REPLAY_QUEUE, replayQueuePrefix, ReplayTickets, type ReplayJob } from './redis-desk.js';

const LOCK_MS = 30_000;
/** A worker that is stopped in the middle, however often, is no fault of the replay. */
const MAX_STALLED = 100;
/** Often enough to watch it, and to stop soon after somebody has cancelled. */
const TELL_EVERY_MS = 250;

export interface ReplayWorkerOptions {
  readonly redis: Redis;
  readonly openWorkerConnection: () => Redis;
  readonly views: ViewReader;
  readonly namespace: string;
  readonly logger: Logger;
  /** How long a killed worker's replay is left to it, ms. */
  readonly lockMs?: number;
}

/**
 * Works replays off, one at a time in this process. One that is interrupted, by an orderly stop or by a crash, is begun
 * anew by whichever worker is there next; nothing but its ticket is ever written, so that does no harm.
 */
export class ReplayWorker {
  readonly #tickets: ReplayTickets;
  readonly #stopping = new AbortController();
  #worker: Worker<ReplayJob> | null = null;
  #connection: Redis | null = null;

  constructor(private readonly options: ReplayWorkerOptions) {
    this.#tickets = new ReplayTickets(options.redis, options.namespace);
  }

  start(): void {
    const { logger, namespace, lockMs = LOCK_MS } = this.options;
    const connection = this.options.openWorkerConnection();
    const worker = new Worker<ReplayJob>(REPLAY_QUEUE, (job, token) => this.#work(job, token), {
      prefix: replayQueuePrefix(namespace),
      connection,
      concurrency: 1,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      maxStalledCount: MAX_STALLED,
    });
    worker.on('error', (error) => logger.warn({ err: error }, 'replay worker'));
    worker.on('failed', (job, error) => void this.#failed(job, error));
    this.#worker = worker;
    this.#connection = connection;
  }

  /** Gives back what it is at, for the next worker. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#worker?.close();
    this.#connection?.disconnect();
  }

  async #work(job: Job<ReplayJob>, token: string | undefined): Promise<void> {
    const { replayId } = job.data;
    const ticket = (await this.#tickets.begin(replayId)) ? await this.#tickets.find(replayId) : null;
    if (ticket === null) return;
    const lookup = lookupOn(this.options.views);
    const replay = replayProgramme(lookup, ticket.programmeId, ticket.request);
    let toldAt = 0;
    try {
      let step = await replay.next();
      while (step.done !== true) {
        if (this.#stopping.signal.aborted) return await this.#giveBack(job, token);
        if (Date.now() - toldAt >= TELL_EVERY_MS) {
          if (!(await this.#tell(replayId, step.value))) return;
          toldAt = Date.now();
        }
        // Policies and projections of this process want to go on meanwhile.
        await setImmediate();
        step = await replay.next();
      }
      if (step.value === null) throw new UnrecoverableError('there is no such programme or version any more');
      await this.#tickets.finish(replayId, step.value);
    } catch (error) {
      if (error instanceof Rejection) throw new UnrecoverableError(error.code);
      throw error;
    }
  }

  /** False once it was cancelled. */
  #tell(replayId: string, progress: ReplayProgress): Promise<boolean> {
    return this.#tickets.progress(replayId, progress);
  }

  async #giveBack(job: Job<ReplayJob>, token: string | undefined): Promise<void> {
    await job.moveToDelayed(Date.now(), token);
    throw new DelayedError();
  }

  async #failed(job: Job<ReplayJob> | undefined, error: Error): Promise<void> {
    const { logger } = this.options;
    logger.warn({ replayId: job?.data.replayId, err: error }, 'replay');
    if (job === undefined) return;
    const isLast = error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1);
    if (!isLast) return;
    try {
      await this.#tickets.fail(job.data.replayId);
    } catch (failure) {
      logger.warn({ replayId: job.data.replayId, err: failure }, 'a failed replay could not be marked');
    }
  }
}
