import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectRedis, disconnectRedis } from '@hearth/platform';
import { redisViewReader } from '@hearth/projections';
import type { ViewOf } from '@hearth/views';
import type { Redis } from 'ioredis';
import { Documents } from '../../libs/projections/src/store/documents.js';
import { rootKeys } from '../../libs/projections/src/store/keys.js';
import { startTestRedis, type TestRedis } from '../fixtures/redis-server.js';

let server: TestRedis;
let redis: Redis;
beforeAll(async () => {
  server = await startTestRedis({ durable: false });
  redis = connectRedis(server.url, 'commands', () => undefined);
});
afterAll(async () => {
  await disconnectRedis(redis);
  await server.remove();
});
beforeEach(() => redis.flushall());

const hands: ViewOf<{ readonly hands: number | string }> = { name: 'room', dependents: () => [] };
const documents = () => new Documents(redis, '{parts}', 'one');
const write = async (to: Documents, key: string, version: number, of: unknown): Promise<void> => {
  await redis.hset(to.keys.document('room', key), { v: version, d: JSON.stringify(of), g: '0' });
};

describe('parts of a derived document', () => {
  it('come in the order of the keys, the newest of each, and null where there is none', async () => {
    const kept = documents();
    await redis.set(kept.keys.epoch, 'first');
    await write(kept, 'a', 1, { hands: 0 });
    await write(kept, 'b', 1, { hands: 5 });
    expect(await kept.parts('room', ['b', 'none', 'a'])).toEqual([
      { document: { hands: 5 }, degraded: false },
      null,
      { document: { hands: 0 }, degraded: false },
    ]);
    await write(kept, 'a', 2, { hands: 1 });
    const [a, b] = await kept.parts('room', ['a', 'b']);
    expect(a?.document).toEqual({ hands: 1 });
    // The one that is as it was is not read again.
    expect(b?.document).toBe((await kept.parts('room', ['b']))[0]?.document);
  });

  it('say that they may be old, also where nothing could be folded at all', async () => {
    const kept = documents();
    await redis.set(kept.keys.epoch, 'first');
    await write(kept, 'a', 1, { hands: 0 });
    await kept.parts('room', ['a']);
    await redis.hset(kept.keys.document('room', 'a'), { v: 2, g: '1' });
    await redis.hset(kept.keys.document('room', 'b'), { v: 1, g: '1' });
    expect(await kept.parts('room', ['a', 'b'])).toEqual([
      { document: { hands: 0 }, degraded: true },
      { document: null, degraded: true },
    ]);
  });

  it('are known without reading them once they were written, until somebody else writes', async () => {
    const [mine, theirs] = [documents(), documents()];
    await redis.set(mine.keys.epoch, 'first');
    await mine.parts('week', ['a']);
    const view = {
      kind: 'derived' as const,
      name: 'week',
      version: 1,
      gather: () => Promise.resolve(null),
      derive: () => null,
      indexes: () => [],
      dependents: () => [],
    };
    const next = (minutes: number) => ({
      count: 0,
      document: { minutes },
      degraded: false,
      indexes: [],
      dependents: [],
    });
    const written = next(1);
    await mine.applyDerived(view, 'a', written);
    expect((await mine.parts('week', ['a']))[0]?.document).toBe(written.document);
    await theirs.applyDerived(view, 'a', next(2));
    expect((await mine.parts('week', ['a']))[0]?.document).toEqual({ minutes: 2 });
    await mine.applyDerived(view, 'a', next(3));
    await redis.flushall();
    await redis.set(mine.keys.epoch, 'second');
    expect(await mine.parts('week', ['a'])).toEqual([null]);
  });

  it('are never those from before Redis lost its content, though their versions are the same', async () => {
    const kept = documents();
    await redis.set(kept.keys.epoch, 'first');
    await write(kept, 'a', 1, { hands: 'before' });
    await kept.parts('room', ['a']);
    await redis.flushall();
    await write(kept, 'a', 1, { hands: 'between' });
    expect((await kept.parts('room', ['a']))[0]?.document).toEqual({ hands: 'between' });
    await redis.flushall();
    await redis.set(kept.keys.epoch, 'second');
    await write(kept, 'a', 1, { hands: 'after' });
    const both = await Promise.all([kept.parts('room', ['a']), kept.parts('room', ['a'])]);
    expect(both.map(([a]) => a?.document)).toEqual([{ hands: 'after' }, { hands: 'after' }]);
  });
});

describe('a document that is read again', () => {
  const reader = () => redisViewReader({ commands: redis, subscriber: redis, namespace: '{parts}' });
  const live = async (epoch: string): Promise<Documents> => {
    const kept = documents();
    await redis.set(rootKeys('{parts}').live, 'one');
    await redis.set(kept.keys.epoch, epoch);
    return kept;
  };

  it('is handed back as long as it is that version, and read anew after each change', async () => {
    const kept = await live('first');
    await write(kept, 'a', 1, { hands: 0 });
    const first = await reader().read(hands, 'a');
    expect(first).toMatchObject({ version: 1, document: { hands: 0 } });
    expect(await reader().read(hands, 'a', first)).toBe(first);
    await write(kept, 'a', 2, { hands: 1 });
    const second = await reader().read(hands, 'a', first);
    expect(second).toMatchObject({ version: 2, document: { hands: 1 } });
    await redis.hdel(kept.keys.document('room', 'a'), 'd');
    await redis.hset(kept.keys.document('room', 'a'), { v: 3 });
    expect(await reader().read(hands, 'a', second)).toBeNull();
  });

  it('is never that of another life of the store, though its version is the same', async () => {
    await write(await live('first'), 'a', 1, { hands: 'before' });
    const before = await reader().read(hands, 'a');
    await redis.flushall();
    await write(await live('second'), 'a', 1, { hands: 'after' });
    expect(await reader().read(hands, 'a', before)).toMatchObject({ document: { hands: 'after' } });
  });
});
