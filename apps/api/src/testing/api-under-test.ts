import { jest } from '@jest/globals';
import { eventDefinitions, HOUR, type Instant } from '@hearth/domain';
import { inMemoryEventStore, type EventStore, type InMemoryEventStore } from '@hearth/eventstore';
import { createLogger, createMetrics, ephemeralSealSigner, HealthChecks } from '@hearth/platform';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApplication } from '../application.js';
import type { Services } from '../services.js';
import { WindowCounter } from '../http/window-counter.js';
import { rateLimits, signInTimes, type ApiSettings } from '../settings.js';
import type { IdentityProvider } from '../sign-in/identity-provider.js';
import { enrollmentsOfPatient } from '@hearth/views';
import { Browser } from './browser.js';
import type { ApiInTest } from './api-in-test.js';
import { MemoryLastSeen } from './memory-last-seen.js';
import { MemorySignOuts } from './memory-sign-outs.js';
import { MemoryWitnessNotes } from './memory-witness-notes.js';
import { MemoryReplays } from './memory-replays.js';
import { MemoryRooms } from './memory-rooms.js';
import { MemoryViews } from './memory-views.js';
import { sameClock, type VideoClock } from '@hearth/video';

export const SETUP_TOKEN = 'set-up-token-of-the-tests';
export const VIDEO_KEY = { apiKey: 'hearth-test', apiSecret: 'a-secret-of-the-tests-32-characters' };
/** A Monday, 17:00 in New York. */
export const START: Instant = Date.parse('2026-11-16T22:00:00Z');

export interface ApiUnderTest extends ApiInTest {
  readonly app: NestExpressApplication;
  readonly store: InMemoryEventStore;
  readonly views: MemoryViews;
  readonly replays: MemoryReplays;
  readonly rooms: MemoryRooms;
  readonly lastSeen: MemoryLastSeen;
  readonly witnessNotes: MemoryWitnessNotes;
  readonly signOuts: MemorySignOuts;
  readonly clock: { at: Instant; readonly now: () => Instant };
  /** Every line that was logged, at any level. */
  readonly logged: string[];
  /** Makes the store throw this at each call; null lets it work again. */
  readonly breakStore: (error: Error | null) => void;
  readonly close: () => Promise<void>;
}

const settingsOf = (changes: Partial<ApiSettings>): ApiSettings => ({
  mode: 'test',
  secret: 'the-secret-of-the-tests-has-to-be-long',
  setupToken: SETUP_TOKEN,
  livekitPublicUrl: 'ws://video.test:7880',
  webRoot: null,
  trustedProxies: 0,
  provider: null,
  // Tests move the clock by hours; what ends by idleness has a test of its own.
  signIn: signInTimes(12 * 60),
  rateLimits: rateLimits(10),
  ...changes,
});

// Each test makes its programme through the api; on a busy machine that takes a while.
jest.setTimeout(60_000);

/** The api on services in memory. Nothing of it is faked but what lies outside: LiveKit and the views. */
export const startApi = async (
  changes: Partial<ApiSettings> & {
    readonly withoutVideo?: boolean;
    /** LiveKit's; it is ours unless told otherwise. */
    readonly videoClock?: VideoClock;
    readonly identityProvider?: IdentityProvider;
    /** Another process of the same api: with its store, its views, its clock, and what it is told. */
    readonly beside?: Pick<ApiUnderTest, 'store' | 'views' | 'clock' | 'signOuts'>;
  } = {},
): Promise<ApiUnderTest> => {
  const { withoutVideo, videoClock = sameClock, identityProvider = null, beside, ...settings } = changes;
  const ownClock = { at: START - HOUR, now: (): Instant => ownClock.at };
  const clock = beside?.clock ?? ownClock;
  const memory = beside?.store ?? inMemoryEventStore({ definitions: eventDefinitions, now: () => clock.at });
  const { store, breakStore } = breakable(memory);
  const views = beside?.views ?? new MemoryViews();
  const replays = new MemoryReplays(views);
  const rooms = new MemoryRooms();
  const lastSeen = new MemoryLastSeen();
  const witnessNotes = new MemoryWitnessNotes();
  const signOuts = beside?.signOuts ?? new MemorySignOuts();
  const logged: string[] = [];
  const services: Services = {
    settings: settingsOf(settings),
    store,
    views,
    replays,
    lastSeen,
    witnessNotes,
    signOuts,
    video:
      withoutVideo === true
        ? null
        : {
            publicUrl: 'ws://video.test:7880',
            key: VIDEO_KEY,
            rooms,
            checks: rooms.checks,
            clock: videoClock,
          },
    clock,
    log: createLogger({ name: 'api', level: 'trace' }, { write: (line) => void logged.push(line) }),
    metrics: createMetrics('api'),
    health: new HealthChecks(),
    signer: ephemeralSealSigner(),
    identityKey: new Uint8Array(32).fill(7),
    identityProvider,
    counter: new WindowCounter(() => clock.at),
  };
  const app = await createApplication(services);
  await app.listen(0, '127.0.0.1');
  const browser = (): Browser => new Browser(app.getHttpServer());
  return {
    app,
    store: memory,
    views,
    replays,
    rooms,
    lastSeen,
    witnessNotes,
    signOuts,
    clock,
    start: START,
    logged,
    breakStore,
    browser,
    as: async (personId) => browser().signIn(personId),
    enrolled: (patientId, enrollmentId) => views.index(enrollmentsOfPatient(patientId), [enrollmentId]),
    close: () => app.close(),
  };
};

/** A store whose calls can be made to fail, as when it is away. */
const breakable = (memory: InMemoryEventStore) => {
  let failure: Error | null = null;
  const store: EventStore = {
    ...memory,
    read: (category, id, options) => {
      if (failure) throw failure;
      return memory.read(category, id, options);
    },
    append: (category, id, events, expected, context) =>
      failure ? Promise.reject(failure) : memory.append(category, id, events, expected, context),
  };
  return { store, breakStore: (error: Error | null) => (failure = error) };
};
