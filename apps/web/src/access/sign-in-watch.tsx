import { useEffect } from 'react';
import { api } from '../api/client';
import { signInKeeper } from './keep-signed-in';
import { useMaybeMe } from './me';

const LOOK_EVERY_MS = 60_000;
/** Screens that somebody takes part in, also with the page in the background. */
const IN_SESSION = /^\/sessions\/[^/]+/;

const isInUse = (): boolean =>
  document.visibilityState === 'visible' || IN_SESSION.test(window.location.pathname);

/** Keeps the sign-in while the page is in use, and leaves it when it has ended. */
export const SignInWatch = () => {
  const isSignedIn = useMaybeMe() !== null;
  useEffect(() => {
    if (!isSignedIn) return;
    const look = signInKeeper({
      isInUse,
      ask: () => api.get('/me'),
      ended: () => window.location.assign('/sign-in'),
      now: () => performance.now(),
    });
    const wake = (): void => void look();
    const timer = setInterval(wake, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', wake);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [isSignedIn]);
  return null;
};
