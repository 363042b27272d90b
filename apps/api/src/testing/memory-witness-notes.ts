import type { Witnessed, WitnessNotes } from '../live/witness-notes.js';

/** What Redis keeps of what browsers said, in memory. */
export class MemoryWitnessNotes implements WitnessNotes {
  readonly notes = new Map<string, Witnessed>();
  /** What every call throws while it is set. */
  failure: Error | null = null;

  keep(key: string, one: Witnessed): Promise<void> {
    return this.#answer(() => void this.notes.set(key, { ...one }));
  }

  forget(key: string): Promise<void> {
    return this.#answer(() => void this.notes.delete(key));
  }

  of(key: string): Promise<Witnessed | null> {
    return this.#answer(() => {
      const found = this.notes.get(key);
      return found === undefined ? null : { ...found };
    });
  }

  all(): Promise<ReadonlyMap<string, Witnessed>> {
    return this.#answer(() => new Map([...this.notes].map(([key, one]) => [key, { ...one }])));
  }

  #answer<Result>(result: () => Result): Promise<Result> {
    return this.failure === null ? Promise.resolve(result()) : Promise.reject(this.failure);
  }
}
