import { Trouble } from '../api/problem';

export interface Keeping {
  /** Whether somebody looks at this page or takes part in a session. */
  readonly isInUse: () => boolean;
  /** Asks the server for anything, which puts off the end by idleness. */
  readonly ask: () => Promise<unknown>;
  /** Called when the sign-in has ended all the same. */
  readonly ended: () => void;
  /** Ms on a clock that only runs forward. */
  readonly now: () => number;
}

const EVERY_MS = 5 * 60_000;

/**
 * Decides, whenever it is woken, whether to ask: a page in use must not be signed out under somebody's hands, and a
 * page that nobody looks at must be.
 */
export const signInKeeper = ({ isInUse, ask, ended, now }: Keeping): (() => Promise<void>) => {
  let askedAt = now();
  return async () => {
    if (!isInUse() || now() - askedAt < EVERY_MS) return;
    askedAt = now();
    try {
      await ask();
    } catch (error) {
      // Whatever else went wrong passes, or is said by the screen that needs it.
      if (error instanceof Trouble && error.code === 'unauthenticated') ended();
    }
  };
};
