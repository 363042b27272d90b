import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import type { Expected, ProposedEvent } from '../src/engine/command.js';
import { DEFAULT_ENGINE_OPTIONS, Engine } from '../src/engine/engine.js';

/** Segments so small that a few events fill several. */
export const SMALL = { ...DEFAULT_ENGINE_OPTIONS, segmentBytes: 20_000, growBytes: 4_096 };

/** A data folder for each test, and at most one engine open on it. */
export class DataFolder {
  dir = '';
  private engine: Engine | undefined;

  async open(options = SMALL): Promise<Engine> {
    this.engine = await Engine.open(this.dir, options);
    return this.engine;
  }

  async close(): Promise<void> {
    await this.engine?.close();
    this.engine = undefined;
  }

  logFiles(): string[] {
    const folder = path.join(this.dir, 'log');
    return fs
      .readdirSync(folder)
      .toSorted()
      .map((name) => path.join(folder, name));
  }

  lastLog(): string {
    return this.logFiles().at(-1) ?? '';
  }

  indexFile(name = 'data.mdb'): string {
    return path.join(this.dir, 'index', name);
  }

  removeIndex(): void {
    fs.rmSync(path.join(this.dir, 'index'), { recursive: true });
  }
}

/** A data folder that is new for each test of the file. */
export function useDataFolder(): DataFolder {
  const folder = new DataFolder();
  beforeEach(() => {
    folder.dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-engine-'));
  });
  afterEach(async () => {
    await folder.close();
    fs.rmSync(folder.dir, { recursive: true, force: true });
  });
  return folder;
}

export function event(text: string, id = randomBytes(16)): ProposedEvent {
  return { id, type: 'test', isJson: false, data: Buffer.from(text), metadata: Buffer.from('m') };
}

export function append(on: Engine, stream: string, texts: string[], expected: Expected = 'any') {
  return on.write({ kind: 'append', stream, expected, events: texts.map((text) => event(text)) });
}

/** Texts of a stream, or why it has none. */
export function texts(on: Engine, stream: string): string[] | string {
  const all: string[] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const page = on.readStream(stream, from, 'forwards', 1_000_000);
    if (page.kind !== 'page') return page.kind;
    all.push(...page.events.map(({ data }) => data.toString()));
    from = page.next;
  }
  return all;
}

export type Seen = [position: number, stream: string, revision: number, text: string];

export function everything(on: Engine): Seen[] {
  const all: Seen[] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const page = on.readAll(from, 'forwards');
    all.push(...page.events.map((e): Seen => [e.position, e.stream, e.revision, e.data.toString()]));
    from = page.next;
  }
  return all;
}

/** Flips one bit of a file, by its offset or where a text is. */
export function flip(file: string, where: string | number, bit = 0): void {
  const bytes = fs.readFileSync(file);
  const at = typeof where === 'number' ? where : bytes.indexOf(where);
  if (at < 0) throw new Error(`${where} is not in ${file}`);
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
  fs.writeFileSync(file, bytes);
}

/** Two events each for five streams in turns, `count` times. */
export async function fill(on: Engine, count: number): Promise<void> {
  for (let n = 0; n < count; n++)
    await append(on, `s-${n % 5}`, [`text ${n} ${'x'.repeat(500)}`, `more ${n}`]);
  await on.settled();
}
