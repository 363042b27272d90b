import type { EventStore } from '@hearth/eventstore';
import type { Logger } from '@hearth/platform';

/** What every policy acts with. */
export interface Surroundings {
  readonly store: EventStore;
  readonly logger: Logger;
  /** Ms since the epoch. */
  readonly now: () => number;
}
