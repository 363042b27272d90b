import { eventDefinitions } from '@hearth/domain';
import { connectEventStore, createCodec, openFileKeyRing, type EventStore } from '@hearth/eventstore';
import {
  connectRedis,
  Counter,
  createLogger,
  createMetrics,
  disconnectRedis,
  type Configuration,
  type Logger,
  type Registry,
  type Shutdown,
} from '@hearth/platform';
import {
  DEFAULT_NAMESPACE,
  projectionMetrics,
  Projections,
  type ProjectionsOptions,
  type ViewSet,
} from '@hearth/projections';
import { derivedViews, streamViews } from '@hearth/views';
import type { Redis } from 'ioredis';

/** What everything in a worker stands on. */
export interface Ground {
  readonly store: EventStore;
  readonly redis: Redis;
  readonly openWorkerConnection: () => Redis;
  readonly logger: Logger;
  readonly metrics: Registry;
}

const views: ViewSet = { streams: streamViews, derived: derivedViews };

export const createWorkerLogger = (configuration: Configuration): Logger =>
  createLogger({ name: 'worker', level: configuration.LOG_LEVEL });

/** Opens the store and Redis; both connect when first used and again when they must. */
export const openGround = async (
  configuration: Configuration,
  logger: Logger,
  shutdown: Shutdown,
): Promise<Ground> => {
  const metrics = createMetrics('worker');
  const registers = [metrics];
  const incidents = new Counter({
    name: 'hearth_codec_incidents_total',
    help: 'Personal parts that could not be read though their key is there',
    registers,
  });
  const notes = new Counter({
    name: 'hearth_store_notes_total',
    help: 'What the client of the event store dealt with by itself',
    labelNames: ['note'],
    registers,
  });
  const keyRing = await openFileKeyRing({ path: configuration.KEYRING_PATH, kek: configuration.KEYRING_KEK });
  const store = connectEventStore({
    connectionString: configuration.EVENTSTORE_URL,
    codec: createCodec({
      definitions: eventDefinitions,
      keyRing,
      organisationId: configuration.ORGANISATION_ID,
      onIncident: ({ kind, stream, revision }) => {
        incidents.inc();
        logger.error({ kind, stream, revision }, 'incident');
      },
    }),
    onNote: (note, error) => {
      notes.inc({ note });
      logger.warn({ happened: note, error: error.message }, 'event store');
    },
  });
  shutdown.add('event store', () => store.close());
  const onRedisError = (error: Error): void => logger.warn({ error: error.message }, 'redis');
  const redis = connectRedis(configuration.REDIS_URL, 'commands', onRedisError);
  shutdown.add('redis', () => disconnectRedis(redis));
  const openWorkerConnection = () => connectRedis(configuration.REDIS_URL, 'worker', onRedisError);
  return { store, redis, openWorkerConnection, logger, metrics };
};

/** The product's own views, on this ground. */
export const projectionsOn = (ground: Ground, configuration: Configuration): Projections => {
  const options: ProjectionsOptions = {
    ...ground,
    views,
    namespace: DEFAULT_NAMESPACE,
    concurrency: configuration.PROJECTION_CONCURRENCY,
    metrics: projectionMetrics(ground.metrics),
  };
  return new Projections(options);
};
