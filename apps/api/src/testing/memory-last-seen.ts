import type { Instant } from '@hearth/domain';
import type { LastSeen } from '../live/last-seen.js';

/** What Redis keeps of who was connected, in memory. */
export class MemoryLastSeen implements LastSeen {
  readonly seen = new Map<string, Instant>();
  readonly #waiting = new Map<string, () => void>();
  /** What every call throws while it is set. */
  failure: Error | null = null;

  note(personIds: readonly string[], at: Instant): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    for (const id of personIds) {
      this.seen.set(id, at);
      this.#waiting.get(id)?.();
    }
    return Promise.resolve();
  }

  /** Resolves when this person is next seen. */
  noted(personId: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(personId, resolve));
  }

  of(personIds: readonly string[]): Promise<readonly (Instant | null)[]> {
    if (this.failure) return Promise.reject(this.failure);
    return Promise.resolve(personIds.map((id) => this.seen.get(id) ?? null));
  }
}
