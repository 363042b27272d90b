import { eventDefinitions } from '@hearth/domain';
import { connectEventStore, createCodec, openFileKeyRing } from '@hearth/eventstore';
import {
  BadConfiguration,
  connectRedis,
  createLogger,
  createMetrics,
  disconnectRedis,
  HealthChecks,
  loadConfiguration,
  openMachineClock,
  openSealSigner,
  Shutdown,
  shutDownOnSignals,
  type Configuration,
} from '@hearth/platform';
import { DEFAULT_NAMESPACE, redisReplayDesk, redisViewReader } from '@hearth/projections';
import { createApplication } from './application.js';
import { redisLastSeen } from './live/last-seen.js';
import { redisSignOuts } from './live/sign-outs.js';
import { redisWitnessNotes } from './live/witness-notes.js';
import { settingsFrom, videoFrom } from './from-configuration.js';
import { redisWindowCounter, steadyCounter } from './http/redis-window-counter.js';
import { WindowCounter } from './http/window-counter.js';
import { openIdProvider } from './sign-in/openid-provider.js';

/** Whose key of the key ring keys the hashes of identities: nobody's, so that nobody's being forgotten drops it. */
const IDENTITY_KEY_SUBJECT = 'hearth/identities';

const start = async (configuration: Configuration): Promise<void> => {
  const log = createLogger({ name: 'api', level: configuration.LOG_LEVEL });
  const shutdown = new Shutdown(log);
  shutDownOnSignals(shutdown);

  const keyRing = await openFileKeyRing({ path: configuration.KEYRING_PATH, kek: configuration.KEYRING_KEK });
  const store = connectEventStore({
    connectionString: configuration.EVENTSTORE_URL,
    codec: createCodec({
      definitions: eventDefinitions,
      keyRing,
      organisationId: configuration.ORGANISATION_ID,
      onIncident: ({ kind, stream, revision }) => log.error({ kind, stream, revision }, 'incident'),
    }),
    onNote: (note, error) => log.warn({ what: note, error: error.name }, 'event store'),
  });
  shutdown.add('event store', () => store.close());

  const onRedisError = (error: Error): void => log.warn({ error: error.name }, 'redis');
  const commands = connectRedis(configuration.REDIS_URL, 'commands', onRedisError);
  const subscriber = connectRedis(configuration.REDIS_URL, 'subscriber', onRedisError);
  const limits = connectRedis(configuration.REDIS_URL, 'limits', onRedisError);
  shutdown.add('redis', () => Promise.all([commands, subscriber, limits].map(disconnectRedis)));

  const clock = await openMachineClock(commands, log);
  shutdown.add('clock', () => clock.stop());

  const video = videoFrom(configuration, clock.now);
  const health = new HealthChecks();
  health.register('event store', () => store.head('programme', 'health'));
  health.register('redis', () => commands.ping());

  const replays = redisReplayDesk(commands, DEFAULT_NAMESPACE, onRedisError);
  shutdown.add('replay queue', () => replays.close());

  const settings = settingsFrom(configuration);
  const app = await createApplication({
    settings,
    store,
    views: redisViewReader({ commands, subscriber }),
    replays,
    lastSeen: redisLastSeen(commands),
    witnessNotes: redisWitnessNotes(commands),
    signOuts: redisSignOuts(commands, subscriber),
    video,
    clock,
    log,
    metrics: createMetrics('api'),
    health,
    signer: await openSealSigner(configuration.KEYRING_PATH),
    identityKey: (await keyRing.keyFor(IDENTITY_KEY_SUBJECT)).secret,
    identityProvider: settings.provider && openIdProvider(settings.provider, settings.mode),
    counter: steadyCounter(redisWindowCounter(limits), new WindowCounter(clock.now), () =>
      log.warn('redis is away: each process counts requests by itself'),
    ),
  });
  shutdown.add('http', () => app.close());
  await app.listen(configuration.PORT, configuration.HOST);
  log.info({ host: configuration.HOST, port: configuration.PORT, mode: configuration.HEARTH_MODE }, 'ready');
};

try {
  await start(loadConfiguration(process.env, 'api'));
} catch (error) {
  const message = error instanceof BadConfiguration ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
