// `npm run bench`: brings up its own services on free ports, measures, prints a table, ends everything.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices } from '../../../infra/launcher/services.mjs';

const dataDir = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
const services = await startServices({
  services: ['eventstore', 'redis', 'api', 'worker'],
  dataDir,
  ports: 'free',
  env: { HEARTH_MODE: 'test', LOG_LEVEL: 'warn' },
  onStatus: ({ name, state, detail }) => console.log(`${name}: ${state}${detail ? ` (${detail})` : ''}`),
});
try {
  const { measure } = await import('../../../dist/test/load/fact-to-screen/measure.js');
  const rows = await measure({
    apiUrl: services.urls.api,
    eventStoreUrl: services.urls.eventstore,
    secret: services.env.HEARTH_SECRET,
  });
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
} finally {
  await services.stop();
  await rm(dataDir, { recursive: true, force: true });
}
