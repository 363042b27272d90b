import type { Me } from '@hearth/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet, redirect } from '@tanstack/react-router';
import { homeOf, meQuery } from './access/me';
import { SignInWatch } from './access/sign-in-watch';
import { HelpProvider } from './help/help-provider';
import type { LiveStore } from './live/live-store';
import { keepEmergencyNumber } from './offline/emergency-number';
import { Announcer } from './shell/announcer';
import { NowhereScreen, TroubleScreen } from './shell/trouble-screen';

export interface RouterContext {
  readonly queries: QueryClient;
  readonly live: LiveStore;
}

/** Above all screens: help and the voice for screen readers are there whatever happens below. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: () => (
    <HelpProvider>
      <Outlet />
      <Announcer />
      <SignInWatch />
    </HelpProvider>
  ),
  notFoundComponent: NowhereScreen,
  errorComponent: TroubleScreen,
});

/** For `beforeLoad`: shows another screen instead. */
export const turnTo = (to: ReturnType<typeof homeOf>): never => {
  redirect({ to, throw: true });
  throw new Error('A redirect that throws came back.');
};

const turnToSignIn = (from: string): never => {
  redirect({ to: '/sign-in', search: from === '/' ? {} : { to: from }, throw: true });
  throw new Error('A redirect that throws came back.');
};

/** What a route tells of the way to it. */
interface Entering {
  readonly context: RouterContext;
  readonly location: { readonly pathname: string };
}

/** For `beforeLoad`: lets in who is signed in, and opens the live channel for them. */
export const signedIn = async ({ context: { queries, live }, location }: Entering): Promise<Me> => {
  const me = await queries.ensureQueryData(meQuery);
  if (me === null) return turnToSignIn(location.pathname);
  keepEmergencyNumber(me.programmes[0]?.emergencyNumber ?? null);
  live.open();
  return me;
};

/** For `beforeLoad`: patients only; others are shown to their own first screen. */
export const patientsOnly = async (entering: Entering): Promise<void> => {
  const me = await signedIn(entering);
  if (me.role !== 'patient') return turnTo(homeOf(me.role));
};

/** For `beforeLoad`: staff only. */
export const staffOnly = async (entering: Entering): Promise<void> => {
  const me = await signedIn(entering);
  if (me.role === 'patient') return turnTo(homeOf(me.role));
};

/** For `beforeLoad`: administrators only. */
export const adminsOnly = async (entering: Entering): Promise<void> => {
  const me = await signedIn(entering);
  if (me.role !== 'admin') return turnTo(homeOf(me.role));
};
