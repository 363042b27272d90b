import { setTimeout as delay } from 'node:timers/promises';

/**
 * How long to wait before try number `tries` (from 1): grows to `maxMs`, with full jitter, so that processes which
 * lost the store together do not come back together.
 */
export const backoffMs = (
  tries: number,
  baseMs: number,
  maxMs: number,
  random: () => number = Math.random,
): number => Math.round(Math.min(maxMs, baseMs * 2 ** Math.min(tries - 1, 20)) * (0.5 + random() / 2));

/** Waits, or returns at once when aborted. */
export const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  if (signal?.aborted) return;
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
};

/**
 * Gives a call a deadline of our own: the client has none on some of its calls, so a frozen server would hold them
 * until the keep-alive gives up, or for ever.
 * @throws the error of `onTimeout` when the time is over
 */
export const withDeadline = async <Result>(
  work: Promise<Result>,
  timeoutMs: number,
  onTimeout: () => Error,
): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onTimeout()), timeoutMs);
  });
  // Whichever loses the race must not become an unhandled rejection.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
