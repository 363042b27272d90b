import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const program = resolve(import.meta.dirname, '../faults/run.mjs');
const WITHIN_MS = 300_000;

/** The program of `npm run test:faults` in its short form: what it said, and how it ended. */
const played = (): Promise<{ readonly code: number | null; readonly said: string }> =>
  new Promise((done, failed) => {
    const { NODE_OPTIONS: _ours, ...env } = process.env;
    const child = spawn(process.execPath, [program, '--short'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    }
    child.once('error', failed);
    child.once('close', (code) => done({ code, said }));
  });

describe('a group whose event store and worker, and then whose api, are killed', () => {
  it(
    'has a ledger that keeps to the truth within what it declares, and proofs that hold',
    async () => {
      const { code, said } = await played();
      expect(said).toContain('1 of 1 scenarios held');
      expect(said).toContain('5 of 5 proofs hold');
      expect({ code, said }).toMatchObject({ code: 0 });
    },
    WITHIN_MS,
  );
});
