import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectRedis, disconnectRedis } from '@hearth/platform';
import type { Redis } from 'ioredis';
import { Documents } from '../../libs/projections/src/store/documents.js';
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
