import { pause } from '@hearth/eventstore';

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
