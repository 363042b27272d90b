import type { EventStore } from '@hearth/eventstore';
import type { HealthChecks, Registry, SealSigner } from '@hearth/platform';
import type { ViewReader } from '@hearth/projections';
import type { Logger } from 'pino';
import type { Clock } from './clock.js';
import type { LastSeen } from './live/last-seen.js';
import type { ApiSettings } from './settings.js';
import type { Video } from './room/video.js';

/** Everything that the api stands on. `main.ts` brings the real ones; a test brings its own. */
export interface Services {
  readonly settings: ApiSettings;
  readonly store: EventStore;
  readonly views: ViewReader;
  /** Who was connected when. */
  readonly lastSeen: LastSeen;
  /** Null when no LiveKit is configured: the room then works as presence only. */
  readonly video: Video | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly health: HealthChecks;
  /** Signs attendance seals. */
  readonly signer: SealSigner;
}

export const SETTINGS = Symbol('settings');
export const STORE = Symbol('event store');
export const VIEWS = Symbol('view reader');
export const LAST_SEEN = Symbol('last seen');
export const VIDEO = Symbol('video');
export const CLOCK = Symbol('clock');
export const LOG = Symbol('log');
export const METRICS = Symbol('metrics');
export const HEALTH = Symbol('health checks');
export const CSRF = Symbol('csrf protection');
export const SIGNER = Symbol('seal signer');
