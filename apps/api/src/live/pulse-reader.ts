import type { Pulse } from '@hearth/contracts';
import type { ProjectionPulse, ViewReader } from '@hearth/projections';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../clock.js';
import { CLOCK } from '../services.js';
import { freshness } from './freshness.js';

/** What is told to screens about how fresh they are. */
@Injectable()
export class PulseReader {
  #latest: Pulse;
  #lastFeedAt: number | null = null;
  #toldAt = -Infinity;

  constructor(@Inject(CLOCK) private readonly clock: Clock) {
    this.#latest = { serverTime: clock.now(), state: 'catching-up', since: null };
  }

  get latest(): Pulse {
    return { ...this.#latest, serverTime: this.clock.now() };
  }

  /** Asks the projections; `changed` when there is something to tell: another state, or `everyMs` have passed. */
  async read(
    views: ViewReader,
    everyMs: number,
  ): Promise<{ readonly changed: boolean; readonly pulse: Pulse }> {
    const reported = await this.#ask(views);
    this.#lastFeedAt = reported?.feedAt ?? this.#lastFeedAt;
    const pulse = freshness(reported, this.#lastFeedAt, this.clock.now());
    const changed = pulse.state !== this.#latest.state || performance.now() - this.#toldAt >= everyMs;
    if (changed) this.#toldAt = performance.now();
    this.#latest = pulse;
    return { changed, pulse };
  }

  /** Redis being away is itself the answer: nothing is known. */
  async #ask(views: ViewReader): Promise<ProjectionPulse | null> {
    return views.pulse().catch(() => null);
  }
}
