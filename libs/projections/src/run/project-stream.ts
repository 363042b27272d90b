import type { StreamCategory } from '@hearth/domain';
import { MalformedEvent, StoreRefused, type EventStore, type StoredEvent } from '@hearth/eventstore';
import { RevisionGap, type ViewKey } from '@hearth/views';
import type { RunnableStreamView } from '../runnable.js';
import type { Documents, LoadedStream } from '../store/documents.js';
import { Poison, poisonOnError } from './poison.js';

const MAX_FENCED = 20;

export type StreamOutcome =
  | { readonly kind: 'nothing-new' }
  /** Its stream is parked; it stays as it is until it is replayed. */
  | { readonly kind: 'parked' }
  | {
      readonly kind: 'applied';
      readonly changed: boolean;
      readonly unknown: number;
      /** The store's time of the last event, ms since the epoch. */
      readonly recordedAt: number | null;
      /** Derived documents that are now older than this one. */
      readonly dependents: readonly ViewKey[];
      /** Set when what is new could be folded only in part: the stream must be parked. */
      readonly poison: Poison | null;
    }
  /** None of what is new could be folded: the stream must be parked. */
  | { readonly kind: 'poisoned'; readonly poison: Poison };

/** What came of one view of a stream. */
export interface Projected {
  readonly view: RunnableStreamView;
  readonly outcome: StreamOutcome;
}

/** A part of a stream as it was read once for all who fold it. */
interface Slice {
  readonly events: readonly StoredEvent<StreamCategory>[];
  /** Why it could not be read any further, where trying again would give the same. */
  readonly failure: MalformedEvent | StoreRefused | null;
}

interface Folded {
  /** Set when the stream cannot be folded beyond `revision`. */
  readonly poison: Poison | null;
  readonly revision: number;
  readonly document: unknown;
  readonly unknown: number;
  readonly recordedAt: number | null;
}

const readSlice = async (
  store: EventStore,
  category: StreamCategory,
  key: string,
  fromRevision: number,
): Promise<Slice> => {
  const events: StoredEvent<StreamCategory>[] = [];
  try {
    for await (const stored of store.read(category, key, { fromRevision })) events.push(stored);
  } catch (error) {
    if (error instanceof MalformedEvent || error instanceof StoreRefused) return { events, failure: error };
    throw error;
  }
  return { events, failure: null };
};

const revisionOf = (stored: StoredEvent<StreamCategory>): number =>
  stored.kind === 'known' ? stored.recorded.revision : stored.revision;

/** Folds what is new in a stream on top of its document, as far as that goes. */
const foldNew = (view: RunnableStreamView, key: string, loaded: LoadedStream, slice: Slice): Folded => {
  let { revision } = loaded;
  let document = loaded.document ?? poisonOnError(revision, () => view.initial(key));
  let unknown = 0;
  let recordedAt: number | null = null;
  try {
    for (const stored of slice.events) {
      const at = revisionOf(stored);
      if (at <= loaded.revision) continue;
      if (at !== revision + 1) throw new Poison(revision, new RevisionGap(view.name, revision + 1, at));
      if (stored.kind === 'unknown') unknown += 1;
      else {
        const { recorded } = stored;
        document = poisonOnError(revision, () => view.fold(document, recorded));
        recordedAt = recorded.recordedAt;
      }
      revision = at;
    }
  } catch (error) {
    if (!(error instanceof Poison)) throw error;
    return { revision, document, unknown, recordedAt, poison: error };
  }
  const poison = slice.failure === null ? null : new Poison(revision, slice.failure);
  return { revision, document, unknown, recordedAt, poison };
};

/** @returns null when somebody else wrote the document meanwhile */
const projectOne = async (
  documents: Documents,
  view: RunnableStreamView,
  key: string,
  loaded: LoadedStream,
  slice: Slice,
): Promise<StreamOutcome | null> => {
  const folded = foldNew(view, key, loaded, slice);
  if (folded.revision === loaded.revision) {
    if (folded.poison !== null) throw folded.poison;
    await documents.settle(view, key);
    return { kind: 'nothing-new' };
  }
  const dependents = poisonOnError(loaded.revision, () => view.dependents(folded.document, loaded.document));
  const indexes = poisonOnError(loaded.revision, () => view.indexes(folded.document));
  const applied = await documents.applyStream(view, key, loaded, { ...folded, indexes, dependents });
  if (!applied.applied) return null;
  const { unknown, recordedAt, poison } = folded;
  const { changed } = applied;
  return { kind: 'applied', changed, unknown, recordedAt, poison, dependents: changed ? dependents : [] };
};

const unlessPoisoned = async (work: Promise<StreamOutcome | null>): Promise<StreamOutcome | null> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Poison) return { kind: 'poisoned', poison: error };
    throw error;
  }
};

/**
 * Brings the documents of one stream, one in each view of its category, up to the stream's head with one read of it.
 * Any number of these may run at the same time, be killed, or come twice: a write applies only to the revision that
 * the fold started from. What fails in one view does not hold up the others.
 * @throws StoreUnavailable and errors of Redis, which are worth another try
 */
export const projectStream = async (
  store: EventStore,
  documents: Documents,
  views: readonly RunnableStreamView[],
  key: string,
): Promise<readonly Projected[]> => {
  const projected: Projected[] = [];
  let rest = views;
  for (let fenced = 0; rest.length > 0; fenced += 1) {
    // Somebody else wrote meanwhile. Whether that was all of it is seen by looking again.
    if (fenced > MAX_FENCED) throw new Error(`${rest[0]?.name} was fenced ${fenced} times`);
    const loaded = await Promise.all(
      rest.map(async (view) => ({ view, of: await documents.load(view, key) })),
    );
    for (const { view, of } of loaded) if (of.parked) projected.push({ view, outcome: { kind: 'parked' } });
    const open = loaded.filter(({ of }) => !of.parked);
    const [first] = open;
    if (first === undefined) break;
    const from = Math.min(...open.map(({ of }) => of.revision)) + 1;
    const slice = await readSlice(store, first.view.category, key, from);
    const outcomes = await Promise.all(
      open.map(async ({ view, of }) => ({
        view,
        outcome: await unlessPoisoned(projectOne(documents, view, key, of, slice)),
      })),
    );
    for (const { view, outcome } of outcomes) if (outcome !== null) projected.push({ view, outcome });
    rest = outcomes.flatMap(({ view, outcome }) => (outcome === null ? [view] : []));
  }
  return projected;
};
