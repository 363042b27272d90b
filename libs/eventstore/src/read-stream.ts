import type { Recorded, StreamCategory } from '@hearth/domain';
import { UnknownEventError, type EventsOf, type EventStore } from './port.js';

/**
 * Everything that a stream holds from a revision on, in order, up to its head.
 * @throws UnknownEventError when the stream holds an event that this program does not know
 * @throws StoreUnavailable
 */
export async function* readStream<Category extends StreamCategory>(
  store: EventStore,
  category: Category,
  id: string,
  fromRevision = 0,
): AsyncGenerator<Recorded<EventsOf<Category>>> {
  for await (const stored of store.read(category, id, { fromRevision })) {
    if (stored.kind === 'unknown') {
      const { type, version } = stored.unknown;
      throw new UnknownEventError(`${category} stream holds ${type} v${version} at ${stored.revision}`);
    }
    yield stored.recorded;
  }
}
