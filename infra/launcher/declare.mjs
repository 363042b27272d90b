// @ts-check
// Writes the declarations (.d.mts) that TypeScript tests read of these modules, from their JSDoc. To be run after
// an exported function has changed: node infra/launcher/declare.mjs
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './places.mjs';
import { run } from './run.mjs';

const folder = join(ROOT, 'infra', 'launcher');
// What the specs beside these modules and the tests in test/ import, and nothing more.
const TESTED = [
  ...[
    'board',
    'children',
    'dependencies',
    'download',
    'environment',
    'livekit-configuration',
    'lock',
    'logs',
  ],
  ...['options', 'places', 'plan', 'ports', 'problem', 'processes', 'restarts', 'services', 'stamp', 'suite'],
  ...['supervised', 'tally', 'versions'],
];

const declarations = () =>
  readdirSync(folder).filter((name) => name.endsWith('.d.mts') && name !== 'types.d.mts');
for (const name of declarations()) rmSync(join(folder, name));
const flags = [
  '--declaration',
  '--emitDeclarationOnly',
  '--allowJs',
  '--skipLibCheck',
  '--strict',
  '--types',
  'node',
];
const { code, output } = await run(
  process.execPath,
  [
    join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'),
    ...flags,
    ...['--target', 'es2023', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--ignoreConfig'],
    ...TESTED.map((name) => join(folder, `${name}.mjs`)),
  ],
  { cwd: ROOT },
);
for (const name of declarations()) {
  if (!TESTED.includes(name.replace('.d.mts', ''))) rmSync(join(folder, name));
}
const formatted = await run(process.execPath, [
  join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs'),
  ...['--write', '--log-level', 'warn', folder],
]);
process.stdout.write(`${output}${formatted.output}`);
process.exitCode = code === 0 && formatted.code === 0 ? 0 : 1;
