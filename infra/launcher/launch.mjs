// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Board } from './board.mjs';
import { build } from './build.mjs';
import { watchNpm } from './caller.mjs';
import { endLeftovers } from './children.mjs';
import { installDependencies } from './dependencies.mjs';
import { LogFile } from './logs.mjs';
import { takeLock } from './lock.mjs';
import { readPort, readStartOptions, START_HELP } from './options.mjs';
import { DATA, layoutOf, ROOT } from './places.mjs';
import { givenServices } from './plan.mjs';
import { claimWebPort } from './ports.mjs';
import { codeOf, Problem } from './problem.mjs';
import { startServices } from './services.mjs';
import { step } from './step.mjs';

/** @typedef {import('./types.mjs').Environment} Environment */
/** @typedef {import('./types.mjs').RunningServices} RunningServices */
/** @typedef {import('./options.mjs').StartOptions} StartOptions */

const WITHOUT_VIDEO = `
  Video is off; everything else works. To have it, install LiveKit 1.13.5 or newer (https://docs.livekit.io/transport/self-hosting/local),
  or Go 1.26 or newer, with which it is then built, or name a LiveKit by LIVEKIT_URL, and start again.`;

/**
 * The whole of `npm start`: everything up, one link, and everything ended when it is asked to.
 * @param {readonly string[]} args
 * @returns {Promise<void>} when Hearth has ended; the exit code is set
 */
export async function launch(args) {
  // A terminal that goes away while we write to it must not keep us from ending our children.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    refuseWindows();
    const options = readStartOptions(args);
    if (options.help) process.stdout.write(START_HELP);
    else await runHearth(options, environment());
  } catch (error) {
    process.exitCode = 1;
    tell(error);
  }
}

function refuseWindows() {
  if (process.platform !== 'win32') return;
  throw new Problem(
    'Hearth starts on Linux and macOS, and this is Windows.',
    'Run it inside WSL 2 (wsl --install), in a clone that lies in the Linux file system.',
  );
}

/** @returns {Record<string, string | undefined>} the file .env, and above it the real environment */
function environment() {
  const file = join(ROOT, '.env');
  return { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env };
}

/**
 * @param {StartOptions} options
 * @param {Record<string, string | undefined>} env
 */
async function runHearth(options, env) {
  const port = options.port ?? readPort(env['PORT'] || '3000', 'PORT');
  const url = `http://localhost:${port}`;
  givenServices(env);
  mustBeWritable();
  const unlock = takeLock(layoutOf(DATA).lock, url);
  const ending = listenForTheEnd();
  try {
    const leftovers = await endLeftovers(layoutOf(DATA).children);
    if (options.fresh) forget(env);
    await claimWebPort(port);
    const board = new Board(process.stdout);
    board.say(`\n  Hearth ${version()} · Node ${process.versions.node}\n`);
    if (leftovers > 0) board.say(`  Ended ${leftovers} processes that an earlier start had left behind.\n`);
    if (options.fresh) board.say('  Begun anew: the data that this clone had kept is deleted.\n');
    try {
      await prepare(board, ending.signal);
      const running = await bringUp(board, options, env, port, ending.signal);
      await attend(running, board, url, ending);
    } finally {
      board.settle();
    }
  } catch (error) {
    if (!ending.signal.aborted) throw error;
    process.stdout.write('  Ended.\n');
  } finally {
    ending.stopListening();
    unlock();
  }
}

/**
 * @param {Board} board
 * @param {AbortSignal} signal
 */
async function prepare(board, signal) {
  await step(board, 'dependencies', (each) => installDependencies(ROOT, each, signal));
  // One after the other: both want all the processor there is.
  await step(board, 'server', (each) => build(ROOT, 'server', each, signal));
  await step(board, 'web', (each) => build(ROOT, 'web', each, signal));
}

/**
 * @param {Board} board
 * @param {StartOptions} options
 * @param {Environment} env
 * @param {number} port
 * @param {AbortSignal} signal
 * @returns {Promise<RunningServices>}
 */
function bringUp(board, options, env, port, signal) {
  const demo = options.demo && (env['HEARTH_MODE'] || 'demo') === 'demo';
  return startServices({
    services: [
      'eventstore',
      'redis',
      'livekit',
      'api',
      'worker',
      ...(demo ? [/** @type {const} */ ('demo')] : []),
    ],
    dataDir: DATA,
    ports: { web: port },
    env,
    binaries: {},
    videoMayBeOff: true,
    demoMayFail: true,
    onStatus: (status) => board.show(status),
    signal,
  });
}

/**
 * Shows the link and waits until somebody ends it.
 * @param {RunningServices} running
 * @param {Board} board
 * @param {string} url
 * @param {ReturnType<typeof listenForTheEnd>} ending
 */
async function attend(running, board, url, ending) {
  board.settle();
  if (running.urls.livekit === null) board.say(WITHOUT_VIDEO);
  board.say(`\n  Hearth is open:  ${url}\n\n  Ctrl-C ends it. Logs: .hearth/logs\n`);
  await ending.asked;
  board.say('\n  Ending. (Ctrl-C again ends everything at once.)');
  ending.onImpatience(() => running.killNow());
  await running.stop();
  board.say('  Ended.');
}

/** Signals that ask us to end: from the keyboard, from a supervisor, from a terminal that was closed. */
function listenForTheEnd() {
  const controller = new AbortController();
  let impatient = () => undefined;
  let first = 0;
  const end = () => {
    if (controller.signal.aborted) return;
    first = performance.now();
    controller.abort(new Problem('It was asked to end.'));
  };
  const heard = () => {
    // One Ctrl-C can come twice, from the terminal and handed on by npm; only a later one is impatience.
    if (controller.signal.aborted && performance.now() - first > 1_000) impatient();
    end();
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, heard);
  const stopWatching = watchNpm(end);
  return {
    signal: controller.signal,
    /** @type {Promise<void>} */
    asked: new Promise((resolve) =>
      controller.signal.addEventListener('abort', () => resolve(), { once: true }),
    ),
    /** @param {() => void} act */
    onImpatience: (act) => {
      impatient = () => void act();
    },
    stopListening: () => {
      stopWatching();
      for (const signal of signals) process.off(signal, heard);
    },
  };
}

/**
 * Deletes what this clone keeps. The keys of an event store that we cannot empty are not ours to throw away.
 * @param {Environment} env
 */
function forget(env) {
  const given = givenServices(env);
  if (given.eventstore !== undefined) {
    throw new Problem(
      '--fresh empties the embedded event store, and EVENTSTORE_URL names another one.',
      'Empty that one by its own means, or unset EVENTSTORE_URL.',
    );
  }
  const { eventstore, redis, livekitConfiguration, keyring, secrets, logs } = layoutOf(DATA);
  for (const path of [eventstore, redis, livekitConfiguration, keyring, secrets, logs]) {
    rmSync(path, { recursive: true, force: true });
  }
}

function mustBeWritable() {
  try {
    mkdirSync(DATA, { recursive: true });
    rmSync(join(DATA, '.probe'), { recursive: true, force: true });
    mkdirSync(join(DATA, '.probe'));
    rmSync(join(DATA, '.probe'), { recursive: true });
  } catch (error) {
    throw new Problem(
      `${DATA} cannot be written to (${codeOf(error) || 'for an unknown reason'}).`,
      `Give the folder to yourself (sudo chown -R "$(id -u)" "${ROOT}"), or use a clone of your own.`,
    );
  }
}

/** @returns {string} */
function version() {
  return /** @type {{ version: string }} */ (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')))
    .version;
}

/**
 * Says what went wrong: a sentence and a way out, or, for what nobody foresaw, where the whole of it is written.
 * @param {unknown} error
 */
function tell(error) {
  if (error instanceof Problem) {
    process.stderr.write(`\n  ${error.message}\n${error.wayOut === '' ? '' : `  ${error.wayOut}\n`}\n`);
    return;
  }
  const log = new LogFile(join(layoutOf(DATA).logs, 'launcher.log'));
  log.write(error instanceof Error ? (error.stack ?? error.message) : String(error));
  log.close();
  process.stderr.write(
    `\n  This is a fault of the launcher itself: ${String(error)}\n  All of it is in ${log.path}\n\n`,
  );
}
