import { useCallback, useSyncExternalStore } from 'react';
import { useFreshness, useLive } from './live-context';

/**
 * The server's time, in ms since the epoch, moving in steps of `tickMs`. Steps are aligned to the second or minute
 * they stand for, so that all clocks of a page tick together.
 */
export const useServerNow = (tickMs: number): number => {
  const { clock } = useLive();
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout>;
      const schedule = (): void => {
        timer = setTimeout(
          () => {
            listener();
            schedule();
          },
          tickMs - (clock.now() % tickMs) + 1,
        );
      };
      schedule();
      return () => clearTimeout(timer);
    },
    [clock, tickMs],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(clock.now() / tickMs) * tickMs);
};

/** Like `useServerNow`, but stands still while the page is stale: no figure may look newer than what is known. */
export const useKnownNow = (tickMs: number): number => {
  const now = useServerNow(tickMs);
  const freshness = useFreshness();
  return freshness.state === 'stale' ? Math.min(now, freshness.since) : now;
};
