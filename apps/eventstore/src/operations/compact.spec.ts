import fs from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { append, event, everything, fill, texts, useDataFolder } from '../../test/data-folder.js';
import type { Engine } from '../engine/engine.js';
import { compact } from './compact.js';
import { verify } from './verify.js';

const folder = useDataFolder();

describe('compaction', () => {
  const onDisk = (needle: string) => folder.logFiles().some((file) => fs.readFileSync(file).includes(needle));

  async function prepare(): Promise<Engine> {
    const on = await folder.open();
    await fill(on, 30);
    await append(on, 'dead', ['secret of the dead', 'secret 2']);
    await append(on, 'gone', ['secret of the gone', 'last secret of the gone']);
    await append(on, 'short', ['secret of the short', 'kept']);
    await append(on, '$$short', []);
    const limits = { ...event('{"$maxCount":1}'), type: '$metadata' };
    await on.write({ kind: 'append', stream: '$$short', expected: 'any', events: [limits] });
    await on.write({ kind: 'tombstone', stream: 'dead', expected: 'any' });
    await on.write({ kind: 'delete', stream: 'gone', expected: 'any' });
    await on.settled();
    return on;
  }

  it('takes what is unreachable off the disk and leaves the rest as it was', async () => {
    const on = await prepare();
    const kept = everything(on).filter(([, , , text]) => !text.includes('secret'));
    const report = await compact(on);
    expect(report.eventsRemoved).toBe(5);
    expect(onDisk('secret')).toBe(false);
    expect(everything(on)).toEqual(kept);
    expect(texts(on, 'short')).toEqual(['kept']);
    expect(await compact(on)).toMatchObject({ segmentsRewritten: 0 });
    const [first] = kept;
    expect(on.readAll(first?.[0] ?? 0, 'forwards', 1).events[0]?.position).toBe(first?.[0]);
  });

  it('never gives a position or revision out twice, not even with a new index', async () => {
    const on = await prepare();
    const last = on.lastPosition;
    await compact(on);
    await folder.close();
    expect((await verify(folder.dir)).problems).toEqual([]);
    folder.removeIndex();
    const again = await folder.open();
    expect(again.lastPosition).toBe(last);
    expect(await append(again, 'gone', ['new'], 'no_stream')).toMatchObject({ kind: 'done', revision: 2 });
    expect((await append(again, 'dead', ['new'])).kind).toBe('stream-deleted');
    expect(await append(again, 'short', ['new'], 1)).toMatchObject({ kind: 'done', revision: 2 });
    await again.settled();
    expect(texts(again, 'gone')).toEqual(['new']);
    await folder.close();
    expect((await verify(folder.dir)).problems).toEqual([]);
  });

  it('goes on where it was interrupted', async () => {
    const on = await prepare();
    await folder.close();
    for (const file of folder.logFiles().slice(0, 2))
      fs.writeFileSync(file.replace('-0001', '-0002'), 'half of a new file');
    fs.writeFileSync(`${folder.logFiles()[0]}.draft`, 'a draft');
    const again = await folder.open();
    expect(folder.logFiles().filter((file) => !file.endsWith('-0001.log'))).toEqual([]);
    await compact(again);
    expect(onDisk('secret')).toBe(false);
    expect(on).toBeDefined();
  });
});
