import { createRoute, createRouter, lazyRouteComponent, type RouterHistory } from '@tanstack/react-router';
import { homeOf, meQuery } from './access/me';
import { SignInScreen } from './access/sign-in-screen';
import { signInSearch } from './access/sign-in-search';
import { LoadingScreen } from './live/with-live';
import { patientRoutes } from './patient-routes';
import { rootRoute, signedIn, turnTo, type RouterContext } from './root-route';
import { TroubleScreen } from './shell/trouble-screen';
import { staffRoutes } from './staff-routes';

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async (entering) => {
    const me = await signedIn(entering);
    return turnTo(homeOf(me.role));
  },
});

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(meQuery).catch(() => null);
    if (me !== null) return turnTo(homeOf(me.role));
  },
  component: SignInScreen,
});

const invitation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./access/invitation-screen'), 'InvitationScreen'),
});

const routeTree = rootRoute.addChildren([home, signIn, invitation, ...patientRoutes, ...staffRoutes]);

/** All screens by their addresses; `history` is the browser's unless a test brings its own. */
export const createAppRouter = (context: RouterContext, history?: RouterHistory) =>
  createRouter({
    routeTree,
    context,
    history,
    defaultPendingComponent: LoadingScreen,
    defaultErrorComponent: TroubleScreen,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
