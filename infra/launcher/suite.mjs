// @ts-check
import { Board, duration } from './board.mjs';
import { build } from './build.mjs';
import { watchNpm } from './caller.mjs';
import { installDependencies, npmCommand } from './dependencies.mjs';
import { PROJECT_NAMES, runProject, testFiles } from './jest-run.mjs';
import { ROOT } from './places.mjs';
import { Problem, sentenceOf } from './problem.mjs';
import { obtainChromium, obtainLiveKit, obtainRedis } from './programs.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';
import { sumOf, tallyLine } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */
/** @typedef {import('./jest-run.mjs').Project} Project */
/** @typedef {'types' | 'lint' | Project} Part */
/** @typedef {'server' | 'web' | 'redis' | 'livekit' | 'chromium'} Need */

const PARTS = /** @type {Part[]} */ (['types', 'lint', ...PROJECT_NAMES]);

/** @type {Readonly<Record<Part, readonly Need[]>>} */
const NEEDS = {
  types: [],
  lint: [],
  unit: [],
  web: [],
  conformance: ['server'],
  integration: ['server', 'redis', 'livekit'],
  e2e: ['server', 'web', 'redis', 'livekit', 'chromium'],
};

const HELP = `npm test                       everything
npm test -- unit web           only these: ${PARTS.join(', ')}
npm test -- unit --verbose     what begins with a dash, and all after it, goes to Jest
`;

/**
 * The whole of `npm test`: what is needed, then every part, then one line with the sum.
 * @param {readonly string[]} argv
 * @returns {Promise<void>} the exit code is set
 */
export async function runSuite(argv) {
  const ending = new AbortController();
  const end = () => ending.abort(new Problem('It was asked to end.'));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, end);
  const stopWatching = watchNpm(end);
  /** @type {Map<string, Tally>} */
  const tallies = new Map();
  try {
    const { parts, jestArgs, help } = readArguments(argv);
    if (help) return void process.stdout.write(HELP);
    const ready = await setUp(parts, ending.signal);
    for (const part of parts) {
      ending.signal.throwIfAborted();
      heading(part);
      const began = performance.now();
      tallies.set(part, await runPart(part, ready, jestArgs, ending.signal));
      process.stdout.write(`  ${part}: ${duration(performance.now() - began)}\n`);
    }
    ending.signal.throwIfAborted();
  } catch (error) {
    process.stderr.write(`\n  ${sentenceOf(error)}\n`);
    if (error instanceof Problem && error.wayOut !== '') process.stderr.write(`  ${error.wayOut}\n`);
    tallies.set('set-up', { passed: 0, failed: 1, skipped: 0, note: sentenceOf(error).split('\n')[0] ?? '' });
  }
  stopWatching();
  conclude(tallies);
}

/**
 * @param {readonly string[]} argv
 * @returns {{ parts: Part[], jestArgs: string[], help: boolean }}
 * @throws {Problem} for a part that does not exist
 */
export function readArguments(argv) {
  if (argv.includes('--help') || argv.includes('-h')) return { parts: [], jestArgs: [], help: true };
  const dash = argv.findIndex((arg) => arg.startsWith('-'));
  const names = dash === -1 ? argv : argv.slice(0, dash);
  const unknown = names.find((name) => !PARTS.some((part) => part === name));
  if (unknown !== undefined) {
    throw new Problem(
      `There is no part of the tests called "${unknown}".`,
      `The parts are: ${PARTS.join(', ')}`,
    );
  }
  const parts = names.length === 0 ? PARTS : PARTS.filter((part) => names.includes(part));
  return { parts: [...parts], jestArgs: dash === -1 ? [] : argv.slice(dash), help: false };
}

/** @param {string} part */
function heading(part) {
  process.stdout.write(`\n  ${part} ${'─'.repeat(Math.max(3, 60 - part.length))}\n\n`);
}

/**
 * @typedef {object} Ready
 * @property {Map<Need, string>} missing what could not be had, and why
 * @property {Record<string, string>} env where the programs are
 */

/**
 * Fetches and builds what the parts need. What cannot be had fails the parts that need it, and no others.
 * @param {readonly Part[]} parts
 * @param {AbortSignal} signal
 * @returns {Promise<Ready>}
 */
async function setUp(parts, signal) {
  const needed = new Set(parts.filter((part) => hasTests(part)).flatMap((part) => NEEDS[part]));
  /** @type {Ready} */
  const ready = { missing: new Map(), env: {} };
  const board = new Board(process.stdout);
  const attempt = async (/** @type {Need} */ need, /** @type {() => Promise<void>} */ work) => {
    if (!needed.has(need)) return;
    try {
      await work();
    } catch (error) {
      signal.throwIfAborted();
      ready.missing.set(need, sentenceOf(error));
      board.say(`\n  ${sentenceOf(error)}\n`);
    }
  };
  try {
    await step(board, 'dependencies', (each) => installDependencies(ROOT, each, signal));
    await attempt('server', () => step(board, 'server', (each) => build(ROOT, 'server', each, signal)));
    await attempt('web', () => step(board, 'web', (each) => build(ROOT, 'web', each, signal)));
    await attempt('redis', () => fetchProgram(board, 'redis', ready, signal));
    await attempt('livekit', () => fetchProgram(board, 'livekit', ready, signal));
    await attempt('chromium', () => fetchProgram(board, 'chromium', ready, signal));
  } finally {
    board.settle();
  }
  return ready;
}

const PROGRAMS = {
  redis: { obtain: obtainRedis, variable: 'HEARTH_TEST_REDIS_BIN' },
  livekit: { obtain: obtainLiveKit, variable: 'HEARTH_TEST_LIVEKIT_BIN' },
  chromium: { obtain: obtainChromium, variable: 'CHROME_PATH' },
};

/**
 * @param {Board} board
 * @param {keyof typeof PROGRAMS} name
 * @param {Ready} ready
 * @param {AbortSignal} signal
 */
async function fetchProgram(board, name, ready, signal) {
  const began = performance.now();
  const { obtain, variable } = PROGRAMS[name];
  const named = process.env[variable];
  const tell = (/** @type {string} */ detail) => board.show({ name, state: 'working', detail });
  tell('looking for it');
  const { program, ...rest } = await obtain({ tell, signal, ...(named ? { binary: named } : {}) });
  if (program === null) {
    const why = 'reasons' in rest ? rest.reasons.join('; ') : '';
    board.show({ name, state: 'failed', detail: why });
    throw new Problem(`${name} cannot be had here: ${why}`);
  }
  if (program.run.kind === 'binary') ready.env[variable] = program.run.path;
  const { origin, version } = program;
  board.show({ name, state: 'ready', detail: 'found', origin, version, tookMs: performance.now() - began });
}

/** @param {Part} part */
function hasTests(part) {
  return part === 'types' || part === 'lint' || testFiles(part).length > 0;
}

/**
 * @param {Part} part
 * @param {Ready} ready
 * @param {readonly string[]} jestArgs
 * @param {AbortSignal} signal
 * @returns {Promise<Tally>}
 */
async function runPart(part, ready, jestArgs, signal) {
  if (!hasTests(part)) return { passed: 0, failed: 0, skipped: 0, note: 'there are no tests yet' };
  const missing = NEEDS[part].find((need) => ready.missing.has(need));
  if (missing !== undefined) {
    const why = ready.missing.get(missing)?.split('\n')[0] ?? '';
    return { passed: 0, failed: 1, skipped: 0, note: `not run: ${why}` };
  }
  switch (part) {
    case 'types':
      return check(
        [
          ['run', '--silent', 'typecheck'],
          ['exec', '--', 'tsc', '-p', 'infra/launcher/tsconfig.json'],
        ],
        signal,
      );
    case 'lint':
      return check([['run', '--silent', 'lint']], signal);
    default:
      return runProject(part, { env: ready.env, args: jestArgs, signal });
  }
}

/**
 * A check that has no tests of its own counts as one.
 * @param {readonly (readonly string[])[]} commands for npm
 * @param {AbortSignal} signal
 * @returns {Promise<Tally>}
 */
async function check(commands, signal) {
  const npm = npmCommand();
  for (const args of commands) {
    const onLine = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);
    const env = { ...process.env, npm_config_loglevel: 'error' };
    const { code } = await run(npm.file, [...npm.args, ...args], { cwd: ROOT, env, signal, onLine });
    if (code !== 0) return { passed: 0, failed: 1, skipped: 0 };
  }
  return { passed: 1, failed: 0, skipped: 0 };
}

/** @param {ReadonlyMap<string, Tally>} tallies */
function conclude(tallies) {
  process.stdout.write('\n');
  for (const [part, { failures = [] }] of tallies)
    for (const failure of failures) process.stdout.write(`  ${part} ✗ ${failure}\n\n`);
  for (const [part, tally] of tallies) {
    const skipped = tally.skipped === 0 ? '' : `, ${tally.skipped} skipped`;
    const note = tally.note === undefined ? '' : `: ${tally.note}`;
    process.stdout.write(`  ${part.padEnd(13)}${tallyLine(tally)}${skipped}${note}\n`);
  }
  const sum = sumOf([...tallies.values()]);
  if (sum.failed > 0 || sum.passed === 0) process.exitCode = 1;
  process.stdout.write(`\n${tallyLine(sum)}\n`);
}
