// `npm run bench`: brings up its own services on free ports, measures, prints a table, ends everything.
import { measure } from '../../../dist/test/load/fact-to-screen/measure.js';
import { onBenchServices } from '../bench-services.mjs';

const rows = await onBenchServices(measure);
const ms = (value) => Number(value.toFixed(1));
console.table(
  rows.map((row) => ({
    'background events/s, asked': row.eventsPerSecond,
    reached: Math.round(row.reached),
    'fact → screen p50 ms': ms(row.p50Ms),
    'p99 ms': ms(row.p99Ms),
    'bare append → subscription p50 ms': ms(row.bareP50Ms),
    'bare p99 ms': ms(row.bareP99Ms),
    'ratio p50': ms(row.p50Ms / row.bareP50Ms),
    'probes lost': `${row.lost} of ${row.probes}`,
  })),
);
