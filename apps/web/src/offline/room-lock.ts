import { useEffect } from 'react';

const LOCK = 'hearth.room';

/** Says to every window of this browser that somebody is in a room or in front of it; answers how to take it back. */
export const holdRoom = (locks: LockManager | undefined): (() => void) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  void locks?.request(LOCK, { mode: 'shared' }, () => held);
  return release;
};

/** Runs `act` now if no window of this browser is in a room, else not at all; rooms are entered after it. */
export const unlessInRoom = async (
  locks: LockManager | undefined,
  act: () => Promise<void>,
): Promise<void> => {
  await locks?.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await act();
  });
};

// A browser without locks, or a page without https, has no service worker worth speaking of either.
export const browserLocks = (): LockManager | undefined =>
  'locks' in navigator ? navigator.locks : undefined;

/** While the calling screen is shown, no newer version takes over. */
export const useHoldsRoom = (): void => useEffect(() => holdRoom(browserLocks()), []);
