import { MINUTE, type Interval } from '../time.js';
import type { Edge } from './evidence.js';
import type { Presence, Reading } from './presence.js';

/** Whoever is removed leaves with all devices, and not all of those in the same second. */
export const GONE_WITHIN_MS = MINUTE;

/** Whether the moment in question lies in the gap or right before it, for sure or at all. */
const touches: Readonly<Record<Reading, (removal: Edge, from: number, to: number) => boolean>> = {
  likeliest: ({ at }, from, to) => from <= at && at < to,
  least: ({ earliest, latest }, from, to) => from <= latest && earliest < to,
  most: ({ earliest, latest }, from, to) => from <= earliest && latest < to,
};

/**
 * Whether a gap between somebody's connections has a removal in it, or begins within a minute of one: then it is nobody's
 * bad network. Where that is not known for sure, the least presence takes it to be so and the most does not, so that the
 * bounds still bound.
 */
export const followsRemoval = (mine: readonly Presence[], reading: Reading): ((gap: Interval) => boolean) => {
  const removals = mine.flatMap(({ removed, to }) => (removed && to !== null ? [to] : []));
  return ({ from, to }) => removals.some((one) => touches[reading](one, from - GONE_WITHIN_MS, to));
};
