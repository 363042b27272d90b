import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hashOf, stampIs, writeStamp } from './stamp.mjs';

let root: string;
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hearth-stamp-'));
  mkdirSync(join(root, 'src'));
  write('src/a.ts', 'one');
  write('src/b.ts', 'two');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the stamp of a build', () => {
  it('does not depend on times or on the order of inputs', () => {
    const before = hashOf(root, ['src', 'package.json']);
    utimesSync(join(root, 'src/a.ts'), 1, 1);
    expect(hashOf(root, ['package.json', 'src'])).toBe(before);
  });

  it('changes with a content, a name and a missing file', () => {
    const hashes = [hashOf(root, ['src'])];
    write('src/b.ts', 'twp');
    hashes.push(hashOf(root, ['src']));
    write('src/c.ts', '');
    hashes.push(hashOf(root, ['src']));
    rmSync(join(root, 'src/a.ts'));
    hashes.push(hashOf(root, ['src']));
    expect(new Set(hashes).size).toBe(4);
  });

  it('tells where one file ends and the next begins', () => {
    const before = hashOf(root, ['src']);
    write('src/a.ts', 'on');
    write('src/b.ts', 'etwo');
    expect(hashOf(root, ['src'])).not.toBe(before);
  });

  it('leaves out what does not count, and what is installed or built', () => {
    const before = hashOf(root, ['src'], (path) => !path.endsWith('.spec.ts'));
    write('src/a.spec.ts', 'test');
    mkdirSync(join(root, 'src/node_modules'));
    write('src/node_modules/x.js', 'x');
    expect(hashOf(root, ['src'], (path) => !path.endsWith('.spec.ts'))).toBe(before);
  });

  it('is remembered in a file', () => {
    const file = join(root, 'dist/.stamp');
    expect(stampIs(file, 'abc')).toBe(false);
    writeStamp(file, 'abc');
    expect(stampIs(file, 'abc')).toBe(true);
    expect(stampIs(file, 'abd')).toBe(false);
  });
});
