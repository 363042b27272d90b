import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  append,
  everything,
  fill,
  flip,
  SMALL,
  texts,
  useDataFolder,
  type Seen,
} from '../../test/data-folder.js';
import { CorruptionError } from '../errors.js';
import { Engine } from './engine.js';
import { verify } from '../operations/verify.js';

const folder = useDataFolder();

describe('damage', () => {
  it('to an event is never served, and verify names it', async () => {
    const first = await folder.open();
    await fill(first, 60);
    await folder.close();
    const file = folder.logFiles()[0] ?? '';
    flip(file, 'text 3 ');
    const second = await folder.open();
    expect(() => texts(second, 's-3')).toThrow(CorruptionError);
    expect(() => everything(second)).toThrow(/checksum/);
    expect(Array.isArray(texts(second, 's-4'))).toBe(true);
    await folder.close();
    const { problems } = await verify(folder.dir);
    expect(problems.join()).toContain(path.basename(file));
  });

  it('to something acknowledged is not taken for a crash', async () => {
    const first = await folder.open();
    for (let n = 0; n < 5; n++) await append(first, 's', [`event number ${n}`]);
    await folder.close();
    folder.removeIndex();
    flip(folder.lastLog(), 'event number 2');
    await expect(folder.open()).rejects.toThrow(/was written after it/);
  });

  it('to the last event is found at the start', async () => {
    const first = await folder.open();
    for (let n = 0; n < 5; n++) await append(first, 's', [`event number ${n}`]);
    await folder.close();
    flip(folder.lastLog(), 'event number 4');
    await expect(folder.open()).rejects.toThrow(CorruptionError);
  });

  it.each([
    ['a shortened full segment', () => fs.truncateSync(folder.logFiles()[0] ?? '', 5_000)],
    ['a shortened last segment', () => fs.truncateSync(folder.lastLog(), 100)],
    ['a missing segment', () => fs.rmSync(folder.logFiles()[1] ?? '')],
    ['a missing last segment', () => fs.rmSync(folder.lastLog())],
  ])('is refused at the start: %s', async (_case, damage) => {
    await fill(await folder.open(), 60);
    await folder.close();
    damage();
    await expect(folder.open()).rejects.toThrow(CorruptionError);
    expect((await verify(folder.dir)).problems).not.toEqual([]);
  });
});

/** Places all over a file, the same in every run. */
function places(file: string, count: number): number[] {
  const size = fs.statSync(file).size;
  return Array.from({ length: count }, (_, n) => Math.floor(((n + 0.37) * size) / count));
}

describe('a flipped bit', () => {
  it('anywhere in the index is named, and the index is built again', async () => {
    await fill(await folder.open(), 60);
    const before = everything(await reopened());
    await folder.close();
    const file = folder.indexFile();
    for (let n = 0; n < 16; n++) {
      flip(file, places(file, 16)[n] ?? 0, n % 8);
      const { problems } = await verify(folder.dir);
      expect(problems.join()).toContain(file);
      const engine = await folder.open();
      expect(engine.distrusted).toContain(file);
      expect(everything(engine)).toEqual(before);
      await folder.close();
      expect((await verify(folder.dir)).problems).toEqual([]);
    }
  });

  it('anywhere in the log is never served as data', async () => {
    await fill(await folder.open(), 60);
    const before = everything(await reopened());
    await folder.close();
    for (const file of folder.logFiles()) {
      for (const [n, at] of places(file, 6).entries()) {
        const whole = fs.readFileSync(file);
        flip(file, at, n % 8);
        const isUsed = whole.subarray(at).some((byte) => byte !== 0);
        const { problems } = await verify(folder.dir);
        if (isUsed) expect(problems.join()).toContain(path.basename(file));
        await expectNothingElse(before);
        fs.writeFileSync(file, whole);
      }
    }
  });

  it('in an index that was not closed does no harm', async () => {
    const engine = await folder.open();
    await fill(engine, 60);
    const before = everything(engine);
    const crashed = path.join(folder.dir, 'crashed');
    const copy = () => {
      for (const part of ['log', 'index'])
        fs.cpSync(path.join(folder.dir, part), path.join(crashed, part), { recursive: true });
    };
    const file = path.join(crashed, 'index', 'data.mdb');
    copy();
    for (const [n, at] of places(file, 10).entries()) {
      fs.rmSync(crashed, { recursive: true });
      copy();
      flip(file, at, n % 8);
      const again = await Engine.open(crashed, SMALL);
      expect(again.distrusted).toBe('it was not closed');
      expect(everything(again)).toEqual(before);
      await again.close();
    }
  });

  /** Reads either give what was written, or fail. */
  async function expectNothingElse(before: Seen[]): Promise<void> {
    try {
      const engine = await folder.open();
      const served = everything(engine);
      expect(served).toEqual(before.slice(0, served.length));
    } catch (error) {
      expect(error).toBeInstanceOf(CorruptionError);
    } finally {
      await folder.close();
    }
  }

  async function reopened(): Promise<Engine> {
    await folder.close();
    return folder.open();
  }
});

describe('a log that has lost its end', () => {
  it('is known after a crash, and goes on being known', async () => {
    const engine = await folder.open();
    await fill(engine, 10);
    const crashed = path.join(folder.dir, 'crashed');
    for (const part of ['log', 'index'])
      fs.cpSync(path.join(folder.dir, part), path.join(crashed, part), { recursive: true });
    const last = path.join(crashed, 'log', path.basename(folder.lastLog()));
    const used = fs.readFileSync(last).findLastIndex((byte) => byte !== 0);
    fs.truncateSync(last, used - 1_000);
    for (let time = 0; time < 2; time++)
      await expect(Engine.open(crashed, SMALL)).rejects.toThrow(/had been acknowledged|is shortened/);
  });
});
