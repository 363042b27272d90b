const BURST = 60;
const PER_SECOND = 15;

/** How much one socket may ask for: a burst, then a steady rate. */
export class MessageBudget {
  #left = BURST;
  #at: number;

  constructor(private readonly now: () => number) {
    this.#at = now();
  }

  /** False when there is nothing left for the moment. */
  take(): boolean {
    const now = this.now();
    const refill = Math.max(0, (now - this.#at) / 1_000) * PER_SECOND;
    this.#left = Math.min(BURST, this.#left + refill);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
