import type { SignOuts } from '../live/sign-outs.js';

/** What processes in one test tell each other. */
export class MemorySignOuts implements SignOuts {
  readonly #listeners = new Set<(signInId: string) => void>();
  /** What telling throws while it is set. */
  failure: Error | null = null;

  tell(signInId: string): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    for (const listener of this.#listeners) listener(signInId);
    return Promise.resolve();
  }

  onTold(listener: (signInId: string) => void): Promise<void> {
    this.#listeners.add(listener);
    return Promise.resolve();
  }
}
