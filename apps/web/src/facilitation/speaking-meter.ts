export interface SpeakingInterval {
  readonly identity: string;
  readonly from: number;
  readonly to: number;
}

/** Chromium hears an end of speech 0.6 s later, relative to its start, than it happens (measured). */
export const LAG_MS = 600;
/** Shorter than this is a cough or a door. */
const SHORTEST_MS = 300;

/**
 * Turns "who speaks now" into intervals, without content. All times are the server's, in ms since the epoch.
 * A burst's end is taken back by the lag of the detection; what is still going on is reported up to the lag before
 * now, so that nothing is ever counted that may not have been speech.
 */
export class SpeakingMeter {
  private readonly since = new Map<string, number>();
  private done: SpeakingInterval[] = [];

  /** @param speaking identities that speak at `now` */
  heard(speaking: readonly string[], now: number): void {
    const current = new Set(speaking);
    for (const identity of [...this.since.keys()]) if (!current.has(identity)) this.close(identity, now);
    for (const identity of current) if (!this.since.has(identity)) this.since.set(identity, now);
  }

  /** Somebody left or fell silent by losing the connection: no "off" would ever come for them. */
  gone(identity: string, now: number): void {
    this.close(identity, now);
  }

  /** All that is known and was not handed out yet. */
  take(now: number): readonly SpeakingInterval[] {
    for (const [identity, from] of this.since) {
      const to = now - LAG_MS;
      if (to - from < SHORTEST_MS) continue;
      this.done.push({ identity, from, to });
      this.since.set(identity, to);
    }
    const taken = this.done;
    this.done = [];
    return taken;
  }

  /** Puts intervals back that could not be delivered, so that they go with the next report. */
  giveBack(intervals: readonly SpeakingInterval[]): void {
    this.done = [...intervals, ...this.done].slice(-500);
  }

  private close(identity: string, now: number): void {
    const from = this.since.get(identity);
    if (from === undefined) return;
    this.since.delete(identity);
    const to = now - LAG_MS;
    if (to - from >= SHORTEST_MS) this.done.push({ identity, from, to });
  }
}
