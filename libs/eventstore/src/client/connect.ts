import { EventStoreDBClient, type EventData } from '@eventstore/db-client';
import { streamCategories, streamName, type StreamCategory } from '@hearth/domain';
import type { Codec, WireEvent } from '../codec/codec.js';
import {
  RevisionConflict,
  StoreUnavailable,
  type AllPosition,
  type AppendContext,
  type Appended,
  type EventsOf,
  type EventStore,
  type ExpectedRevision,
  type FeedItem,
  type StoredEvent,
} from '../port.js';
import { backoffMs, pause, withDeadline } from './backoff.js';
import { translateError } from './errors.js';
import { appendCredentials, clientConnectionString, usualTimes, type ClientTimes } from './options.js';
import { readRecords } from './reading.js';
import { subscribeOnce } from './subscription.js';

/** What the client met, for counting and logging; it deals with all of it by itself. */
export type ClientNote = 'append-retried' | 'subscription-lost';

export interface EventStoreOptions {
  /** `esdb://…`, `esdb+discover://…` or the same with `kurrentdb`. */
  readonly connectionString: string;
  readonly codec: Codec;
  readonly times?: Partial<ClientTimes>;
  readonly onNote?: (note: ClientNote, error: Error) => void;
}

/** Connects to EventStoreDB, KurrentDB or the embedded node. Connects at the first call, and again when it must. */
export const connectEventStore = (options: EventStoreOptions): EventStore => new ConnectedEventStore(options);

const toEventData = (event: WireEvent): EventData => ({ ...event, contentType: 'application/json' });

class ConnectedEventStore implements EventStore {
  readonly #client: EventStoreDBClient;
  readonly #codec: Codec;
  readonly #times: ClientTimes;
  readonly #credentials;
  readonly #note;
  readonly #closing = new AbortController();

  constructor(options: EventStoreOptions) {
    this.#client = EventStoreDBClient.connectionString(clientConnectionString(options.connectionString));
    this.#codec = options.codec;
    this.#times = { ...usualTimes, ...options.times };
    this.#credentials = appendCredentials(options.connectionString);
    this.#note = options.onNote ?? (() => undefined);
  }

  async *read<Category extends StreamCategory>(
    category: Category,
    id: string,
    options: { readonly fromRevision?: number } = {},
  ): AsyncGenerator<StoredEvent<Category>> {
    const stream = streamName(category, id);
    const from = BigInt(options.fromRevision ?? 0);
    const range = { stream, from, direction: 'forwards' } as const;
    for await (const record of readRecords(this.#client, range, this.#times.deadlineMs)) {
      // The codec has checked the event against the definition of its type; which types live in which category is
      // held by `append`.
      yield (await this.#codec.decode(record)) as StoredEvent<Category>;
    }
  }

  async append<Category extends StreamCategory>(
    category: Category,
    id: string,
    events: readonly EventsOf<Category>[],
    expected: ExpectedRevision | 'any',
    context: AppendContext,
  ): Promise<Appended> {
    const stream = streamName(category, id);
    const wire = (await this.#codec.encode(stream, events, context)).map(toEventData);
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#appendOnce(stream, wire, expected);
      } catch (thrown) {
        const error = translateError(thrown);
        // Whether it was written is not known. The same ids at the same place: the store recognises them.
        if (!(error instanceof StoreUnavailable) || tries >= this.#times.appendTries) throw error;
        this.#note('append-retried', error);
        await pause(backoffMs(tries, this.#times.backoffBaseMs, this.#times.backoffMaxMs));
      }
    }
  }

  async #appendOnce(
    stream: string,
    events: EventData[],
    expected: ExpectedRevision | 'any',
  ): Promise<Appended> {
    const { deadlineMs } = this.#times;
    const result = await withDeadline(
      this.#client.appendToStream(stream, events, {
        expectedRevision:
          expected === 'no-stream' ? 'no_stream' : expected === 'any' ? 'any' : BigInt(expected),
        credentials: this.#credentials,
        deadline: deadlineMs,
      }),
      deadlineMs + 500,
      () => new StoreUnavailable(`No answer to an append within ${deadlineMs} ms`),
    );
    // Only when the connection string asks the client not to throw.
    if (!result.success) throw new RevisionConflict('Somebody else appended first');
    return { revision: Number(result.nextExpectedRevision) };
  }

  async head(category: StreamCategory, id: string): Promise<number | null> {
    const stream = streamName(category, id);
    const range = { stream, from: 'end', direction: 'backwards', maxCount: 1 } as const;
    for await (const record of readRecords(this.#client, range, this.#times.deadlineMs))
      return record.revision;
    return null;
  }

  async *follow(from: AllPosition | null, signal: AbortSignal): AsyncGenerator<FeedItem> {
    const stop = AbortSignal.any([signal, this.#closing.signal]);
    let position = from;
    let failures = 0;
    while (!stop.aborted) {
      try {
        for await (const item of subscribeOnce(this.#client, streamCategories, position, stop)) {
          failures = 0;
          if (item.kind === 'news') position = item.news.position;
          if (item.kind === 'checkpoint') position = item.position;
          yield item;
        }
      } catch (thrown) {
        const error = translateError(thrown);
        if (!(error instanceof StoreUnavailable)) throw error;
        failures += 1;
        this.#note('subscription-lost', error);
        yield { kind: 'lost', error };
        await pause(backoffMs(failures, this.#times.backoffBaseMs, this.#times.backoffMaxMs), stop);
      }
    }
  }

  async *streams(
    categories: readonly StreamCategory[],
    signal?: AbortSignal,
  ): AsyncGenerator<{ category: StreamCategory; id: string; revision: number }> {
    const stop = AbortSignal.any([...(signal === undefined ? [] : [signal]), this.#closing.signal]);
    const found = new Map<string, { category: StreamCategory; id: string; revision: number }>();
    for await (const item of this.follow(null, stop)) {
      if (item.kind === 'lost') throw item.error;
      if (item.kind === 'caught-up') break;
      if (item.kind === 'checkpoint' || !categories.includes(item.news.category)) continue;
      const { stream, category, id, revision } = item.news;
      found.set(stream, { category, id, revision });
    }
    if (!stop.aborted) yield* found.values();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await withDeadline(
      this.#client.dispose(),
      this.#times.deadlineMs,
      () => new StoreUnavailable('Not closed'),
    );
  }
}
