import type { EventsOf, Recorded, StreamCategory } from '@hearth/domain';

/** A document's address: which view and which one of it. */
export interface ViewKey {
  readonly view: string;
  readonly key: string;
}

/** A document as it is kept: with the revision of the last event that is in it (-1 before the first). */
export interface Stored<Document> {
  readonly revision: number;
  readonly document: Document;
}

/**
 * A view of one stream: a pure fold. Raising `version` builds it anew in the shadow and then switches over, so
 * raise it whenever a fold's meaning or a document's shape changes.
 */
export interface StreamView<Category extends StreamCategory, Document> {
  readonly kind: 'stream';
  readonly name: string;
  readonly version: number;
  readonly category: Category;
  readonly initial: (id: string) => Document;
  readonly fold: (document: Document, recorded: Recorded<EventsOf<Category>>) => Document;
  /** Names of the sets that hold this document's key, for views that span streams. */
  readonly indexes: (document: Document) => readonly string[];
  /** The derived documents that must be computed again when this one has changed from `previous` (null: it is new). */
  readonly dependents: (document: Document, previous: Document | null) => readonly ViewKey[];
}

/** Any view with documents of this shape, as far as reading them goes. */
export interface ViewOf<Document> {
  readonly name: string;
  readonly dependents: (document: Document, previous: Document | null) => readonly ViewKey[];
}

/** How a derived view reads its parts. Missing documents are null; members come in no order. */
export interface Lookup {
  document<Document>(view: ViewOf<Document>, key: string): Promise<Document | null>;
  /** The documents that exist of these keys, in the order of the keys. */
  documents<Document>(view: ViewOf<Document>, keys: readonly string[]): Promise<readonly Document[]>;
  members(index: string): Promise<readonly string[]>;
  /** Keys whose document is degraded: one of its streams is parked. */
  degraded(view: ViewOf<never>, keys: readonly string[]): Promise<readonly string[]>;
}

/**
 * A view over several documents: computed whole from its parts each time one of them changes, so that computing it
 * twice, or late, does no harm. A document that comes out as it was is not written, published or handed on.
 */
export interface DerivedView<Document, Parts> {
  readonly kind: 'derived';
  readonly name: string;
  readonly version: number;
  readonly gather: (key: string, lookup: Lookup) => Promise<Parts>;
  /** Null when there is nothing to show for this key. */
  readonly derive: (key: string, parts: Parts) => Document | null;
  /** As of a stream view; a derived document can be part of another one, never of itself. */
  readonly indexes: (document: Document) => readonly string[];
  readonly dependents: (document: Document, previous: Document | null) => readonly ViewKey[];
}
