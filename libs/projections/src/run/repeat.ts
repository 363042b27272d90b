import { setTimeout as delay } from 'node:timers/promises';

/** Waits `ms`, or returns at once when aborted. */
export const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  if (signal.aborted) return;
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

/**
 * Does the work again and again, `everyMs` after its end, until aborted. A try that fails is told and does not end it.
 */
export const repeat = async (
  everyMs: number,
  signal: AbortSignal,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      onError(error);
    }
    await pause(everyMs, signal);
  }
};
