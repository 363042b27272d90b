import type { Me } from '@hearth/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet, redirect } from '@tanstack/react-router';
import { homeOf, meQuery } from './access/me';
import { HelpProvider } from './help/help-context';
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
    </HelpProvider>
  ),
  notFoundComponent: NowhereScreen,
  errorComponent: TroubleScreen,
});

/** For `beforeLoad`: shows another screen instead. */
export const turnTo = (to: '/sign-in' | ReturnType<typeof homeOf>): never => {
  redirect({ to, throw: true });
  throw new Error('A redirect that throws came back.');
};

/** For `beforeLoad`: lets in who is signed in, and opens the live channel for them. */
export const signedIn = async ({ queries, live }: RouterContext): Promise<Me> => {
  const me = await queries.ensureQueryData(meQuery);
  if (me === null) return turnTo('/sign-in');
  keepEmergencyNumber(me.programmes[0]?.emergencyNumber ?? null);
  live.open();
  return me;
};

/** For `beforeLoad`: patients only; others are shown to their own first screen. */
export const patientsOnly = async (context: RouterContext): Promise<void> => {
  const me = await signedIn(context);
  if (me.role !== 'patient') return turnTo(homeOf(me.role));
};

/** For `beforeLoad`: staff only. */
export const staffOnly = async (context: RouterContext): Promise<void> => {
  const me = await signedIn(context);
  if (me.role === 'patient') return turnTo(homeOf(me.role));
};
