import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { append, everything, fill, SMALL, useDataFolder } from '../../test/data-folder.js';
import { Engine } from '../engine/engine.js';
import { CorruptionError, UnusableDataError } from '../errors.js';
import { backup, restore } from './backup.js';
import { DataLock } from './lock.js';
import { stats } from './stats.js';

const folder = useDataFolder();

describe('operations', () => {
  it('keeps a second node off, and takes a lock over from a process that is gone', () => {
    const lock = DataLock.acquire(folder.dir);
    expect(() => DataLock.acquire(folder.dir)).toThrow(UnusableDataError);
    lock.release();
    fs.writeFileSync(
      path.join(folder.dir, 'lock'),
      JSON.stringify({ pid: 2 ** 22 + 1, host: os.hostname(), started: '1' }),
    );
    DataLock.acquire(folder.dir).release();
  });

  it('refuses a newer format', async () => {
    await append(await folder.open(), 's', ['one']);
    await folder.close();
    const bytes = fs.readFileSync(folder.lastLog());
    bytes.writeUInt32LE(99, 12);
    fs.writeFileSync(folder.lastLog(), bytes);
    await expect(folder.open()).rejects.toThrow(/newer program/);
  });

  it('backs up while it is being written to, and restores', async () => {
    const first = await folder.open();
    await fill(first, 50);
    const file = path.join(folder.dir, 'backup.tar');
    const writing = fill(first, 50);
    const report = await backup(folder.dir, file);
    await writing;
    const copy = path.join(folder.dir, 'copy');
    restore(file, copy);
    expect(() => restore(file, copy)).toThrow(UnusableDataError);
    const restored = await Engine.open(copy, SMALL);
    expect(everything(restored)).toEqual(everything(first).slice(0, report.lastPosition));
    expect(report.lastPosition).toBeGreaterThanOrEqual(100);
    await restored.close();
    const bytes = fs.readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(3_000) ^ 1, 3_000);
    fs.writeFileSync(file, bytes);
    expect(() => restore(file, path.join(folder.dir, 'other'))).toThrow(CorruptionError);
  });

  it('says how large everything is', async () => {
    await fill(await folder.open(), 20);
    expect(await stats(folder.dir)).toMatchObject({ events: 40, streams: 5, lastPosition: 40 });
  });
});
