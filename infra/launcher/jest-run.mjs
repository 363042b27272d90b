// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Children } from './children.mjs';
import { ROOT } from './places.mjs';
import { codeOf } from './problem.mjs';
import { sendSignal } from './processes.mjs';
import { tallyOf } from './tally.mjs';

/** @typedef {'unit' | 'web' | 'conformance' | 'integration' | 'e2e'} Project */

/** @type {Readonly<Record<Project, { roots: readonly string[], inBand: boolean, minutes: number }>>} */
const PROJECTS = {
  unit: {
    roots: ['libs', 'apps/api', 'apps/worker', 'apps/eventstore', 'apps/demo', 'infra'],
    inBand: false,
    minutes: 15,
  },
  web: { roots: ['apps/web'], inBand: false, minutes: 15 },
  conformance: { roots: ['test/conformance'], inBand: true, minutes: 15 },
  integration: { roots: ['test/integration'], inBand: true, minutes: 20 },
  e2e: { roots: ['test/e2e'], inBand: true, minutes: 40 },
};

/** In the order of running: the quick ones first. */
export const PROJECT_NAMES = /** @type {Project[]} */ (Object.keys(PROJECTS));

/**
 * The test files of a project.
 * @param {Project} project
 * @param {string} [root]
 * @returns {string[]}
 */
export function testFiles(project, root = ROOT) {
  return PROJECTS[project].roots.flatMap((folder) => specsBelow(join(root, folder)));
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function specsBelow(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : specsBelow(path);
      return /\.spec\.tsx?$/.test(entry.name) ? [path] : [];
    });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Runs one project of Jest with its output on ours.
 * @param {Project} project
 * @param {object} options
 * @param {Readonly<Record<string, string>>} options.env on top of our own
 * @param {readonly string[]} options.args for Jest
 * @param {AbortSignal} options.signal
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runProject(project, { env, args, signal }) {
  const { inBand, minutes } = PROJECTS[project];
  const folder = mkdtempSync(join(tmpdir(), 'hearth-jest-'));
  const reportFile = join(folder, 'report.json');
  try {
    const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
    const command = [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest],
      ...['--selectProjects', project, '--ci', '--json', '--outputFile', reportFile],
      ...(inBand ? ['--runInBand'] : []),
      ...args,
    ];
    const guarded = join(folder, 'children.json');
    const code = await runToEnd(
      guarded,
      command,
      { ...process.env, ...env, NODE_ENV: 'test' },
      minutes * 60_000,
      signal,
    );
    return tallyOf({ report: readReport(reportFile), code, files: testFiles(project).length });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} guarded the list by which a guard ends it, should this process be killed
 * @param {readonly string[]} args for node
 * @param {NodeJS.ProcessEnv} env
 * @param {number} withinMs
 * @param {AbortSignal} signal
 * @returns {Promise<number | null>} its exit code; null when it was ended
 */
function runToEnd(guarded, args, env, withinMs, signal) {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(null);
    const child = spawn(process.execPath, [...args], {
      cwd: ROOT,
      env,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const children = new Children(guarded);
    if (child.pid !== undefined) children.add('jest', child.pid);
    const end = () => {
      if (child.pid !== undefined) sendSignal(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(() => {
      process.stderr.write(`\n  Not ended after ${withinMs / 60_000} minutes; ending it.\n`);
      end();
    }, withinMs);
    signal.addEventListener('abort', end, { once: true });
    child.once('exit', (code) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      end();
      children.close();
      resolve(code);
    });
  });
}

/**
 * @param {string} file
 * @returns {unknown} null when there is none, or only a part of one
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}
