import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a command of this program ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  output: string;
  errors: string;
}

/**
 * Runs this program again with other arguments. LMDB maps its file into memory and trusts it: reading one that was not
 * closed and is damaged can end the process, and an operator should get a sentence all the same.
 */
export async function runApart(args: readonly string[]): Promise<Ending> {
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, output, errors };
}
