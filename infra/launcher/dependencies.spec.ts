import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { dependenciesAreCurrent, lastLines, npmCommand } from './dependencies.mjs';
import { likelyCause } from './problem.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hearth-dependencies-'));
  writeFileSync(join(root, 'package-lock.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

function install(stamp: string | null, whenSeconds: number): void {
  mkdirSync(join(root, 'node_modules'));
  const installed = join(root, 'node_modules', '.package-lock.json');
  writeFileSync(installed, '{}');
  utimesSync(installed, whenSeconds, whenSeconds);
  if (stamp !== null) writeFileSync(join(root, 'node_modules', '.hearth-stamp'), stamp);
}

describe('dependencies', () => {
  it('are missing in a fresh clone', () => {
    expect(dependenciesAreCurrent(root, 'abc')).toBe(false);
  });

  it('are current when they were installed from this lock file, whatever the times say', () => {
    install('abc', 1);
    expect(dependenciesAreCurrent(root, 'abc')).toBe(true);
  });

  it('are current when somebody installed them by hand after the lock file came', () => {
    install(null, Date.now() / 1000 + 60);
    expect(dependenciesAreCurrent(root, 'abc')).toBe(true);
  });

  it('are old when the lock file changed since', () => {
    install('before', 1);
    expect(dependenciesAreCurrent(root, 'abc')).toBe(false);
  });

  it('come by the npm that called, else by the one on the PATH, else not at all', () => {
    expect(npmCommand({ npm_execpath: '/nowhere/npm-cli.js', PATH: process.env['PATH'] }).args).toEqual([]);
    expect(() => npmCommand({ PATH: '/nowhere' })).toThrow('npm was not found');
  });
});

describe('the last words of a program', () => {
  it('are without colours, empty lines and the places in its code', () => {
    const output =
      'one\n\u001b[31mtwo\u001b[0m\n\n    at run (file:///x.js:1:2)\n    at async file:///y.js:3:4\nthree\n';
    expect(lastLines(output, 2)).toBe('    two\n    three');
  });
});

describe('why an installation failed', () => {
  it.each([
    ['npm error code EAI_AGAIN', 'no network'],
    ['E: Failed to fetch http://deb.debian.org/ Temporary failure resolving', 'no network'],
    ['go: dial tcp: lookup proxy.golang.org: no such host', 'no network'],
    ['E: Could not open lock file - open (13: Permission denied)', 'not enough rights'],
    ['npm error ENOSPC: no space left on device', 'the disk is full'],
    ['npm error notarget No matching version', null],
  ])('%s', (output, cause) => {
    expect(likelyCause(output)).toBe(cause);
  });
});
