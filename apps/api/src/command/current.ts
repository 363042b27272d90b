import type { StreamCategory } from '@hearth/domain';
import type { EventStore } from '@hearth/eventstore';
import type { StreamView } from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { STORE } from '../services.js';

/**
 * What a stream says up to its head, by the fold of its view. For what a request is decided on; screens get their
 * documents from the projections.
 */
@Injectable()
export class Current {
  constructor(@Inject(STORE) private readonly store: EventStore) {}

  /** Two views of one stream, at one reading of it. Null when there is no such stream. @throws StoreUnavailable */
  readBoth<Category extends StreamCategory, First, Second>(
    first: StreamView<Category, First>,
    second: StreamView<Category, Second>,
    id: string,
  ): Promise<{ readonly first: First; readonly second: Second } | null> {
    return this.read(
      {
        category: first.category,
        initial: () => ({ first: first.initial(id), second: second.initial(id) }),
        fold: (document, recorded) => ({
          first: first.fold(document.first, recorded),
          second: second.fold(document.second, recorded),
        }),
      },
      id,
    );
  }

  /** Null when there is no such stream. @throws StoreUnavailable */
  async read<Category extends StreamCategory, Document>(
    view: Pick<StreamView<Category, Document>, 'category' | 'initial' | 'fold'>,
    id: string,
  ): Promise<Document | null> {
    let document = view.initial(id);
    let found = false;
    for await (const stored of this.store.read(view.category, id)) {
      found = true;
      if (stored.kind === 'known') document = view.fold(document, stored.recorded);
    }
    return found ? document : null;
  }
}
