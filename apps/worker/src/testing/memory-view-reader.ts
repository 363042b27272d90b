import type { ReadDocument, ViewReader } from '@hearth/projections';
import type { ViewOf } from '@hearth/views';

/** Views that a test writes itself, for policies that read them. */
export class MemoryViewReader implements ViewReader {
  readonly #documents = new Map<string, unknown>();
  readonly #members = new Map<string, readonly string[]>();

  put(view: string, key: string, document: unknown): void {
    this.#documents.set(`${view} ${key}`, document);
  }

  index(name: string, members: readonly string[]): void {
    this.#members.set(name, members);
  }

  read<Document>({ name }: ViewOf<Document>, key: string): Promise<ReadDocument<Document> | null> {
    const document = this.#documents.get(`${name} ${key}`);
    return Promise.resolve(
      document === undefined
        ? null
        : { epoch: 'one', version: 1, document: document as Document, degraded: false },
    );
  }

  members(index: string): Promise<readonly string[]> {
    return Promise.resolve(this.#members.get(index) ?? []);
  }

  onChange(): Promise<() => Promise<void>> {
    return Promise.resolve(() => Promise.resolve());
  }

  onReset(): Promise<() => Promise<void>> {
    return Promise.resolve(() => Promise.resolve());
  }

  pulse(): Promise<Awaited<ReturnType<ViewReader['pulse']>>> {
    return Promise.resolve({ feedAt: null, caughtUp: true, waiting: 0, parked: 0 });
  }
}
