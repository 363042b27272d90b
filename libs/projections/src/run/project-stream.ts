import { MalformedEvent, StoreRefused, type EventStore } from '@hearth/eventstore';
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
    };

interface Folded {
  /** Set when the stream cannot be folded beyond `revision`. */
  readonly poison: Poison | null;
  readonly revision: number;
  readonly document: unknown;
  readonly unknown: number;
  readonly recordedAt: number | null;
}

/** Folds what is new in a stream on top of its document, as far as that goes. */
const foldNew = async (
  store: EventStore,
  view: RunnableStreamView,
  key: string,
  loaded: LoadedStream,
): Promise<Folded> => {
  let { revision } = loaded;
  let document = loaded.document ?? poisonOnError(revision, () => view.initial(key));
  let unknown = 0;
  let recordedAt: number | null = null;
  let poison: Poison | null = null;
  try {
    for await (const stored of store.read(view.category, key, { fromRevision: revision + 1 })) {
      const at = stored.kind === 'known' ? stored.recorded.revision : stored.revision;
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
    if (error instanceof Poison) poison = error;
    else if (error instanceof MalformedEvent || error instanceof StoreRefused)
      poison = new Poison(revision, error);
    else throw error;
  }
  return { revision, document, unknown, recordedAt, poison };
};

/**
 * Brings the document of one stream up to the stream's head. Any number of these may run at the same time, be
 * killed, or come twice: the write applies only to the revision that the fold started from.
 * @throws Poison when the stream must be parked; StoreUnavailable and errors of Redis are worth another try
 */
export const projectStream = async (
  store: EventStore,
  documents: Documents,
  view: RunnableStreamView,
  key: string,
): Promise<StreamOutcome> => {
  for (let fenced = 0; ; fenced += 1) {
    const loaded = await documents.load(view, key);
    if (loaded.parked) return { kind: 'parked' };
    const folded = await foldNew(store, view, key, loaded);
    if (folded.revision === loaded.revision) {
      if (folded.poison !== null) throw folded.poison;
      await documents.settle(view, key);
      return { kind: 'nothing-new' };
    }
    const dependents = poisonOnError(loaded.revision, () =>
      view.dependents(folded.document, loaded.document),
    );
    const indexes = poisonOnError(loaded.revision, () => view.indexes(folded.document));
    const applied = await documents.applyStream(view, key, loaded, { ...folded, indexes, dependents });
    if (applied.applied) {
      const { unknown, recordedAt, poison } = folded;
      const { changed } = applied;
      return { kind: 'applied', changed, unknown, recordedAt, poison, dependents: changed ? dependents : [] };
    }
    // Somebody else wrote meanwhile. Whether that was all of it is seen by looking again.
    if (fenced >= MAX_FENCED) throw new Error(`${view.name} was fenced ${fenced} times`);
  }
};
