// Part of `npm run bench`: what judging costs, and the compliance week in a browser. Brings up its own services.
import { measure } from '../../../dist/test/load/compliance/judging.js';
import { obtainChromium } from '../../../infra/launcher/programs.mjs';
import { onBenchServices } from '../bench-services.mjs';

const rounded = (value) => Number(value.toFixed(value < 10 ? 2 : 0));
console.table(
  measure().map(({ what, ms, ratio, note }) => ({ what, ms: rounded(ms), ratio: rounded(ratio), note })),
);

const chromium = await obtainChromium({ mayInstall: true, tell: console.log });
if (chromium.program === null) throw new Error(chromium.reasons.join('; '));
process.env.CHROME_PATH ??= chromium.program.run.path;
const { measureOnScreen } = await import('../../../dist/test/load/compliance/on-screen.js');
const figures = await onBenchServices(measureOnScreen);
const [few] = figures;
console.table(
  figures.map(({ patients, everybodyMs, firstRowMs, updateP50Ms, updateP99Ms }) => ({
    patients,
    'everybody there ms': rounded(everybodyMs),
    'first row ms': rounded(firstRowMs),
    'to few patients': rounded(firstRowMs / few.firstRowMs),
    'update p50 ms': rounded(updateP50Ms),
    'update p99 ms': rounded(updateP99Ms),
    'p50 to few patients': rounded(updateP50Ms / few.updateP50Ms),
  })),
);
