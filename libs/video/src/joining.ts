import type { Instant, Milliseconds } from '@hearth/domain';
import { CLOCK_GRAIN_MS } from './leaving.js';

/** How surely a beginning is known at best; so much later than it was, at most, may it be put. */
export const LEAST_DOUBT_MS = 500;

/**
 * Media flows at the latest when LiveKit tells of it, within that second; `joinedAt` is when it let them in, and nobody
 * was there before that. The answer is the earliest moment from which the least doubt covers both.
 */
export const joining = (
  joinedAt: Instant,
  noticedAt: Instant,
): { readonly at: Instant; readonly uncertaintyMs: Milliseconds } => {
  const latest = Math.max(joinedAt, noticedAt + CLOCK_GRAIN_MS - 1);
  const uncertaintyMs = Math.max(LEAST_DOUBT_MS, Math.ceil((latest - joinedAt) / 2));
  return { at: Math.max(joinedAt, latest - uncertaintyMs), uncertaintyMs };
};
