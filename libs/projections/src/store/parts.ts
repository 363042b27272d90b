import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { readParts } from './scripts.js';

export interface LoadedPart {
  readonly document: unknown;
  readonly degraded: boolean;
}

interface Kept {
  readonly version: string;
  readonly document: NonNullable<unknown>;
}

/** About as many as are looked at in one programme's busy day. */
const MAX_KEPT = 5_000;
const OF_EACH = 3;

/**
 * Reads documents as parts of others. What was read before is kept with its version, so that a board of ten rooms,
 * computed again because of one, reads and parses one. Versions only grow while the epoch is the same.
 */
export class Parts {
  readonly #kept = new LRUCache<string, Kept>({ max: MAX_KEPT });
  #epoch = '';

  constructor(
    private readonly redis: Redis,
    private readonly epochKey: string,
  ) {}

  /** @param keys Redis keys of documents @returns in the order of the keys; null where there is none */
  async read(keys: readonly string[]): Promise<readonly (LoadedPart | null)[]> {
    if (keys.length === 0) return [];
    const epochBefore = this.#epoch;
    const known = keys.map((key) => this.#kept.get(key));
    const versions = known.map((kept) => kept?.version ?? '');
    const [epoch, ...fields] = answerOf(await readParts.run(this.redis, [this.epochKey, ...keys], versions));
    if ((epoch ?? '') !== epochBefore) {
      this.#startOver(epoch ?? '');
      // What was left out may have been left out for the version of another epoch.
      if (known.some((kept) => kept !== undefined)) return this.read(keys);
    }
    return keys.map((key, index) => {
      const [version, degraded, json] = fields.slice(index * OF_EACH, (index + 1) * OF_EACH);
      const document = json == null ? known[index]?.document : this.#take(key, version ?? '', json);
      if (document === undefined && degraded !== '1') return null;
      return { document: document ?? null, degraded: degraded === '1' };
    });
  }

  /** The life of the store in which what is kept was read; empty when it is not known. */
  get epoch(): string {
    return this.#epoch;
  }

  /**
   * Takes note of what has just been written: a week of hundreds of patients is long to read and to parse.
   * @param epoch as it was before it was written
   */
  keep(key: string, version: string, document: NonNullable<unknown>, epoch: string): void {
    if (epoch !== '' && epoch === this.#epoch) this.#kept.set(key, { version, document });
  }

  #startOver(epoch: string): void {
    this.#kept.clear();
    this.#epoch = epoch;
  }

  #take(key: string, version: string, json: string): NonNullable<unknown> | undefined {
    const document = json === '' ? undefined : (JSON.parse(json) as NonNullable<unknown>);
    // Without an epoch Redis has just lost its content, and versions begin again.
    if (document === undefined || this.#epoch === '') this.#kept.delete(key);
    else this.#kept.set(key, { version, document });
    return document;
  }
}

const answerOf = (answer: unknown): readonly (string | null)[] =>
  Array.isArray(answer) ? (answer as readonly (string | null)[]) : [];
