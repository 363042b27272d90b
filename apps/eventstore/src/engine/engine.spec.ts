import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CorruptionError, UnusableDataError } from '../errors.js';
import { backup, restore } from '../operations/backup.js';
import { compact } from '../operations/compact.js';
import { DataLock } from '../operations/lock.js';
import { stats } from '../operations/stats.js';
import { verify } from '../operations/verify.js';
import type { Expected, ProposedEvent } from './command.js';
import { DEFAULT_ENGINE_OPTIONS, Engine } from './engine.js';

const SMALL = { ...DEFAULT_ENGINE_OPTIONS, segmentBytes: 20_000, growBytes: 4_096 };

let dir: string;
let engine: Engine | undefined;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-engine-'));
});
afterEach(async () => {
  await engine?.close();
  engine = undefined;
  fs.rmSync(dir, { recursive: true, force: true });
});

async function open(options = SMALL): Promise<Engine> {
  engine = await Engine.open(dir, options);
  return engine;
}

async function close(): Promise<void> {
  await engine?.close();
  engine = undefined;
}

function event(text: string, id = randomBytes(16)): ProposedEvent {
  return { id, type: 'test', isJson: false, data: Buffer.from(text), metadata: Buffer.from('m') };
}

function append(on: Engine, stream: string, texts: string[], expected: Expected = 'any') {
  return on.write({ kind: 'append', stream, expected, events: texts.map((text) => event(text)) });
}

function texts(on: Engine, stream: string): string[] | string {
  const all: string[] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const page = on.readStream(stream, from, 'forwards', 1_000_000);
    if (page.kind !== 'page') return page.kind;
    all.push(...page.events.map(({ data }) => data.toString()));
    from = page.next;
  }
  return all;
}

function everything(on: Engine): [position: number, stream: string, revision: number, text: string][] {
  const all: [number, string, number, string][] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const page = on.readAll(from, 'forwards');
    all.push(
      ...page.events.map(
        (e) => [e.position, e.stream, e.revision, e.data.toString()] as [number, string, number, string],
      ),
    );
    from = page.next;
  }
  return all;
}

const logFiles = () =>
  fs
    .readdirSync(path.join(dir, 'log'))
    .toSorted()
    .map((name) => path.join(dir, 'log', name));
const lastLog = () => logFiles().at(-1) ?? '';

function flip(file: string, needle: string): void {
  const bytes = fs.readFileSync(file);
  const at = bytes.indexOf(needle);
  if (at < 0) throw new Error(`${needle} is not in ${file}`);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  fs.writeFileSync(file, bytes);
}

async function fill(on: Engine, count: number): Promise<void> {
  for (let n = 0; n < count; n++)
    await append(on, `s-${n % 5}`, [`text ${n} ${'x'.repeat(500)}`, `more ${n}`]);
  await on.settled();
}

describe('after a restart', () => {
  it('everything is as it was, over many segments', async () => {
    const first = await open();
    await fill(first, 100);
    const before = everything(first);
    await close();
    const second = await open();
    expect(logFiles().length).toBeGreaterThan(3);
    expect(everything(second)).toEqual(before);
    expect(second.reindexed).toBe(0);
    expect((await append(second, 's-0', ['next'])).kind).toBe('done');
    await second.settled();
    expect(everything(second).at(-1)?.slice(0, 3)).toEqual([201, 's-0', 40]);
    await close();
    expect((await verify(dir)).problems).toEqual([]);
  });

  it('a retry is still known', async () => {
    const first = await open();
    const events = [event('a'), event('b')];
    const one = await first.write({ kind: 'append', stream: 's', expected: 'any', events });
    await close();
    const second = await open();
    expect(await second.write({ kind: 'append', stream: 's', expected: 'any', events })).toEqual(one);
    expect(await second.write({ kind: 'append', stream: 's', expected: 'no_stream', events })).toEqual(one);
    expect(second.lastPosition).toBe(2);
  });

  it.each(['lost', 'garbled', 'cut short'])('the index is built again when it was %s', async (how) => {
    const first = await open();
    await fill(first, 60);
    await first.write({ kind: 'delete', stream: 's-1', expected: 'any' });
    await first.write({ kind: 'tombstone', stream: 's-2', expected: 'any' });
    await first.settled();
    const before = everything(first);
    await close();
    const file = path.join(dir, 'index', 'data.mdb');
    if (how === 'lost') fs.rmSync(path.join(dir, 'index'), { recursive: true });
    if (how === 'garbled') fs.writeFileSync(file, randomBytes(fs.statSync(file).size));
    if (how === 'cut short') fs.truncateSync(file, 12_288);
    const second = await open();
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
      const first = await open({ ...SMALL, segmentBytes: 1 << 20 });
      await append(first, 's', ['one', 'two']);
      const end = first.log.tail.offset;
      await append(first, 's', ['three', 'four', 'five', 'six']);
      const torn = first.log.tail.offset - short;
      await close();
      // As if the machine had gone before the index and the end of the log reached the disk.
      fs.rmSync(path.join(dir, 'index'), { recursive: true });
      fs.truncateSync(lastLog(), Math.max(end, torn));
      const second = await open({ ...SMALL, segmentBytes: 1 << 20 });
      expect(texts(second, 's')).toEqual(['one', 'two']);
      expect(await append(second, 's', ['again'], 1)).toMatchObject({
        kind: 'done',
        revision: 2,
        position: 3,
      });
      await close();
      expect((await verify(dir)).problems).toEqual([]);
    },
  );

  it('while a segment is changed leaves no gap', async () => {
    const first = await open();
    await fill(first, 40);
    const before = everything(first);
    await close();
    const last = Number(path.basename(lastLog()).slice(0, 8));
    fs.writeFileSync(
      path.join(dir, 'log', `${String(last + 1).padStart(8, '0')}-0001.log`),
      Buffer.alloc(10),
    );
    const second = await open();
    expect(everything(second)).toEqual(before);
    expect((await append(second, 's-0', ['next'])).kind).toBe('done');
  });
});

describe('damage', () => {
  it('to an event is never served, and verify names it', async () => {
    const first = await open();
    await fill(first, 60);
    await close();
    const file = logFiles()[0] ?? '';
    flip(file, 'text 3 ');
    const second = await open();
    expect(() => texts(second, 's-3')).toThrow(CorruptionError);
    expect(() => everything(second)).toThrow(/checksum/);
    expect(Array.isArray(texts(second, 's-4'))).toBe(true);
    await close();
    const { problems } = await verify(dir);
    expect(problems.join()).toContain(path.basename(file));
  });

  it('to something acknowledged is not taken for a crash', async () => {
    const first = await open();
    for (let n = 0; n < 5; n++) await append(first, 's', [`event number ${n}`]);
    await close();
    fs.rmSync(path.join(dir, 'index'), { recursive: true });
    flip(lastLog(), 'event number 2');
    await expect(open()).rejects.toThrow(/was written after it/);
  });

  it('to the last event is found at the start', async () => {
    const first = await open();
    for (let n = 0; n < 5; n++) await append(first, 's', [`event number ${n}`]);
    await close();
    flip(lastLog(), 'event number 4');
    await expect(open()).rejects.toThrow(CorruptionError);
  });

  it.each([
    ['a shortened full segment', () => fs.truncateSync(logFiles()[0] ?? '', 5_000)],
    ['a shortened last segment', () => fs.truncateSync(lastLog(), 100)],
    ['a missing segment', () => fs.rmSync(logFiles()[1] ?? '')],
    ['a missing last segment', () => fs.rmSync(lastLog())],
  ])('is refused at the start: %s', async (_case, damage) => {
    await fill(await open(), 60);
    await close();
    damage();
    await expect(open()).rejects.toThrow(CorruptionError);
    expect((await verify(dir)).problems).not.toEqual([]);
  });
});

describe('operations', () => {
  it('keeps a second node off, and takes a lock over from a process that is gone', () => {
    const lock = DataLock.acquire(dir);
    expect(() => DataLock.acquire(dir)).toThrow(UnusableDataError);
    lock.release();
    fs.writeFileSync(
      path.join(dir, 'lock'),
      JSON.stringify({ pid: 2 ** 22 + 1, host: os.hostname(), started: '1' }),
    );
    DataLock.acquire(dir).release();
  });

  it('refuses a newer format', async () => {
    await append(await open(), 's', ['one']);
    await close();
    const bytes = fs.readFileSync(lastLog());
    bytes.writeUInt32LE(99, 12);
    fs.writeFileSync(lastLog(), bytes);
    await expect(open()).rejects.toThrow(/newer program/);
  });

  it('backs up while it is being written to, and restores', async () => {
    const first = await open();
    await fill(first, 50);
    const file = path.join(dir, 'backup.tar');
    const writing = fill(first, 50);
    const report = await backup(dir, file);
    await writing;
    const copy = path.join(dir, 'copy');
    restore(file, copy);
    expect(() => restore(file, copy)).toThrow(UnusableDataError);
    const restored = await Engine.open(copy, SMALL);
    expect(everything(restored)).toEqual(everything(first).slice(0, report.lastPosition));
    expect(report.lastPosition).toBeGreaterThanOrEqual(100);
    await restored.close();
    const bytes = fs.readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(3_000) ^ 1, 3_000);
    fs.writeFileSync(file, bytes);
    expect(() => restore(file, path.join(dir, 'other'))).toThrow(CorruptionError);
  });

  it('says how large everything is', async () => {
    await fill(await open(), 20);
    expect(await stats(dir)).toMatchObject({ events: 40, streams: 5, lastPosition: 40 });
  });
});

describe('compaction', () => {
  const onDisk = (needle: string) => logFiles().some((file) => fs.readFileSync(file).includes(needle));

  async function prepare(): Promise<Engine> {
    const on = await open();
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
    await close();
    expect((await verify(dir)).problems).toEqual([]);
    fs.rmSync(path.join(dir, 'index'), { recursive: true });
    const again = await open();
    expect(again.lastPosition).toBe(last);
    expect(await append(again, 'gone', ['new'], 'no_stream')).toMatchObject({ kind: 'done', revision: 2 });
    expect((await append(again, 'dead', ['new'])).kind).toBe('stream-deleted');
    expect(await append(again, 'short', ['new'], 1)).toMatchObject({ kind: 'done', revision: 2 });
    await again.settled();
    expect(texts(again, 'gone')).toEqual(['new']);
    await close();
    expect((await verify(dir)).problems).toEqual([]);
  });

  it('goes on where it was interrupted', async () => {
    const on = await prepare();
    await close();
    for (const file of logFiles().slice(0, 2))
      fs.writeFileSync(file.replace('-0001', '-0002'), 'half of a new file');
    fs.writeFileSync(`${logFiles()[0]}.draft`, 'a draft');
    const again = await open();
    expect(logFiles().filter((file) => !file.endsWith('-0001.log'))).toEqual([]);
    await compact(again);
    expect(onDisk('secret')).toBe(false);
    expect(on).toBeDefined();
  });
});

describe('maintenance', () => {
  it('comes between writes, however many there are', async () => {
    const on = await open();
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
