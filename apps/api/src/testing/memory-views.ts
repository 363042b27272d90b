import type { ProjectionPulse, ReadDocument, ViewChange, ViewReader } from '@hearth/projections';
import type { ViewOf } from '@hearth/views';

/** Views that a test writes itself. */
export class MemoryViews implements ViewReader {
  readonly #documents = new Map<string, ReadDocument<unknown>>();
  readonly #indexes = new Map<string, readonly string[]>();
  readonly #resetListeners = new Set<() => void>();
  readonly #listeners = new Set<(change: ViewChange) => void>();
  reported: ProjectionPulse = { feedAt: null, caughtUp: false, waiting: 0, parked: 0 };
  /** What reading throws while it is set. */
  failure: Error | null = null;

  /** Puts a document in its place and tells of it. */
  put(view: string, key: string, document: unknown, epoch = 'one'): void {
    const address = `${view} ${key}`;
    const version = (this.#documents.get(address)?.version ?? 0) + 1;
    this.#documents.set(address, { epoch, version, document: structuredClone(document), degraded: false });
    for (const listener of this.#listeners) listener({ view, key, version });
  }

  index(name: string, members: readonly string[]): void {
    this.#indexes.set(name, members);
  }

  read<Document>({ name }: ViewOf<Document>, key: string): Promise<ReadDocument<Document> | null> {
    if (this.failure) return Promise.reject(this.failure);
    const found = this.#documents.get(`${name} ${key}`) ?? null;
    return Promise.resolve(found as ReadDocument<Document> | null);
  }

  members(index: string): Promise<readonly string[]> {
    return Promise.resolve(this.#indexes.get(index) ?? []);
  }

  onChange(listener: (change: ViewChange) => void): Promise<() => Promise<void>> {
    this.#listeners.add(listener);
    return Promise.resolve(() => {
      this.#listeners.delete(listener);
      return Promise.resolve();
    });
  }

  onReset(listener: () => void): Promise<() => Promise<void>> {
    this.#resetListeners.add(listener);
    return Promise.resolve(() => {
      this.#resetListeners.delete(listener);
      return Promise.resolve();
    });
  }

  /** As when the subscription was lost for a while. */
  reset(): void {
    for (const listener of this.#resetListeners) listener();
  }

  pulse(): Promise<ProjectionPulse> {
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(this.reported);
  }
}
