import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { append, event, everything, fill, SMALL, texts, useDataFolder } from '../../test/data-folder.js';
import { verify } from '../operations/verify.js';

const folder = useDataFolder();

describe('after a restart', () => {
  it('everything is as it was, over many segments', async () => {
    const first = await folder.open();
    await fill(first, 100);
    const before = everything(first);
    await folder.close();
    const second = await folder.open();
    expect(folder.logFiles().length).toBeGreaterThan(3);
    expect(everything(second)).toEqual(before);
    expect(second.reindexed).toBe(0);
    expect((await append(second, 's-0', ['next'])).kind).toBe('done');
    await second.settled();
    expect(everything(second).at(-1)?.slice(0, 3)).toEqual([201, 's-0', 40]);
    await folder.close();
    expect((await verify(folder.dir)).problems).toEqual([]);
  });

  it('a retry is still known', async () => {
    const first = await folder.open();
    const events = [event('a'), event('b')];
    const one = await first.write({ kind: 'append', stream: 's', expected: 'any', events });
    await folder.close();
    const second = await folder.open();
    expect(await second.write({ kind: 'append', stream: 's', expected: 'any', events })).toEqual(one);
    expect(await second.write({ kind: 'append', stream: 's', expected: 'no_stream', events })).toEqual(one);
    expect(second.lastPosition).toBe(2);
  });

  it.each(['lost', 'garbled', 'cut short'])('the index is built again when it was %s', async (how) => {
    const first = await folder.open();
    await fill(first, 60);
    await first.write({ kind: 'delete', stream: 's-1', expected: 'any' });
    await first.write({ kind: 'tombstone', stream: 's-2', expected: 'any' });
    await first.settled();
    const before = everything(first);
    await folder.close();
    const file = folder.indexFile();
    if (how === 'lost') folder.removeIndex();
    if (how === 'garbled') fs.writeFileSync(file, randomBytes(fs.statSync(file).size));
    if (how === 'cut short') fs.truncateSync(file, 12_288);
    const second = await folder.open();
    expect(second.reindexed).toBe(122);
    expect(everything(second)).toEqual(before);
    expect(texts(second, 's-1')).toBe('not-found');
    expect(texts(second, 's-2')).toBe('deleted');
    expect(await append(second, 's-1', ['back'], 'no_stream')).toMatchObject({ kind: 'done', revision: 24 });
  });
});

describe('a crash', () => {
  it.each([1, 40, 90, 200, 420])(
    'in the middle of a batch leaves nothing of it: %i bytes short',
    async (short) => {
      const first = await folder.open({ ...SMALL, segmentBytes: 1 << 20 });
      await append(first, 's', ['one', 'two']);
      const end = first.log.tail.offset;
      await append(first, 's', ['three', 'four', 'five', 'six']);
      const torn = first.log.tail.offset - short;
      await folder.close();
      // As if the machine had gone before the index and the end of the log reached the disk.
      folder.removeIndex();
      fs.truncateSync(folder.lastLog(), Math.max(end, torn));
      const second = await folder.open({ ...SMALL, segmentBytes: 1 << 20 });
      expect(texts(second, 's')).toEqual(['one', 'two']);
      expect(await append(second, 's', ['again'], 1)).toMatchObject({
        kind: 'done',
        revision: 2,
        position: 3,
      });
      await folder.close();
      expect((await verify(folder.dir)).problems).toEqual([]);
    },
  );

  it('while a segment is changed leaves no gap', async () => {
    const first = await folder.open();
    await fill(first, 40);
    const before = everything(first);
    await folder.close();
    const last = Number(path.basename(folder.lastLog()).slice(0, 8));
    fs.writeFileSync(
      path.join(folder.dir, 'log', `${String(last + 1).padStart(8, '0')}-0001.log`),
      Buffer.alloc(10),
    );
    const second = await folder.open();
    expect(everything(second)).toEqual(before);
    expect((await append(second, 's-0', ['next'])).kind).toBe('done');
  });
});

describe('maintenance', () => {
  it('comes between writes, however many there are', async () => {
    const on = await folder.open();
    let stop = false;
    const writers = Array.from({ length: 8 }, async (_, n) => {
      while (!stop) await append(on, `w-${n}`, ['x']);
    });
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3].map((n) =>
        on.exclusively(async (position) => {
          await on.index.flushed();
          expect(on.lastPosition).toBe(position - 1);
          order.push(n);
        }),
      ),
    );
    stop = true;
    await Promise.all(writers);
    expect(order.toSorted()).toEqual([1, 2, 3]);
    expect((await append(on, 'after', ['x'])).kind).toBe('done');
  });
});
