import type { EventStore } from '@hearth/eventstore';
import type { HealthChecks, Registry, SealSigner } from '@hearth/platform';
import type { ReplayDesk, ViewReader } from '@hearth/projections';
import type { Logger } from 'pino';
import type { Clock } from './clock.js';
import type { LastSeen } from './live/last-seen.js';
import type { SignOuts } from './live/sign-outs.js';
import type { WitnessNotes } from './live/witness-notes.js';
import type { WindowCounting } from './http/window-counter.js';
import type { ApiSettings } from './settings.js';
import type { IdentityProvider } from './sign-in/identity-provider.js';
import type { Video } from './room/video.js';

/** Everything that the api stands on. `main.ts` brings the real ones; a test brings its own. */
export interface Services {
  readonly settings: ApiSettings;
  readonly store: EventStore;
  readonly views: ViewReader;
  /** Where replays of long periods are asked for. */
  readonly replays: ReplayDesk;
  /** Who was connected when. */
  readonly lastSeen: LastSeen;
  /** What browsers said last of their connections. */
  readonly witnessNotes: WitnessNotes;
  /** How processes tell each other who has signed out. */
  readonly signOuts: SignOuts;
  /** Null when no LiveKit is configured: the room then works as presence only. */
  readonly video: Video | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly health: HealthChecks;
  /** Signs attendance seals. */
  readonly signer: SealSigner;
  /** Keys the hashes by which linked identities are known. Other than `HEARTH_SECRET`, it must never change. */
  readonly identityKey: Uint8Array;
  /** Null when no provider is configured. */
  readonly identityProvider: IdentityProvider | null;
  /** Counts requests, for the rate limits. */
  readonly counter: WindowCounting;
}

export const SETTINGS = Symbol('settings');
export const STORE = Symbol('event store');
export const VIEWS = Symbol('view reader');
export const REPLAYS = Symbol('replay desk');
export const LAST_SEEN = Symbol('last seen');
export const WITNESS_NOTES = Symbol('witness notes');
export const SIGN_OUTS = Symbol('sign-outs');
export const VIDEO = Symbol('video');
export const CLOCK = Symbol('clock');
export const LOG = Symbol('log');
export const METRICS = Symbol('metrics');
export const HEALTH = Symbol('health checks');
export const CSRF = Symbol('csrf protection');
export const IDENTITY_KEY = Symbol('identity key');
export const IDENTITY_PROVIDER = Symbol('identity provider');
export const COUNTER = Symbol('window counter');
export const SIGNER = Symbol('seal signer');
