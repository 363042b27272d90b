import { describe, expect, it } from '@jest/globals';
import { eventDefinitions, type ProgrammeEvent } from '@hearth/domain';
import { RevisionConflict, type AppendContext, type FeedItem } from '../port.js';
import { inMemoryEventStore } from './in-memory.js';

const by = (commandId: string): AppendContext => ({
  commandId,
  correlationId: 'k',
  actor: { kind: 'system', id: 'spec' },
});
const link = (sequence: number): ProgrammeEvent => ({
  type: 'SealChained',
  data: { sessionId: 's', sequence, hash: 'h', previousHash: null, at: 0 },
});
const setUp = () => inMemoryEventStore({ definitions: eventDefinitions });

describe('the event store in memory', () => {
  it('holds to the expected revision', async () => {
    const store = setUp();
    await store.append('programme', 'p', [link(0)], 'no-stream', by('a'));
    await expect(store.append('programme', 'p', [link(1)], 'no-stream', by('b'))).rejects.toThrow(
      RevisionConflict,
    );
    await expect(store.append('programme', 'p', [link(1)], 4, by('b'))).rejects.toThrow(RevisionConflict);
    expect(await store.head('programme', 'p')).toBe(0);
    expect(await store.head('programme', 'q')).toBeNull();
  });

  it('recognises an append that it has seen, at its place or anywhere', async () => {
    const store = setUp();
    await store.append('programme', 'p', [link(0)], 'no-stream', by('a'));
    await store.append('programme', 'p', [link(1), link(2)], 0, by('b'));
    expect(await store.append('programme', 'p', [link(1), link(2)], 0, by('b'))).toEqual({ revision: 2 });
    expect(await store.append('programme', 'p', [link(1), link(2)], 'any', by('b'))).toEqual({ revision: 2 });
    expect(store.wire('programme', 'p')).toHaveLength(3);
  });

  it('tells of old and new streams, and ends when asked', async () => {
    const store = setUp();
    await store.append('programme', 'p', [link(0)], 'no-stream', by('a'));
    const stop = new AbortController();
    const seen: FeedItem['kind'][] = [];
    for await (const item of store.follow(null, stop.signal)) {
      seen.push(item.kind);
      if (item.kind === 'caught-up' && seen.length === 2)
        await store.append('programme', 'p', [link(1)], 0, by('b'));
      if (seen.length === 4) stop.abort();
    }
    expect(seen).toEqual(['news', 'caught-up', 'news', 'caught-up']);
    const streams = [];
    for await (const stream of store.streams(['programme'])) streams.push(stream);
    expect(streams).toEqual([{ category: 'programme', id: 'p', revision: 1 }]);
  });
});
