import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockHolder, takeLock } from './lock.mjs';
import { processIdentity } from './processes.mjs';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-lock-'));
  file = join(folder, 'data', 'launcher.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the lock of a clone', () => {
  it('is taken, named and given back', () => {
    const unlock = takeLock(file, 'http://localhost:3000');
    expect(lockHolder(file)).toEqual({
      pid: process.pid,
      identity: processIdentity(process.pid),
      url: 'http://localhost:3000',
    });
    unlock();
    expect(existsSync(file)).toBe(false);
  });

  it('turns a second copy away with the address of the first', () => {
    const unlock = takeLock(file, 'http://localhost:3000');
    expect(() => takeLock(file, 'http://localhost:3001')).toThrow(
      'Hearth is already running from this folder: http://localhost:3000',
    );
    unlock();
  });

  it('passes over one whose holder has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    takeLock(file, 'before')();
    writeFileSync(file, JSON.stringify({ pid, identity: processIdentity(pid), url: 'theirs' }));
    expect(lockHolder(file)?.url).toBe('theirs');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(lockHolder(file)).toBeNull();
    takeLock(file, 'mine')();
  });

  it('passes over one whose number now belongs to another process', () => {
    takeLock(file, 'before')();
    writeFileSync(file, JSON.stringify({ pid: process.pid, identity: 'another moment', url: 'theirs' }));
    expect(lockHolder(file)).toBeNull();
    takeLock(file, 'mine')();
  });

  it.each(['', '{', '{"pid":"1"}', 'null'])('passes over a file that says %j', (content) => {
    takeLock(file, 'before')();
    writeFileSync(file, content);
    expect(lockHolder(file)).toBeNull();
  });
});
