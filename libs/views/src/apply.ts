import type { EventsOf, Recorded, StreamCategory } from '@hearth/domain';
import type { Stored, StreamView } from './view.js';

/** An event is missing between what is folded and what came: reading on would leave a hole in the view. */
export class RevisionGap extends Error {
  override readonly name = 'RevisionGap';

  constructor(
    readonly view: string,
    readonly expected: number,
    readonly got: number,
  ) {
    super(`${view}: expected revision ${expected}, got ${got}`);
  }
}

/** A document before any event. */
export const emptyDocument = <Category extends StreamCategory, Document>(
  view: StreamView<Category, Document>,
  id: string,
): Stored<Document> => ({ revision: -1, document: view.initial(id) });

/**
 * Folds one event into a stored document. An event that is already in it changes nothing, so that the same event
 * twice counts once.
 * @throws RevisionGap when an event before this one is missing
 */
export const applyRecorded = <Category extends StreamCategory, Document>(
  view: StreamView<Category, Document>,
  stored: Stored<Document>,
  recorded: Recorded<EventsOf<Category>>,
): Stored<Document> => {
  if (recorded.revision <= stored.revision) return stored;
  if (recorded.revision !== stored.revision + 1) {
    throw new RevisionGap(view.name, stored.revision + 1, recorded.revision);
  }
  return { revision: recorded.revision, document: view.fold(stored.document, recorded) };
};
