import { streamName, parseStreamName, type EventDefinition, type StreamCategory } from '@hearth/domain';
import { createCodec, type Codec, type WireRecord } from '../codec/codec.js';
import { inMemoryKeyRing } from '../keys/in-memory-key-ring.js';
import {
  RevisionConflict,
  type AllPosition,
  type AppendContext,
  type Appended,
  type EventsOf,
  type EventStore,
  type ExpectedRevision,
  type FeedItem,
  type StoredEvent,
  type StreamNews,
} from '../port.js';

/** An event store that is gone with its process; for unit tests. It keeps the whole contract of the port. */
export interface InMemoryEventStore extends EventStore {
  /** Everything that lies in a stream, as it would lie in the store. */
  wire(category: StreamCategory, id: string): readonly WireRecord[];
}

export interface InMemoryOptions {
  readonly definitions: readonly EventDefinition[];
  /** The store's own clock; it does not move by itself unless told to. */
  readonly now?: () => number;
  readonly codec?: Codec;
}

/** Makes an empty one, which validates what is written against the definitions. */
export const inMemoryEventStore = ({
  definitions,
  now = () => 0,
  codec,
}: InMemoryOptions): InMemoryEventStore => {
  const log: WireRecord[] = [];
  const waiting = new Set<() => void>();
  const used =
    codec ??
    createCodec({
      definitions,
      keyRing: inMemoryKeyRing(),
      organisationId: 'in-memory',
      onIncident: () => undefined,
    });
  const of = (stream: string): readonly WireRecord[] => log.filter((record) => record.stream === stream);

  const newsAt = (index: number): StreamNews | null => {
    const record = log[index];
    const name = record === undefined ? null : parseStreamName(record.stream);
    if (record === undefined || name === null) return null;
    const { stream, type, id: eventId, revision, recordedAt } = record;
    return {
      stream,
      ...name,
      type,
      eventId,
      revision,
      recordedAt,
      position: { commit: String(index), prepare: String(index) },
    };
  };

  const news = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener('abort', wake);
    });

  async function* read<Category extends StreamCategory>(
    category: Category,
    id: string,
    options: { readonly fromRevision?: number } = {},
  ): AsyncGenerator<StoredEvent<Category>> {
    for (const record of of(streamName(category, id)).slice(options.fromRevision ?? 0)) {
      yield (await used.decode(record)) as StoredEvent<Category>;
    }
  }

  async function* follow(from: AllPosition | null, signal: AbortSignal): AsyncGenerator<FeedItem> {
    let next = from === null ? 0 : Number(from.commit) + 1;
    while (!signal.aborted) {
      for (; next < log.length; next += 1) {
        const news = newsAt(next);
        if (news !== null) yield { kind: 'news', news };
      }
      yield { kind: 'caught-up' };
      if (next < log.length || signal.aborted) continue;
      await news(signal);
    }
  }

  // Named, since the union of all events is too large to be inferred in place.
  async function append<Category extends StreamCategory>(
    category: Category,
    id: string,
    events: readonly EventsOf<Category>[],
    expected: ExpectedRevision | 'any',
    context: AppendContext,
  ): Promise<Appended> {
    const stream = streamName(category, id);
    const wire = await used.encode(stream, events, context);
    const before = of(stream);
    const at = expected === 'any' ? before.length : expected === 'no-stream' ? 0 : expected + 1;
    const same = (from: number) => wire.every((event, index) => before[from + index]?.id === event.id);
    if (expected === 'any') {
      const earlier = before.findIndex(({ id: known }) => known === wire[0]?.id);
      if (earlier >= 0 && same(earlier)) return { revision: earlier + wire.length - 1 };
    } else if (at < before.length && same(at)) return { revision: at + wire.length - 1 };
    if (at !== before.length) throw new RevisionConflict('Somebody else appended first');
    wire.forEach((event, index) =>
      log.push({ ...structuredClone(event), stream, revision: at + index, recordedAt: now() }),
    );
    for (const wake of [...waiting]) wake();
    return { revision: at + wire.length - 1 };
  }

  return {
    read,
    follow,
    append,
    head: (category, id) => {
      const { length } = of(streamName(category, id));
      return Promise.resolve(length === 0 ? null : length - 1);
    },
    async *streams(categories) {
      await Promise.resolve();
      for (const stream of new Set(log.map((record) => record.stream))) {
        const name = parseStreamName(stream);
        if (name !== null && categories.includes(name.category))
          yield { ...name, revision: of(stream).length - 1 };
      }
    },
    close: () => Promise.resolve(),
    wire: (category, id) => of(streamName(category, id)),
  };
};
