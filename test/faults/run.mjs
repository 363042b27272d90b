// `npm run test:faults [-- part of a scenario's name]`: brings up its own services on free ports, takes them away one
// by one and in pairs under a group of eight, and says whether the ledger knew what truly happened.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../infra/launcher/ports.mjs';
import { startServices } from '../../infra/launcher/services.mjs';

const root = resolve(import.meta.dirname, '../..');
const dataDir = await mkdtemp(join(tmpdir(), 'hearth-faults-'));
const began = performance.now();
const services = await startServices({
  services: ['eventstore', 'redis', 'livekit'],
  dataDir,
  ports: 'free',
  env: { HEARTH_MODE: 'test', LOG_LEVEL: 'warn' },
});
let held = false;
try {
  const { runFaults } = await import('../../dist/test/faults/main.js');
  const ports = { api: await freePort(), worker: await freePort() };
  held = await runFaults({
    services,
    root,
    dataDir,
    ports,
    only: process.argv[2] ?? '',
    tell: (line) => console.log(line),
  });
} finally {
  await services.stop();
  if (held) await rm(dataDir, { recursive: true, force: true });
  else console.log(`What was kept: ${dataDir}`);
}
console.log(`${Math.round((performance.now() - began) / 1_000)} s`);
process.exitCode = held ? 0 : 1;
