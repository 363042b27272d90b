import { parseArgs } from 'node:util';
import { CorruptionError, reasonOf } from './errors.js';
import { DEFAULT_ENGINE_OPTIONS, Engine } from './engine/engine.js';
import { indexFolder } from './engine/recover.js';
import { startEventStoreNode } from './node.js';
import { backup, restore } from './operations/backup.js';
import { compact } from './operations/compact.js';
import { runApart } from './operations/apart.js';
import { DataLock } from './operations/lock.js';
import { stats } from './operations/stats.js';
import { readUsers, type GivenUser } from './access/user-directory.js';
import type { TlsFiles } from './protocol/credentials.js';
import { verify, type VerifyReport } from './operations/verify.js';

const USAGE = `Embedded event store: EventStoreDB's protocol on one machine.

  main.js [serve] --data DIR [--port 2113] [--bind 127.0.0.1] [--http-port N]
                   [--tls-cert FILE --tls-key FILE [--tls-ca FILE]] [--users FILE] [--max-append-bytes N] [--system-projections]
                   [--checkpoint-events N]
  main.js backup  --data DIR --file FILE     copies the data into a tar file; the node may be running
  main.js restore --data DIR --file FILE     puts a backup into an empty folder
  main.js verify  --data DIR [--log-only]    reads and checks everything; the node must not be running
  main.js compact --data DIR                 removes what is unreachable; the node must not be running
  main.js stats   --data DIR                 sizes; the node may be running
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '2113' },
    'http-port': { type: 'string' },
    bind: { type: 'string', default: '127.0.0.1' },
    file: { type: 'string' },
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
    'tls-ca': { type: 'string' },
    users: { type: 'string' },
    'max-append-bytes': { type: 'string' },
    'system-projections': { type: 'boolean', default: false },
    // After how many events the index is copied, so that a start after a crash has no more than those to index.
    'checkpoint-events': { type: 'string' },
    'log-only': { type: 'boolean', default: false },
    // Set by the program itself: this process may be ended by a damaged index.
    apart: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function required(name: 'data' | 'file'): string {
  const value = values[name];
  if (value === undefined) throw new Error(`--${name} is required\n\n${USAGE}`);
  return value;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${text} is not a port`);
  return port;
}

function tlsFiles(): TlsFiles | undefined {
  const { 'tls-cert': cert, 'tls-key': key, 'tls-ca': ca } = values;
  if (cert === undefined && key === undefined && ca === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new Error('--tls-cert and --tls-key belong together');
  return ca === undefined ? { cert, key } : { cert, key, ca };
}

/** Passwords do not travel in plain text: clients would leave them out, and be refused without knowing why. */
function users(tls: TlsFiles | undefined): Map<string, GivenUser> | undefined {
  if (values.users === undefined) return undefined;
  if (tls === undefined) throw new Error('--users needs --tls-cert and --tls-key');
  return readUsers(values.users);
}

async function serve(): Promise<void> {
  const httpPort = values['http-port'];
  const checkpointEvents = values['checkpoint-events'];
  const tls = tlsFiles();
  const node = await startEventStoreNode({
    dataDir: required('data'),
    port: portOf(values.port),
    bind: values.bind,
    httpPort: httpPort === undefined ? undefined : portOf(httpPort),
    tls,
    users: users(tls),
    systemProjections: values['system-projections'],
    engine: checkpointEvents === undefined ? {} : { checkpointEvents: Number(checkpointEvents) },
    maxAppendBytes: values['max-append-bytes'] === undefined ? undefined : Number(values['max-append-bytes']),
  });
  const { port, url, engine } = node;
  const stop = (signal: NodeJS.Signals): void => {
    node.stop().then(
      () => {
        say({ stopped: true, signal });
        process.exit(0);
      },
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  say({
    ready: true,
    port,
    httpPort: node.httpPort,
    url,
    position: engine.lastPosition,
    reindexed: engine.reindexed,
    ...(engine.distrusted === undefined ? {} : { indexRebuilt: engine.distrusted }),
  });
}

/** Runs work on a data folder that no node uses. */
async function offline<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = required('data');
  const lock = DataLock.acquire(dataDir);
  try {
    return await work(dataDir);
  } finally {
    lock.release();
  }
}

async function compactOffline(dataDir: string): Promise<object> {
  const engine = await Engine.open(dataDir, DEFAULT_ENGINE_OPTIONS);
  try {
    return await compact(engine);
  } finally {
    await engine.close();
  }
}

/** Commands that read an index which may not have been closed. */
const APART = new Set(['backup', 'verify', 'stats']);

async function apart(command: string): Promise<void> {
  const ending = await runApart([...process.argv.slice(2), '--apart']);
  if (ending.signal === null) {
    process.stdout.write(ending.output);
    process.stderr.write(ending.errors);
    process.exitCode = ending.code ?? 1;
    return;
  }
  const dir = indexFolder(required('data'));
  const problem = `the index in ${dir} is damaged (reading it ended with ${ending.signal}); the next start builds it again`;
  if (command !== 'verify') throw new Error(problem);
  const log = await runApart([...process.argv.slice(2), '--apart', '--log-only']);
  const report = JSON.parse(log.output) as VerifyReport;
  say({ ...report, problems: [problem, ...report.problems] });
  process.exitCode = 2;
}

async function main(): Promise<void> {
  if (values.help) return void process.stdout.write(USAGE);
  const command = positionals[0] ?? 'serve';
  if (APART.has(command) && !values.apart) return apart(command);
  switch (command) {
    case 'serve':
      return serve();
    case 'backup':
      return say(await backup(required('data'), required('file')));
    case 'restore':
      return say(restore(required('file'), required('data')));
    case 'verify': {
      const report = await offline((dataDir) => verify(dataDir, values['log-only']));
      say(report);
      if (report.problems.length > 0) process.exitCode = 2;
      return;
    }
    case 'compact':
      return say(await offline(compactOffline));
    case 'stats':
      return say(await stats(required('data')));
    default:
      throw new Error(`'${command}' is not a command\n\n${USAGE}`);
  }
}

function fail(error: unknown): void {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(error instanceof CorruptionError ? 2 : 1);
}

// When a commit fails, LMDB rejects promises that it hands to nobody as well as the one that the index waits for;
// the index reports it and tries again, so these copies must not end the process.
process.on('unhandledRejection', (reason) => {
  if (reason instanceof Error && 'commitError' in reason) return;
  fail(reason);
});

main().catch(fail);
