import type { EventStore } from '@hearth/eventstore';
import type { Logger } from '@hearth/platform';
import type { SessionHistories } from './session-history.js';

/** What every policy acts with. */
export interface Surroundings {
  readonly store: EventStore;
  readonly sessions: SessionHistories;
  readonly logger: Logger;
  /** Ms since the epoch. */
  readonly now: () => number;
}
