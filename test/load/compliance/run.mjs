// Part of `npm run bench`: what judging costs, and the compliance week in a browser. Brings up its own services.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtainChromium } from '../../../infra/launcher/programs.mjs';
import { startServices } from '../../../infra/launcher/services.mjs';
import { measure } from '../../../dist/test/load/compliance/judging.js';

const rounded = (value) => Number(value.toFixed(value < 10 ? 2 : 0));
console.table(
  measure().map(({ what, ms, ratio, note }) => ({ what, ms: rounded(ms), ratio: rounded(ratio), note })),
);

const chromium = await obtainChromium({ mayInstall: true, tell: console.log });
if (chromium.program === null) throw new Error(chromium.reasons.join('; '));
process.env.CHROME_PATH ??= chromium.program.run.path;
const dataDir = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
const services = await startServices({
  services: ['eventstore', 'redis', 'api', 'worker'],
  dataDir,
  ports: 'free',
  env: { HEARTH_MODE: 'test', LOG_LEVEL: 'warn' },
  onStatus: ({ name, state, detail }) => console.log(`${name}: ${state}${detail ? ` (${detail})` : ''}`),
});
try {
  const { measureOnScreen } = await import('../../../dist/test/load/compliance/on-screen.js');
  const figures = await measureOnScreen({
    apiUrl: services.urls.api,
    eventStoreUrl: services.urls.eventstore,
    secret: services.env.HEARTH_SECRET,
  });
  const few = figures[0];
  console.table(
    figures.map(({ patients, firstRowMs, updateP50Ms, updateP99Ms }) => ({
      patients,
      'first row ms': rounded(firstRowMs),
      'to few patients': rounded(firstRowMs / few.firstRowMs),
      'update p50 ms': rounded(updateP50Ms),
      'update p99 ms': rounded(updateP99Ms),
      'p50 to few patients': rounded(updateP50Ms / few.updateP50Ms),
    })),
  );
} finally {
  await services.stop();
  await rm(dataDir, { recursive: true, force: true });
}
