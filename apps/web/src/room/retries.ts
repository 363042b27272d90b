const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000] as const;
const LONGEST_PAUSE_MS = 10_000;

/** Tries again what did not work: soon at first, ever later then, and not everybody in the same moment. */
export class Retries {
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** @param random from 0 to 1 */
  constructor(private readonly random: () => number) {}

  /** Plans the next try, instead of one that is planned already. */
  plan(act: () => void): void {
    this.cancel();
    const pause = PAUSES_MS[this.tries] ?? LONGEST_PAUSE_MS;
    this.tries += 1;
    this.timer = setTimeout(act, pause * (0.8 + 0.4 * this.random()));
  }

  cancel(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  /** It has worked, or somebody asks for it anew: the next try comes soon again. */
  forget(): void {
    this.tries = 0;
  }
}
