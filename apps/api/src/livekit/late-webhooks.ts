import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { MINUTE, type Instant } from '@hearth/domain';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import { CLOCK, LOG } from '../services.js';

/** What is tried again: false while it cannot be kept yet. */
export type Keeping = () => Promise<boolean>;

const AGAIN_MS = 1_000;
/** Whatever is not on record by then is left to LiveKit's own list and to the pages. */
const GIVE_UP_MS = 10 * MINUTE;
const MOST = 2_000;

/**
 * Webhooks that came while the event store was away. LiveKit tries each for 15 s and never again; this process knows
 * the exact moment as long as it lives, and puts it on record when it can. A second time has no second effect.
 */
@Injectable()
export class LateWebhooks implements OnModuleInit, OnApplicationShutdown {
  readonly #late = new Map<string, { readonly since: Instant; readonly keep: Keeping }>();
  #timer: NodeJS.Timeout | undefined;
  #isTrying = false;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.tryAgain(), AGAIN_MS);
    this.#timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** Remembers one until it is kept; the first ones stay when there are too many. */
  add(webhookId: string, keep: Keeping): void {
    if (this.#late.has(webhookId)) return;
    if (this.#late.size >= MOST) {
      this.log.error(
        { waiting: this.#late.size },
        'too many webhooks wait: one is left to the other witnesses',
      );
      return;
    }
    this.#late.set(webhookId, { since: this.clock.now(), keep });
  }

  /** Tries all of them once, in the order in which they came. */
  async tryAgain(): Promise<void> {
    if (this.#isTrying) return;
    this.#isTrying = true;
    try {
      for (const [webhookId, { since, keep }] of [...this.#late]) {
        const isOld = this.clock.now() - since > GIVE_UP_MS;
        if (isOld) this.log.error('a webhook could not be kept in time: it is left to the other witnesses');
        if (isOld || (await this.#isDone(keep))) this.#late.delete(webhookId);
      }
    } finally {
      this.#isTrying = false;
    }
  }

  async #isDone(keep: Keeping): Promise<boolean> {
    try {
      return await keep();
    } catch (error) {
      this.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a webhook cannot be kept');
      return true;
    }
  }
}
