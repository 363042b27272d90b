// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, npmCommand } from './dependencies.mjs';
import { Problem } from './problem.mjs';
import { run } from './run.mjs';
import { hashOf, stampIs, writeStamp } from './stamp.mjs';

/** @typedef {import('./types.mjs').Step} Step */

/**
 * @typedef {object} Build
 * @property {string} script of package.json
 * @property {string} stamp
 * @property {string} product a file that must be there afterwards
 * @property {readonly string[]} inputs
 */

/** @type {Readonly<Record<'server' | 'web', Build>>} */
export const BUILDS = {
  server: {
    script: 'build:server',
    stamp: 'dist/.server-stamp',
    product: 'dist/apps/api/src/main.js',
    inputs: [
      ...['api', 'worker', 'eventstore', 'demo'].map((app) => `apps/${app}`),
      ...[
        'libs',
        'nest-cli.json',
        'tsconfig.base.json',
        'tsconfig.build.json',
        'package.json',
        'package-lock.json',
      ],
    ],
  },
  web: {
    script: 'build:web',
    stamp: 'dist/.web-stamp',
    product: 'dist/apps/web/index.html',
    inputs: ['apps/web', 'libs', 'tsconfig.base.json', 'package.json', 'package-lock.json'],
  },
};

/**
 * Tests are not built, so a change in one calls for no new build.
 * @param {string} path
 */
export function isBuildInput(path) {
  return !/\.spec\.tsx?$/.test(path);
}

/**
 * Builds one part when its sources changed since it was last built.
 * @param {string} root
 * @param {'server' | 'web'} part
 * @param {Step} step
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 * @throws {Problem} with the compiler's last words
 */
export async function build(root, part, step, signal) {
  const { script, stamp, product, inputs } = BUILDS[part];
  const hash = hashOf(root, inputs, isBuildInput);
  if (existsSync(join(root, product)) && stampIs(join(root, stamp), hash)) return step.done('up to date');
  step.working('building');
  const npm = npmCommand();
  const { code, output } = await run(npm.file, [...npm.args, 'run', '--silent', script], {
    cwd: root,
    // Its words are repeated among ours, where colours would only be noise.
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    ...(signal === undefined ? {} : { signal }),
  });
  signal?.throwIfAborted();
  if (code !== 0 || !existsSync(join(root, product))) {
    const words = code === 0 ? `    it ended well, but ${product} is not there` : lastLines(output);
    throw new Problem(`The ${part} could not be built:\n${words}`, `The whole story: npm run ${script}`);
  }
  writeStamp(join(root, stamp), hash);
  step.done('built');
}
