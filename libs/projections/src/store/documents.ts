import type { Redis } from 'ioredis';
import type { ViewKey } from '@hearth/views';
import { streamName } from '@hearth/domain';
import { addressOf, parseAddress, type RunnableDerivedView, type RunnableStreamView } from '../runnable.js';
import { generationKeys, rootKeys, type GenerationKeys } from './keys.js';
import { Parts, type LoadedPart } from './parts.js';
import { applyDerived, applyStream, markDegraded, settleStream } from './scripts.js';

export interface LoadedStream {
  /** -1 before the first event. */
  readonly revision: number;
  /** Null before the first event. */
  readonly document: unknown;
  readonly parked: boolean;
}

/** Why a stream is not folded any further. Ids and codes only. */
export interface ParkedRecord {
  readonly view: string;
  readonly key: string;
  /** The last revision that is in the document. */
  readonly revision: number;
  readonly errorName: string;
  readonly at: number;
}

/** A document to be written, with the sets that hold it and what is made of it. */
export interface NextDocument {
  /** Null takes a derived document away. */
  readonly document: unknown;
  readonly indexes: readonly string[];
  readonly dependents: readonly ViewKey[];
}

export type Applied = { readonly applied: false } | { readonly applied: true; readonly changed: boolean };

const parse = (json: string | null | undefined): unknown => (json ? (JSON.parse(json) as unknown) : null);

const flags = (answer: unknown): readonly boolean[] =>
  Array.isArray(answer) ? answer.map((flag) => flag === 1) : [];

/** The fourth of what the script answers. */
const versionOf = (answer: unknown): string => (Array.isArray(answer) ? String(answer[3]) : '');

const names = (indexes: readonly string[]): string => JSON.stringify([...new Set(indexes)]);

const addresses = (keys: readonly ViewKey[]): string => JSON.stringify([...new Set(keys.map(addressOf))]);

/** The documents of one generation, and everything that is kept in step with them. */
export class Documents {
  readonly keys: GenerationKeys;
  readonly #channel: string;
  readonly #parts: Parts;

  constructor(
    private readonly redis: Redis,
    namespace: string,
    readonly generation: string,
  ) {
    this.keys = generationKeys(namespace, generation);
    this.#channel = rootKeys(namespace).changes;
    this.#parts = new Parts(redis, this.keys.epoch);
  }

  async load(view: RunnableStreamView, key: string): Promise<LoadedStream> {
    const [[revision, document], parked] = await Promise.all([
      this.redis.hmget(this.keys.document(view.name, key), 'r', 'd'),
      this.redis.hexists(this.keys.parked, addressOf({ view: view.name, key })),
    ]);
    return { revision: Number(revision ?? -1), document: parse(document), parked: parked === 1 };
  }

  /** Writes what a fold of `loaded` came to, unless somebody else has written since it was loaded. */
  async applyStream(
    view: RunnableStreamView,
    key: string,
    loaded: LoadedStream,
    next: NextDocument & { readonly revision: number },
  ): Promise<Applied> {
    const { keys } = this;
    const [applied, changed = false] = flags(
      await applyStream.run(
        this.redis,
        [keys.document(view.name, key), keys.behind(view.name), keys.heads, keys.dirty, keys.pending],
        [
          loaded.revision,
          next.revision,
          JSON.stringify(next.document),
          names(next.indexes),
          addresses(next.dependents),
          keys.indexPrefix,
          this.#channel,
          this.generation,
          view.name,
          key,
          streamName(view.category, key),
        ],
      ),
    );
    return applied ? { applied, changed } : { applied: false };
  }

  /** To be called when a stream had nothing new. */
  async settle(view: RunnableStreamView, key: string): Promise<void> {
    const { keys } = this;
    const touched = [keys.document(view.name, key), keys.behind(view.name), keys.heads];
    await settleStream.run(this.redis, touched, [key, streamName(view.category, key)]);
  }

  /** How often the parts of a derived document have changed so far; to be read before they are. */
  async dirtyCount(address: ViewKey): Promise<number> {
    return Number((await this.redis.hget(this.keys.dirty, addressOf(address))) ?? 0);
  }

  /** Documents as parts of others, in the order of the keys; null where there is none. */
  parts(view: string, keys: readonly string[]): Promise<readonly (LoadedPart | null)[]> {
    return this.#parts.read(keys.map((key) => this.keys.document(view, key)));
  }

  members(index: string): Promise<string[]> {
    return this.redis.smembers(this.keys.index(index));
  }

  /** @returns `settled`: no part has changed since `count` was read */
  async applyDerived(
    view: RunnableDerivedView,
    key: string,
    next: NextDocument & { readonly count: number; readonly degraded: boolean },
  ): Promise<{ readonly applied: boolean; readonly changed: boolean; readonly settled: boolean }> {
    const { keys } = this;
    const place = keys.document(view.name, key);
    const { epoch } = this.#parts;
    const answer = await applyDerived.run(
      this.redis,
      [place, keys.dirty, keys.pending, keys.parked],
      [
        next.count,
        next.document === null ? '' : JSON.stringify(next.document),
        names(next.indexes),
        addresses(next.dependents),
        next.degraded ? '1' : '0',
        keys.indexPrefix,
        this.#channel,
        this.generation,
        view.name,
        key,
        addressOf({ view: view.name, key }),
      ],
    );
    const [applied = false, changed = false, settled = false] = flags(answer);
    if (applied && next.document != null) this.#parts.keep(place, versionOf(answer), next.document, epoch);
    return { applied, changed, settled };
  }

  /** Stops folding a stream into this view and marks its document as one that may be old. */
  async park(record: ParkedRecord, dependents: readonly ViewKey[]): Promise<void> {
    await this.#mark(record, '1', JSON.stringify(record), dependents);
  }

  /** @returns false when it was not parked */
  async unpark(address: ViewKey, dependents: readonly ViewKey[]): Promise<boolean> {
    return (await this.#mark(address, '0', '', dependents)) === 1;
  }

  #mark(
    address: ViewKey,
    degraded: '0' | '1',
    record: string,
    dependents: readonly ViewKey[],
  ): Promise<unknown> {
    const { keys } = this;
    const { view, key } = address;
    return markDegraded.run(
      this.redis,
      [keys.document(view, key), keys.parked, keys.dirty, keys.pending],
      [
        degraded,
        record,
        addresses(dependents),
        this.#channel,
        this.generation,
        view,
        key,
        addressOf({ view, key }),
      ],
    );
  }

  async parked(): Promise<readonly ParkedRecord[]> {
    const records = await this.redis.hvals(this.keys.parked);
    return records.map((record) => JSON.parse(record) as ParkedRecord);
  }

  /** Keys of a stream view whose stream is ahead of their document, as far as the feed has seen. */
  behind(view: string): Promise<string[]> {
    return this.redis.smembers(this.keys.behind(view));
  }

  async pending(): Promise<readonly ViewKey[]> {
    return (await this.redis.smembers(this.keys.pending)).map(parseAddress);
  }
}
