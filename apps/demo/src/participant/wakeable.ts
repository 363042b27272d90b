/** A pause that can be cut short. */
export class Wakeable {
  #pending = false;
  #wake: () => void = () => undefined;

  /** Ends the pause that is running, or the next one before it begins. */
  wake(): void {
    this.#pending = true;
    this.#wake();
  }

  /** Pauses for at most `ms`; ends early when woken or aborted. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#pending && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          this.#wake = () => undefined;
          resolve();
        };
        const timer = setTimeout(done, ms);
        this.#wake = done;
        signal.addEventListener('abort', done, { once: true });
      });
    }
    this.#pending = false;
  }
}
