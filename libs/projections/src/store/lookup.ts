import type { Lookup, ViewOf } from '@hearth/views';
import type { Documents } from './documents.js';
import type { LoadedPart } from './parts.js';

/** The documents could not be read; says nothing about the view that asked. */
export class LookupFailed extends Error {
  override readonly name = 'LookupFailed';
}

export interface WatchedLookup {
  readonly lookup: Lookup;
  /** Whether one of the documents that were read may be old. */
  readonly sawDegraded: () => boolean;
}

/** A lookup in one generation that notices whether it came upon a degraded document. */
export const watchedLookup = (documents: Documents): WatchedLookup => {
  let degraded = false;
  const guarded = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      throw new LookupFailed('The documents cannot be read', { cause: error });
    }
  };
  const parts = async (view: string, keys: readonly string[]): Promise<readonly (LoadedPart | null)[]> => {
    const found = await guarded(documents.parts(view, keys));
    if (found.some((part) => part?.degraded)) degraded = true;
    return found;
  };
  const lookup: Lookup = {
    async document<Document>(view: ViewOf<Document>, key: string): Promise<Document | null> {
      const [part] = await parts(view.name, [key]);
      return (part?.document ?? null) as Document | null;
    },
    async documents<Document>(view: ViewOf<Document>, keys: readonly string[]): Promise<readonly Document[]> {
      const found = await parts(view.name, keys);
      return found.flatMap((part) => (part?.document == null ? [] : [part.document as Document]));
    },
    members: (index) => guarded(documents.members(index)),
    async degraded(view, keys) {
      const found = await parts(view.name, keys);
      return keys.filter((_, index) => found[index]?.degraded === true);
    },
  };
  return { lookup, sawDegraded: () => degraded };
};
