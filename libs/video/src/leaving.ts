import type { Instant, LeaveReason, Milliseconds } from '@hearth/domain';

/** Why LiveKit says that somebody left, and where the true moment lies from when it noticed. */
interface Leaving {
  readonly leaveReason: LeaveReason;
  /** The true moment is at least this long before the notice. */
  readonly atLeastMs: Milliseconds;
  /** And at most this long. */
  readonly atMostMs: Milliseconds;
}

const AT_ONCE = { atLeastMs: 0, atMostMs: 0 };
// A dead link is given up after 10 s + 5 s without a packet and reported 5 s later; the last packet may be 2 s older
// than the end (a silent link sends no more often), and the timers of a busy server late by as much. Measured against
// LiveKit 1.13: outages of 18 s are survived, longer ones reported after 20.0 to 21.3 s.
const AFTER_TIMEOUT = { atLeastMs: 18_000, atMostMs: 22_000 };
const SOMETIME_BEFORE = { atLeastMs: 0, atMostMs: 23_000 };

// The numbers are those of LiveKit's protocol (`DisconnectReason`), which the server SDK does not export.
const leavings: Readonly<Record<number, Leaving>> = {
  1: { leaveReason: 'left', ...AT_ONCE },
  2: { leaveReason: 'replaced-by-own-device', ...AT_ONCE },
  3: { leaveReason: 'server-stopped', ...AT_ONCE },
  4: { leaveReason: 'removed', ...AT_ONCE },
  5: { leaveReason: 'room-closed', ...AT_ONCE },
  6: { leaveReason: 'connection-lost', ...SOMETIME_BEFORE },
  7: { leaveReason: 'join-failed', ...AT_ONCE },
  9: { leaveReason: 'connection-lost', ...SOMETIME_BEFORE },
  10: { leaveReason: 'room-closed', ...AT_ONCE },
  14: { leaveReason: 'connection-lost', ...AFTER_TIMEOUT },
  15: { leaveReason: 'connection-lost', ...SOMETIME_BEFORE },
};
const unknownLeaving: Leaving = { leaveReason: 'unknown', ...SOMETIME_BEFORE };

/** LiveKit's clock of webhooks is in whole seconds, rounded down. */
export const CLOCK_GRAIN_MS = 1_000;
/** Between an act in the browser and its arrival at LiveKit. */
const TRANSPORT_MS = 300;

export interface LeavingFact {
  readonly leaveReason: LeaveReason;
  readonly at: Instant;
  readonly uncertaintyMs: Milliseconds;
}

/**
 * When and why somebody left. `noticedAt` is LiveKit's time of the notice (whole seconds, in ms), `joinedAt` when
 * the connection began: nobody left before that. The answer is the middle of the span that the true moment lies
 * in, with half its length as the uncertainty.
 */
export const leavingFact = (reason: number, noticedAt: Instant, joinedAt: Instant): LeavingFact => {
  const { leaveReason, atLeastMs, atMostMs } = leavings[reason] ?? unknownLeaving;
  const latest = Math.max(joinedAt, noticedAt + CLOCK_GRAIN_MS - atLeastMs);
  const earliest = Math.max(joinedAt, noticedAt - TRANSPORT_MS - atMostMs);
  return { leaveReason, ...middleOf(earliest, latest) };
};

/** A moment somewhere between two others: the middle, with what is then uncertain. */
export const middleOf = (
  earliest: Instant,
  latest: Instant,
): { readonly at: Instant; readonly uncertaintyMs: Milliseconds } => {
  const half = Math.ceil(Math.max(0, latest - earliest) / 2);
  return { at: earliest + half, uncertaintyMs: half };
};
