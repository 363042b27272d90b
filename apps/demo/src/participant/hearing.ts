import type { Instant } from '@hearth/domain';

export interface SpeakingInterval {
  readonly identity: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** LiveKit says "stopped" later than "started" by this much, so each burst is shorter than it looks. */
const LATE_END_MS = 600;
const SHORTEST_MS = 200;

/** Who spoke when, from the changes of who speaks. No content: only identities and moments. */
export class Hearing {
  readonly #since = new Map<string, Instant>();
  #intervals: SpeakingInterval[] = [];

  /** These speak from now on, and nobody else. */
  heard(identities: readonly string[], now: Instant): void {
    for (const [identity, from] of this.#since) {
      if (!identities.includes(identity)) this.#close(identity, from, now - LATE_END_MS);
    }
    for (const identity of identities) {
      if (!this.#since.has(identity)) this.#since.set(identity, now);
    }
  }

  /** What was heard since it was asked last; somebody still speaking is counted up to now. */
  take(now: Instant): readonly SpeakingInterval[] {
    for (const [identity, from] of [...this.#since]) {
      this.#close(identity, from, now);
      this.#since.set(identity, now);
    }
    const taken = this.#intervals;
    this.#intervals = [];
    return taken;
  }

  /** Nothing is heard any more: the connection is gone, and "stopped" will not come. */
  deaf(now: Instant): void {
    this.heard([], now);
  }

  #close(identity: string, from: Instant, to: Instant): void {
    this.#since.delete(identity);
    if (to - from >= SHORTEST_MS) this.#intervals.push({ identity, from, to });
  }
}
