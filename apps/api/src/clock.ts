import type { Instant } from '@hearth/domain';

/** Where commands get their moment from. */
export interface Clock {
  readonly now: () => Instant;
}

export const systemClock: Clock = { now: () => Date.now() };
