// `npm run test:faults [-- part of a scenario's name]`: brings up its own services on free ports, takes them away one
// by one and in pairs under a group of eight, and says whether the ledger knew what truly happened. With `--short` it is
// one scenario with few people.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../infra/launcher/ports.mjs';
import { startServices } from '../../infra/launcher/services.mjs';
import { nativeClock } from './clock/native-clock.mjs';

const root = resolve(import.meta.dirname, '../..');
const dataDir = await mkdtemp(join(tmpdir(), 'hearth-faults-'));
const began = performance.now();
const isShort = process.argv.includes('--short');
const clockFiles = { hearth: join(dataDir, 'clock-of-hearth'), stores: join(dataDir, 'clock-of-stores') };
for (const file of Object.values(clockFiles)) await writeFile(file, '0');
const clock = isShort ? null : await nativeClock(dataDir);
if (!isShort) {
  console.log(
    clock === null
      ? 'No C compiler: the clock of Redis is not set.'
      : 'The clock of Redis can be set. That of LiveKit cannot: it asks the kernel itself.',
  );
}
// What the launcher starts inherits it; LiveKit is linked statically and does not notice.
if (clock !== null) Object.assign(process.env, { LD_PRELOAD: clock, FAULTS_CLOCK_FILE: clockFiles.stores });
const services = await startServices({
  services: ['redis', 'livekit'],
  dataDir,
  ports: 'free',
  env: { HEARTH_MODE: 'test', LOG_LEVEL: 'warn' },
});
delete process.env.LD_PRELOAD;
let held = false;
try {
  const { runFaults } = await import('../../dist/test/faults/main.js');
  held = await runFaults({
    services,
    root,
    dataDir,
    ports: { eventstore: await freePort(), api: await freePort(), worker: await freePort() },
    clockFiles,
    only: process.argv.slice(2).find((one) => !one.startsWith('--')) ?? '',
    isShort,
    tell: (line) => console.log(line),
  });
} finally {
  await services.stop();
  if (held) await rm(dataDir, { recursive: true, force: true });
  else console.log(`What was kept: ${dataDir}`);
}
console.log(`${Math.round((performance.now() - began) / 1_000)} s`);
process.exitCode = held ? 0 : 1;
