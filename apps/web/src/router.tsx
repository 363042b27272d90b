import { createRoute, createRouter, type RouterHistory } from '@tanstack/react-router';
import { homeOf, meQuery } from './access/me';
import { SignInScreen } from './access/sign-in-screen';
import { LoadingScreen } from './live/with-live';
import { patientRoutes } from './patient-routes';
import { rootRoute, signedIn, turnTo, type RouterContext } from './root-route';
import { TroubleScreen } from './shell/trouble-screen';
import { staffRoutes } from './staff-routes';

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await signedIn(context);
    return turnTo(homeOf(me.role));
  },
});

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(meQuery).catch(() => null);
    if (me !== null) return turnTo(homeOf(me.role));
  },
  component: SignInScreen,
});

const routeTree = rootRoute.addChildren([home, signIn, ...patientRoutes, ...staffRoutes]);

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
