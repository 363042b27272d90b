import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices } from '../../infra/launcher/services.mjs';

/**
 * Brings up event store, Redis, api and worker on free ports for a measurement, and ends them after it.
 * @template Result
 * @param {(where: { apiUrl: string, eventStoreUrl: string, secret: string }) => Promise<Result>} measure
 * @returns {Promise<Result>}
 */
export const onBenchServices = async (measure) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
  const services = await startServices({
    services: ['eventstore', 'redis', 'api', 'worker'],
    dataDir,
    ports: 'free',
    env: { HEARTH_MODE: 'test', LOG_LEVEL: 'warn', RATE_LIMIT_FACTOR: '100' },
    onStatus: ({ name, state, detail }) => console.log(`${name}: ${state}${detail ? ` (${detail})` : ''}`),
  });
  try {
    return await measure({
      apiUrl: services.urls.api,
      eventStoreUrl: services.urls.eventstore,
      secret: services.env.HEARTH_SECRET,
    });
  } finally {
    await services.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};
