import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Children, endLeftovers, readChildren } from './children.mjs';
import { holdsWithin, processIdentity, sendSignal } from './processes.mjs';

const WAIT_MS = 20_000;

let folder: string;
let file: string;
const started: number[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-children-'));
  file = join(folder, 'children.json');
});
afterEach(() => {
  for (const pid of started.splice(0)) sendSignal(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function idle(code = ''): Promise<number> {
  const child = spawn(process.execPath, ['-e', `${code}; setInterval(() => {}, 1000); console.log('up')`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  started.push(child.pid ?? 0);
  return child.pid ?? 0;
}
const gone = (pid: number) => holdsWithin(() => processIdentity(pid) === null, WAIT_MS);

describe('children of a launcher', () => {
  it('are listed while they live', async () => {
    const children = new Children(file);
    const pid = await idle();
    children.add('redis', pid);
    expect(readChildren(file)).toEqual([{ name: 'redis', pid, identity: processIdentity(pid) }]);
    children.remove(pid);
    expect(readChildren(file)).toEqual([]);
    children.close();
    expect(existsSync(file)).toBe(false);
  });

  it('are ended by the next start when they were left behind', async () => {
    const [polite, stubborn] = [await idle(), await idle("process.on('SIGTERM', () => {})")];
    const record = (name: string, pid: number) => ({ name, pid, identity: processIdentity(pid) });
    writeFileSync(file, JSON.stringify([record('redis', polite), record('livekit', stubborn)]));
    expect(await endLeftovers(file)).toBe(2);
    expect(await gone(polite)).toBe(true);
    expect(await gone(stubborn)).toBe(true);
    expect(existsSync(file)).toBe(false);
  }, 30_000);

  it('are not mistaken for a process that only has the same number', async () => {
    const pid = await idle();
    writeFileSync(file, JSON.stringify([{ name: 'redis', pid, identity: 'another moment' }]));
    expect(await endLeftovers(file)).toBe(0);
    expect(processIdentity(pid)).not.toBeNull();
  });

  it('are nobody when the list is missing or spoilt', async () => {
    expect(await endLeftovers(file)).toBe(0);
    writeFileSync(file, '[{"name":"redis","pid":1,"identity":"x"}, 7, {');
    expect(await endLeftovers(file)).toBe(0);
  });

  it('are ended when their launcher is killed', async () => {
    const pid = await idle();
    const script = join(folder, 'launcher.mjs');
    const module = JSON.stringify(new URL('./children.mjs', import.meta.url).href);
    writeFileSync(
      script,
      `import { Children } from ${module};
       new Children(${JSON.stringify(file)}).add('redis', ${pid});
       setInterval(() => {}, 1000);
       console.log('up');`,
    );
    const launcher = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(launcher.stdout, 'data');
    expect(processIdentity(pid)).not.toBeNull();
    launcher.kill('SIGKILL');
    expect(await gone(pid)).toBe(true);
  }, 30_000);
});
