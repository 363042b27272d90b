import type { ViewKey } from '@hearth/views';
import type { RunnableDerivedView } from '../runnable.js';
import type { Documents } from '../store/documents.js';
import { LookupFailed, watchedLookup } from '../store/lookup.js';
import { Poison, poisonOnError } from './poison.js';

export interface DerivedOutcome {
  readonly changed: boolean;
  /** False when a part has changed meanwhile: it must be computed again. */
  readonly settled: boolean;
  /** Derived documents that are now older than this one. */
  readonly dependents: readonly ViewKey[];
}

/**
 * Computes a derived document whole from its parts. The count of changes is read before the parts, so that a part
 * which changes in between leaves the document pending, and a late result cannot replace a newer one.
 * @throws Poison when the view's own code fails; errors of Redis are worth another try
 */
export const computeDerived = async (
  documents: Documents,
  view: RunnableDerivedView,
  key: string,
): Promise<DerivedOutcome> => {
  const count = await documents.dirtyCount({ view: view.name, key });
  const [before] = await documents.parts(view.name, [key]);
  const { lookup, sawDegraded } = watchedLookup(documents);
  const parts = await gather(view, key, lookup);
  const document = poisonOnError(count, () => view.derive(key, parts)) ?? null;
  const previous = before?.document ?? null;
  // Of a document that is gone, everything that it was part of.
  const shown = document ?? previous;
  const dependents =
    shown === null
      ? []
      : poisonOnError(count, () => view.dependents(shown, document === null ? null : previous));
  const indexes = document === null ? [] : poisonOnError(count, () => view.indexes(document));
  const degraded = sawDegraded();
  const applied = await documents.applyDerived(view, key, { count, document, degraded, indexes, dependents });
  if (!applied.applied) return { changed: false, settled: true, dependents: [] };
  const { changed, settled } = applied;
  return { changed, settled, dependents: changed ? dependents : [] };
};

const gather = async (
  view: RunnableDerivedView,
  key: string,
  lookup: Parameters<RunnableDerivedView['gather']>[1],
): Promise<unknown> => {
  try {
    return await view.gather(key, lookup);
  } catch (error) {
    if (error instanceof LookupFailed) throw error;
    throw new Poison(0, error);
  }
};
