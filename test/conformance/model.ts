/** What an event store does, in a hundred lines: the measure for the real one in `model.spec.ts`. */

export type Expected = number | 'any' | 'no_stream' | 'stream_exists';

export interface ModelEvent {
  id: string;
  stream: string;
  revision: number;
}

export type Outcome =
  { kind: 'done'; revision: number } | { kind: 'wrong'; actual: number } | { kind: 'deleted' };

export interface Metadata {
  maxCount?: number;
  truncateBefore?: number;
}

interface Stream {
  /** Every id ever written; the index is the revision. */
  ids: string[];
  metadata: Metadata;
  hidden: boolean;
  tombstoned: boolean;
}

export class Model {
  readonly log: ModelEvent[] = [];
  private readonly streams = new Map<string, Stream>();

  append(name: string, expected: Expected, ids: string[]): Outcome {
    const stream = this.stream(name);
    if (stream.tombstoned) return { kind: 'deleted' };
    const last = stream.ids.length - 1;
    const start = this.earlierWrite(stream, expected, ids);
    if (start === 'partly') return { kind: 'wrong', actual: stream.hidden ? -1 : last };
    if (start !== undefined) return { kind: 'done', revision: start + ids.length - 1 };
    if (expected === 'stream_exists' && stream.hidden) return { kind: 'deleted' };
    const wrong = this.refuse(stream, expected);
    if (wrong) return wrong;
    if (stream.hidden) stream.metadata = { ...stream.metadata, truncateBefore: last + 1 };
    stream.hidden = false;
    for (const id of ids) this.log.push({ id, stream: name, revision: stream.ids.push(id) - 1 });
    return { kind: 'done', revision: stream.ids.length - 1 };
  }

  delete(name: string, expected: Expected): Outcome {
    const stream = this.stream(name);
    if (stream.tombstoned) return { kind: 'deleted' };
    const wrong = this.refuse(stream, expected);
    if (wrong) return wrong;
    stream.hidden = true;
    return { kind: 'done', revision: stream.ids.length - 1 };
  }

  tombstone(name: string, expected: Expected): Outcome {
    const stream = this.stream(name);
    if (stream.tombstoned) return { kind: 'deleted' };
    const wrong = this.refuse(stream, expected);
    if (wrong) return wrong;
    stream.tombstoned = true;
    return { kind: 'done', revision: Infinity };
  }

  setMetadata(name: string, metadata: Metadata): Outcome {
    const stream = this.stream(name);
    if (stream.tombstoned) return { kind: 'deleted' };
    stream.metadata = metadata;
    stream.hidden = false;
    return { kind: 'done', revision: 0 };
  }

  read(name: string): ModelEvent[] | 'not-found' | 'deleted' {
    const { ids, metadata, hidden, tombstoned } = this.stream(name);
    if (tombstoned) return 'deleted';
    if (hidden || ids.length === 0) return 'not-found';
    const byCount = metadata.maxCount === undefined ? 0 : ids.length - metadata.maxCount;
    const first = Math.max(0, byCount, metadata.truncateBefore ?? 0);
    return ids.map((id, revision) => ({ id, stream: name, revision })).slice(first);
  }

  private stream(name: string): Stream {
    const stream = this.streams.get(name) ?? { ids: [], metadata: {}, hidden: false, tombstoned: false };
    this.streams.set(name, stream);
    return stream;
  }

  private refuse(stream: Stream, expected: Expected): Outcome | undefined {
    const last = stream.ids.length - 1;
    const exists = last >= 0 && !stream.hidden;
    if (expected === 'any') return undefined;
    if (expected === 'no_stream') return exists ? { kind: 'wrong', actual: last } : undefined;
    if (expected === 'stream_exists') return exists ? undefined : { kind: 'wrong', actual: -1 };
    return expected === last ? undefined : { kind: 'wrong', actual: last };
  }

  /** Where these ids are already, as this append would have put them. */
  private earlierWrite(stream: Stream, expected: Expected, ids: string[]): number | 'partly' | undefined {
    const follows = (start: number): boolean => ids.every((id, index) => stream.ids[start + index] === id);
    if (ids.length === 0 || stream.ids.length === 0) return undefined;
    if (typeof expected === 'number') {
      return expected < stream.ids.length - 1 && follows(expected + 1) ? expected + 1 : undefined;
    }
    if (expected === 'no_stream') {
      const start = [0, stream.metadata.truncateBefore ?? 0].find(follows);
      return start !== undefined && start < stream.ids.length ? start : undefined;
    }
    const start = stream.ids.lastIndexOf(ids[0] ?? '');
    if (start >= 0) return follows(start) ? start : 'partly';
    return ids.some((id) => stream.ids.includes(id)) ? 'partly' : undefined;
  }
}
