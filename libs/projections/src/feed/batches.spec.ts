import { describe, expect, it } from '@jest/globals';
import { batches } from './batches.js';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let index = 0; index < count; index += 1) {
    await Promise.resolve();
    yield index;
  }
}

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('batches', () => {
  it('are full while there is plenty, and lose nothing', async () => {
    const all = await collect(batches(numbers(7), { maxSize: 3, maxMs: 60_000 }));
    expect(all).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
  });

  it('do not wait for more than there is', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const source = async function* () {
      yield 'first';
      await held;
      yield 'second';
    };
    const seen: string[][] = [];
    for await (const batch of batches(source(), { maxSize: 100, maxMs: 1 })) {
      seen.push(batch);
      release();
    }
    expect(seen).toEqual([['first'], ['second']]);
  });

  it('end the source when the reader leaves', async () => {
    let ended = false;
    const source = async function* () {
      try {
        yield* numbers(100);
      } finally {
        ended = true;
      }
    };
    for await (const batch of batches(source(), { maxSize: 2, maxMs: 60_000 })) {
      expect(batch).toEqual([0, 1]);
      break;
    }
    expect(ended).toBe(true);
  });

  it('pass an error of the source on', async () => {
    const source = async function* () {
      yield* numbers(1);
      throw new Error('lost');
    };
    await expect(collect(batches(source(), { maxSize: 5, maxMs: 60_000 }))).rejects.toThrow('lost');
  });
});
