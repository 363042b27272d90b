import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Children } from './children.mjs';
import { LogFile } from './logs.mjs';
import { processIdentity } from './processes.mjs';
import { Supervised } from './supervised.mjs';
import type { Definition } from './supervised.mjs';
import type { Status } from './types.mjs';

const LONG_MS = 60_000;
const STAYS = 'setInterval(() => {}, 1000)';

let folder: string;
let children: Children;
let log: LogFile;
let statuses: Status[];
const services: Supervised[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-supervised-'));
  children = new Children(join(folder, 'children.json'));
  log = new LogFile(join(folder, 'logs', 'worker.log'));
  statuses = [];
});
afterEach(async () => {
  for (const service of services.splice(0)) await service.stop();
  children.close();
  log.close();
  rmSync(folder, { recursive: true });
}, LONG_MS);

/** A service of a few words, ready when it has said "up". */
function service(code: string, more: Partial<Definition> = {}): Supervised {
  const made = new Supervised(
    {
      name: 'worker',
      file: process.execPath,
      args: ['-e', code],
      env: { PATH: process.env['PATH'] },
      origin: 'a test',
      ready: ({ lines }) =>
        Promise.resolve(
          lines.includes('up') ? { ok: true, version: null, pid: null } : { ok: false, why: 'it is silent' },
        ),
      readyWithinMs: LONG_MS,
      ...more,
    },
    { children, log, onStatus: (status) => statuses.push(status) },
  );
  services.push(made);
  return made;
}
const states = () => statuses.map(({ state }) => state);
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('a service of the launcher', () => {
  it(
    'is ready when it says so, and ends on request',
    async () => {
      const worker = service(`console.log('up'); ${STAYS}`);
      await worker.start();
      const pid = worker.pid ?? 0;
      expect(processIdentity(pid)).not.toBeNull();
      await worker.stop();
      expect(processIdentity(pid)).toBeNull();
      expect(worker.pid).toBeNull();
      expect(states()).toEqual(['working', 'ready', 'ended']);
    },
    LONG_MS,
  );

  it(
    'is said to have failed, with its last words, when it ends before it is ready',
    async () => {
      const worker = service("console.error('no secret was given'); process.exit(3)");
      await expect(worker.start()).rejects.toMatchObject({
        message: expect.stringMatching(
          /^worker ended with code 3 before it was ready\.[\s\S]*no secret was given/,
        ),
        wayOut: expect.stringContaining('worker.log'),
      });
      expect(states()).toEqual(['working', 'failed']);
      expect(statuses[1]?.detail).toBe('worker ended with code 3 before it was ready.');
    },
    LONG_MS,
  );

  it(
    'is said to have failed when it stays silent, and does not stay behind',
    async () => {
      const worker = service(STAYS, { readyWithinMs: 300 });
      await expect(worker.start()).rejects.toThrow('was not ready within 0 s (it is silent)');
      expect(worker.pid).toBeNull();
    },
    LONG_MS,
  );

  it(
    'is said to have failed when there is no such program',
    async () => {
      await expect(service('', { file: '/nowhere/worker' }).start()).rejects.toThrow('cannot be started');
    },
    LONG_MS,
  );

  it(
    'comes back after it was killed',
    async () => {
      const worker = service(`console.log('up'); ${STAYS}`);
      await worker.start();
      const before = worker.pid;
      worker.signal('SIGKILL');
      await until(() => states().filter((state) => state === 'ready').length === 2);
      expect(worker.pid).not.toBe(before);
      expect(statuses[2]).toMatchObject({
        state: 'restarting',
        detail: 'ended by SIGKILL; starting again in 0.5 s',
      });
    },
    LONG_MS,
  );

  it(
    'may be ended while it is only starting',
    async () => {
      const worker = service(STAYS);
      const starting = expect(worker.start()).rejects.toThrow('ended while it was starting');
      await worker.stop();
      await starting;
      expect(worker.pid).toBeNull();
    },
    LONG_MS,
  );

  it(
    'may be ended while it waits for its next try',
    async () => {
      const worker = service(`console.log('up'); ${STAYS}`);
      await worker.start();
      worker.signal('SIGKILL');
      await until(() => states().includes('restarting'));
      await worker.stop();
      expect(worker.pid).toBeNull();
      expect(states().at(-1)).toBe('ended');
    },
    LONG_MS,
  );

  it(
    'is asked a second time when it goes on after the first',
    async () => {
      const worker = service(
        `let asked = 0; process.on('SIGTERM', () => { if (++asked === 2) process.exit(0); }); console.log('up'); ${STAYS}`,
      );
      await worker.start();
      await worker.stop();
      expect(worker.pid).toBeNull();
    },
    LONG_MS,
  );

  it(
    'may be done, where being done is no fault',
    async () => {
      const demo = service('', { name: 'demo', mayFinish: true });
      await demo.start();
      await until(() => statuses.some(({ detail }) => detail === 'finished'));
      expect(states()).not.toContain('failed');
    },
    LONG_MS,
  );

  it(
    'takes down with it what it had started itself',
    async () => {
      const worker = service(
        `const child = require('node:child_process').spawn(process.execPath, ['-e', '${STAYS}'], { stdio: 'ignore' });
       console.log('child ' + child.pid); console.log('up'); ${STAYS}`,
      );
      await worker.start();
      const child = Number(/child (\d+)/.exec(log.tail(5).join(' '))?.[1]);
      expect(processIdentity(child)).not.toBeNull();
      await worker.stop();
      await until(() => processIdentity(child) === null);
    },
    LONG_MS,
  );
});
