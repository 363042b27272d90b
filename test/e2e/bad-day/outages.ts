import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceName } from '../../../infra/launcher/types.mjs';
import type { Stage } from '../stage/stage.js';

/** Ends a service as a power cut would, and keeps it away until it `comesBack`. */
export const goesAway = async ({ services }: Stage, name: ServiceName): Promise<void> => {
  services.kill(name);
  await services.down(name);
};

/** Starts it again at the same address, with what it had kept, and waits until it is ready. */
export const comesBack = ({ services }: Stage, name: ServiceName): Promise<void> => services.restart(name);

/** Takes from Redis everything that it had kept, while it is away. */
export const losesItsData = async ({ dataDir }: Stage, name: 'redis'): Promise<void> => {
  const folder = join(dataDir, name);
  await rm(folder, { recursive: true });
  await mkdir(folder);
};
