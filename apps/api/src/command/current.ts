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

  /** Null when there is no such stream. @throws StoreUnavailable */
  async read<Category extends StreamCategory, Document>(
    view: StreamView<Category, Document>,
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
