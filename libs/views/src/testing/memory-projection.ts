import type { Recorded, StreamCategory } from '@hearth/domain';
import type { Lookup, ViewKey, ViewOf } from '../view.js';

/** Any view of a stream, whatever its document. */
interface AnyStreamView {
  readonly kind: 'stream';
  readonly name: string;
  readonly category: StreamCategory;
  initial(id: string): unknown;
  fold(document: unknown, recorded: Recorded): unknown;
  indexes(document: unknown): readonly string[];
  dependents(document: unknown, previous: unknown): readonly ViewKey[];
}

interface AnyDerivedView {
  readonly kind: 'derived';
  readonly name: string;
  gather(key: string, lookup: Lookup): Promise<unknown>;
  derive(key: string, parts: unknown): unknown;
  indexes(document: unknown): readonly string[];
  dependents(document: unknown, previous: unknown): readonly ViewKey[];
}

const addressOf = ({ view, key }: ViewKey): string => `${view}|${key}`;

/**
 * The views of a story as the projections build them, in memory: folded from streams, computed when a part of theirs
 * changes, and handed on only when they come out otherwise than before.
 */
export class MemoryProjection {
  readonly #documents = new Map<string, unknown>();
  readonly #revisions = new Map<string, number>();
  readonly #members = new Map<string, Set<string>>();
  readonly #indexed = new Map<string, readonly string[]>();
  /** Addresses of what was computed, one after the other. */
  readonly computed: string[] = [];

  constructor(
    private readonly streams: readonly AnyStreamView[],
    private readonly derived: readonly AnyDerivedView[],
  ) {}

  document<Document>(view: ViewOf<Document>, key: string): Document | null {
    return (this.#documents.get(addressOf({ view: view.name, key })) ?? null) as Document | null;
  }

  /** Takes in what is new of a stream, and everything that follows from it. */
  async tell(category: StreamCategory, id: string, events: readonly Recorded[]): Promise<void> {
    const poked: ViewKey[] = [];
    for (const view of this.streams.filter((each) => each.category === category)) {
      const address = addressOf({ view: view.name, key: id });
      const revision = this.#revisions.get(address) ?? -1;
      const fresh = events.filter((recorded) => recorded.revision > revision);
      const before = this.#documents.get(address) ?? null;
      const after = fresh.reduce((document, one) => view.fold(document, one), before ?? view.initial(id));
      this.#revisions.set(address, fresh.at(-1)?.revision ?? revision);
      poked.push(...this.#keep(view, id, after, before));
    }
    await this.#settle(poked);
  }

  async #settle(poked: readonly ViewKey[]): Promise<void> {
    const waiting = new Map(poked.map((key) => [addressOf(key), key]));
    for (const [address, { view: name, key }] of waiting) {
      waiting.delete(address);
      const view = this.derived.find((each) => each.name === name);
      if (view === undefined) continue;
      this.computed.push(address);
      const before = this.#documents.get(address) ?? null;
      const after = view.derive(key, await view.gather(key, this.#lookup)) ?? null;
      for (const next of this.#keep(view, key, after, before)) waiting.set(addressOf(next), next);
    }
  }

  #keep(
    view: AnyStreamView | AnyDerivedView,
    key: string,
    after: unknown,
    before: unknown,
  ): readonly ViewKey[] {
    if (JSON.stringify(after) === JSON.stringify(before)) return [];
    const address = addressOf({ view: view.name, key });
    for (const name of this.#indexed.get(address) ?? []) this.#members.get(name)?.delete(key);
    const names = after === null ? [] : view.indexes(after);
    for (const name of names) this.#members.set(name, (this.#members.get(name) ?? new Set()).add(key));
    this.#indexed.set(address, names);
    if (after === null) this.#documents.delete(address);
    else this.#documents.set(address, after);
    return after === null ? view.dependents(before, null) : view.dependents(after, before);
  }

  readonly #lookup: Lookup = {
    document: (view, key) => Promise.resolve(this.document(view, key)),
    documents: (view, keys) =>
      Promise.resolve(keys.map((key) => this.document(view, key)).filter((one) => one !== null)),
    members: (index) => Promise.resolve([...(this.#members.get(index) ?? [])]),
    degraded: () => Promise.resolve([]),
  };
}
