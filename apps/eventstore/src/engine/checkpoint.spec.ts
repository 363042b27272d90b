import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { append, everything, fill, flip, SMALL, texts, useDataFolder } from '../../test/data-folder.js';
import { listCheckpoints } from '../index/checkpoint.js';
import { compact } from '../operations/compact.js';
import { verify } from '../operations/verify.js';
import { Engine } from './engine.js';

const folder = useDataFolder();
const OPTIONS = { ...SMALL, checkpointEvents: 50 };

/** The folder as a crash at this moment would leave it. */
function crash(): string {
  const crashed = path.join(folder.dir, 'crashed');
  fs.rmSync(crashed, { recursive: true, force: true });
  for (const part of ['log', 'index'])
    fs.cpSync(path.join(folder.dir, part), path.join(crashed, part), { recursive: true });
  return crashed;
}

const checkpoints = (dir: string) => listCheckpoints(path.join(dir, 'index'));

/** 120 events with a checkpoint somewhere after the 50th, then 10 more. */
async function prepared(): Promise<Engine> {
  const on = await folder.open(OPTIONS);
  await fill(on, 60);
  await on.checkpointed();
  await fill(on, 5);
  await on.checkpointed();
  return on;
}

describe('a start after a crash', () => {
  it('indexes only what the last checkpoint does not have', async () => {
    const on = await prepared();
    await on.write({ kind: 'tombstone', stream: 's-2', expected: 'any' });
    await on.settled();
    const last = on.checkpointPosition;
    expect(last).toBeGreaterThanOrEqual(50);
    const crashed = crash();
    const again = await Engine.open(crashed, OPTIONS);
    expect(again.distrusted).toBe('it was not closed');
    expect(again.reindexed).toBeLessThanOrEqual(on.lastPosition - last);
    expect(again.reindexed).toBeGreaterThan(0);
    expect(everything(again)).toEqual(everything(on));
    expect(texts(again, 's-2')).toBe('deleted');
    expect(await append(again, 's-0', ['next'], 25)).toMatchObject({ kind: 'done', revision: 26 });
    await again.close();
    expect((await verify(crashed)).problems).toEqual([]);
  });

  it('can be followed by another crash at once', async () => {
    const on = await prepared();
    let crashed = crash();
    for (let time = 0; time < 3; time++) {
      const again = await Engine.open(crashed, { ...OPTIONS, checkpointEvents: 1_000_000 });
      expect(again.reindexed).toBeLessThan(on.lastPosition);
      const next = path.join(folder.dir, `crashed-${time}`);
      fs.cpSync(crashed, next, { recursive: true });
      await again.close();
      crashed = next;
    }
    const last = await Engine.open(crashed, OPTIONS);
    expect(everything(last)).toEqual(everything(on));
    await last.close();
  });

  it('can be followed by many, each with a checkpoint made from the one before', async () => {
    let dir = folder.dir;
    let on = await folder.open(OPTIONS);
    for (let generation = 0; generation < 10; generation++) {
      for (let n = 0; n < 20; n++)
        await append(
          on,
          `g-${n % 7}`,
          Array.from({ length: 20 }, (_, text) => `${generation} ${n} ${text}`),
        );
      await on.settled();
      await on.checkpointed();
      const next = path.join(folder.dir, `generation-${generation}`);
      for (const part of ['log', 'index'])
        fs.cpSync(path.join(dir, part), path.join(next, part), { recursive: true });
      const before = everything(on);
      if (generation > 0) await on.close();
      on = await Engine.open(next, OPTIONS);
      expect(on.reindexed).toBeLessThan(before.length);
      expect(everything(on)).toEqual(before);
      dir = next;
    }
    await on.close();
    expect((await verify(dir)).problems).toEqual([]);
  });

  it('does not trust a checkpoint with a flipped bit, names it, and indexes everything', async () => {
    const on = await prepared();
    const size = fs.statSync(path.join(checkpoints(folder.dir)[0]?.dir ?? '', 'data.mdb')).size;
    for (let n = 0; n < 8; n++) {
      const crashed = crash();
      const file = path.join(checkpoints(crashed)[0]?.dir ?? '', 'data.mdb');
      flip(file, Math.floor(((n + 0.37) * size) / 8), n);
      expect((await verify(crashed)).problems.join()).toContain(file);
      const again = await Engine.open(crashed, OPTIONS);
      expect(again.distrusted).toContain(file);
      expect(again.reindexed).toBe(on.lastPosition);
      expect(everything(again)).toEqual(everything(on));
      await again.close();
      expect((await verify(crashed)).problems).toEqual([]);
    }
  });

  it.each([
    ['half-written', (dir: string) => fs.truncateSync(path.join(dir, 'data.mdb'), 8_192)],
    ['not sealed', (dir: string) => fs.rmSync(path.join(dir, 'closed.json'))],
    ['empty', (dir: string) => fs.rmSync(dir, { recursive: true }) ?? fs.mkdirSync(dir)],
  ])('does not trust a checkpoint that is %s', async (_case, damage) => {
    const on = await prepared();
    const crashed = crash();
    damage(checkpoints(crashed)[0]?.dir ?? '');
    const again = await Engine.open(crashed, OPTIONS);
    expect(again.reindexed).toBe(on.lastPosition);
    expect(everything(again)).toEqual(everything(on));
    await again.close();
  });

  it('does not try a checkpoint again whose start did not come to its end', async () => {
    const on = await prepared();
    const crashed = crash();
    fs.writeFileSync(path.join(crashed, 'index', 'restoring'), '');
    const again = await Engine.open(crashed, OPTIONS);
    expect(again.distrusted).toContain('did not come to its end');
    expect(again.reindexed).toBe(on.lastPosition);
    expect(everything(again)).toEqual(everything(on));
    await again.settled();
    await again.close();
    const next = await Engine.open(crashed, OPTIONS);
    expect(next.distrusted).toBeUndefined();
    await next.close();
  });

  it('leaves out a copy that was being made', async () => {
    const on = await prepared();
    const crashed = crash();
    const draft = path.join(crashed, 'index', 'checkpoint.part');
    fs.cpSync(checkpoints(crashed)[0]?.dir ?? '', draft, { recursive: true });
    const again = await Engine.open(crashed, { ...OPTIONS, checkpointEvents: 1_000_000 });
    expect(fs.existsSync(draft)).toBe(false);
    expect(everything(again)).toEqual(everything(on));
    await again.close();
  });

  it('finds a log that has lost its end, although the checkpoint ends before', async () => {
    await prepared();
    const crashed = crash();
    const last = path.join(crashed, 'log', path.basename(folder.lastLog()));
    const used = fs.readFileSync(last).findLastIndex((byte) => byte !== 0);
    fs.truncateSync(last, used - 700);
    await expect(Engine.open(crashed, OPTIONS)).rejects.toThrow(/had been acknowledged|is shortened/);
  });
});

describe('checkpoints and compaction', () => {
  it('a checkpoint from before is gone when something is taken off the disk', async () => {
    const on = await prepared();
    const [old] = checkpoints(folder.dir);
    await append(on, 'gone', ['secret']);
    await on.write({ kind: 'tombstone', stream: 'gone', expected: 'any' });
    await on.settled();
    await on.checkpointed();
    await compact(on);
    await on.checkpointed();
    const [fresh] = checkpoints(folder.dir);
    expect(fresh?.position).toBe(on.lastPosition);
    expect(checkpoints(folder.dir)).toHaveLength(1);
    expect(old?.position).not.toBe(fresh?.position);
    const again = await Engine.open(crash(), OPTIONS);
    expect(again.reindexed).toBe(0);
    expect(everything(again)).toEqual(everything(on));
    await again.close();
  });

  it('an older one that turns up again does no harm', async () => {
    const on = await prepared();
    const aside = path.join(folder.dir, 'aside');
    const [old] = checkpoints(folder.dir);
    fs.cpSync(old?.dir ?? '', aside, { recursive: true });
    await append(on, 'gone', ['secret']);
    await on.write({ kind: 'tombstone', stream: 's-1', expected: 'any' });
    await on.settled();
    expect((await compact(on)).segmentsRewritten).toBeGreaterThan(0);
    await on.checkpointed();
    const crashed = crash();
    for (const { dir } of checkpoints(crashed)) fs.rmSync(dir, { recursive: true });
    fs.cpSync(aside, path.join(crashed, 'index', path.basename(old?.dir ?? '')), { recursive: true });
    const files = fs.readdirSync(path.join(crashed, 'log'));
    const again = await Engine.open(crashed, OPTIONS);
    expect(again.distrusted).toMatch(/has been rewritten since/);
    expect(fs.readdirSync(path.join(crashed, 'log'))).toEqual(files);
    expect(everything(again)).toEqual(everything(on));
    await again.close();
  });
});
