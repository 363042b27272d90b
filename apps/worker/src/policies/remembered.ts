const MAX_REMEMBERED = 20_000;

/**
 * Things that this process has done already, so that it need not find out again on each news of a stream. Only
 * saves work: whoever forgets, or another process, comes to the same by asking the decider.
 */
export class Remembered {
  readonly #keys = new Set<string>();

  async once(key: string, work: () => Promise<unknown>): Promise<void> {
    if (this.#keys.has(key)) return;
    await work();
    this.#keys.add(key);
    if (this.#keys.size <= MAX_REMEMBERED) return;
    for (const oldest of this.#keys) {
      this.#keys.delete(oldest);
      return;
    }
  }
}
