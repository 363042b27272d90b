import type { Instant } from '@hearth/domain';
import type { Logger } from '@hearth/platform';
import { Refused, Unreachable, type HttpDoor } from '../door/http-door.js';
import type { LiveDoor } from '../door/live-door.js';
import { RoomVisit, type VisitRequest } from './room-visit.js';
import { Wakeable } from './wakeable.js';

export interface Surroundings {
  readonly door: HttpDoor;
  readonly live: LiveDoor;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Whether there is anything left to do in this session. */
export type Step = 'go-on' | 'done';

const LOOK_AGAIN_MS = 1_000;

/**
 * Somebody simulated in one session. It looks at what the screen of its person shows, does what is next, and looks
 * again: whatever was lost or refused is simply tried when it is looked at next.
 */
export abstract class Participant {
  protected readonly wakeable = new Wakeable();

  constructor(
    protected readonly surroundings: Surroundings,
    protected readonly sessionId: string,
  ) {}

  /** Does what is next. */
  protected abstract step(now: Instant): Promise<Step>;
  protected abstract leave(): Promise<void>;

  /** Takes part until there is nothing left to do, or until the signal ends it. Leaves the room in any case. */
  async run(): Promise<void> {
    const { signal } = this.surroundings;
    try {
      while (!signal.aborted) {
        if ((await this.#stepOnce()) === 'done') return;
        await this.wakeable.wait(LOOK_AGAIN_MS, signal);
      }
    } finally {
      await this.leave();
    }
  }

  async #stepOnce(): Promise<Step> {
    try {
      return await this.step(Date.now());
    } catch (error) {
      const { signal, logger } = this.surroundings;
      if (signal.aborted) return 'done';
      if (!(error instanceof Refused) && !(error instanceof Unreachable)) throw error;
      // What is refused was seen too late or too early; the next look knows more.
      logger.debug({ err: error, sessionId: this.sessionId }, 'not now');
      await this.wakeable.wait(LOOK_AGAIN_MS * 2, signal);
      return 'go-on';
    }
  }

  protected visit(request: Omit<VisitRequest, 'sessionId' | 'wake'>): RoomVisit {
    const { door, live } = this.surroundings;
    const { sessionId, wakeable } = this;
    return new RoomVisit(door, live, { ...request, sessionId, wake: () => wakeable.wake() });
  }

  /** A command of this session. */
  protected async command(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<void> {
    await this.surroundings.door.ask({ method, path: `/sessions/${this.sessionId}/${path}`, body });
  }
}
