import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const MAIN =
  process.env.EVENTSTORE_MAIN ?? path.resolve(import.meta.dirname, '../../dist/apps/eventstore/src/main.js');

/** Starts an event store as a process of its own and waits until it listens. */
export async function startServer(dataDir, { port = 0, prefix = [], args = [] } = {}) {
  const [command, ...rest] = [
    ...prefix,
    process.execPath,
    MAIN,
    '--data',
    dataDir,
    '--port',
    String(port),
    ...args,
  ];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, 'line').then(([line]) => JSON.parse(line)),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the server ended (${code}): ${errors}`))),
  ]);
  return {
    ...first,
    pid: child.pid,
    /** Ends it as a power cut would, as far as the process is concerned. */
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function end(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** Runs a command of the event store to its end. */
export async function runCommand(...args) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  const [code] = await once(child, 'close');
  return { code, errors, result: output === '' ? undefined : JSON.parse(output) };
}
