import {
  BadConfiguration,
  HealthChecks,
  loadConfiguration,
  Shutdown,
  shutDownOnSignals,
} from '@hearth/platform';
import { DEFAULT_NAMESPACE, redisViewReader, ReplayWorker } from '@hearth/projections';
import { NestFactory } from '@nestjs/core';
import { createWorkerLogger, openGround, projectionsOn } from './ground.js';
import { startPolicies } from './policies/all-policies.js';
import { WorkerModule } from './worker.module.js';

const configured = () => {
  try {
    return loadConfiguration();
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
};

const configuration = configured();
const logger = createWorkerLogger(configuration);
const shutdown = new Shutdown(logger);
shutDownOnSignals(shutdown);

const ground = await openGround(configuration, logger, shutdown);
const projections = projectionsOn(ground, configuration);
projections.start();
shutdown.add('projections', () => projections.stop());
await startPolicies(ground, configuration, shutdown);

const reader = redisViewReader({ commands: ground.redis, subscriber: ground.redis });
const replays = new ReplayWorker({ ...ground, views: reader, namespace: DEFAULT_NAMESPACE });
replays.start();
shutdown.add('replays', () => replays.stop());

const health = new HealthChecks();
health.register('redis', () => ground.redis.ping());
health.register('event store', () => ground.store.head('audit', 'health'));
health.register('feed', async () => {
  const { feedAt } = await reader.pulse();
  if (feedAt === null || Date.now() - feedAt > 10_000) throw new Error('the feed has not reported for 10 s');
});

const app = await NestFactory.create(WorkerModule.on({ health, metrics: ground.metrics }), { logger: false });
shutdown.add('http', () => app.close());
await app.listen(configuration.WORKER_PORT, configuration.HOST);
logger.info(
  { host: configuration.HOST, port: configuration.WORKER_PORT, mode: configuration.HEARTH_MODE },
  'ready',
);
