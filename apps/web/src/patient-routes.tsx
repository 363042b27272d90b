import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { HelpScreen } from './help/help-screen';
import { patientsOnly, rootRoute } from './root-route';

const layout = createRoute({
  getParentRoute: () => rootRoute,
  id: 'patient',
  beforeLoad: patientsOnly,
  component: lazyRouteComponent(() => import('./shell/patient-layout'), 'PatientLayout'),
});

const today = createRoute({
  getParentRoute: () => layout,
  path: '/today',
  component: lazyRouteComponent(() => import('./today/today-screen'), 'TodayScreen'),
});

const week = createRoute({
  getParentRoute: () => layout,
  path: '/week',
  component: lazyRouteComponent(() => import('./week/week-screen'), 'WeekScreen'),
});

const calendar = createRoute({
  getParentRoute: () => layout,
  path: '/my-calendar',
  component: lazyRouteComponent(() => import('./calendar/screens'), 'MyCalendarScreen'),
});

/** Not lazy: help must show when the network is gone. */
const help = createRoute({ getParentRoute: () => layout, path: '/help', component: HelpScreen });

const checkIn = createRoute({
  getParentRoute: () => layout,
  path: '/session/$sessionId/check-in',
  component: lazyRouteComponent(() => import('./check-in/check-in-screen'), 'CheckInScreen'),
});

const devices = createRoute({
  getParentRoute: () => layout,
  path: '/session/$sessionId/devices',
  component: lazyRouteComponent(() => import('./devices/devices-screen'), 'DevicesScreen'),
});

const waiting = createRoute({
  getParentRoute: () => layout,
  path: '/session/$sessionId/waiting',
  component: lazyRouteComponent(() => import('./waiting-room/waiting-screen'), 'WaitingScreen'),
});

const after = createRoute({
  getParentRoute: () => layout,
  path: '/session/$sessionId/after',
  component: lazyRouteComponent(() => import('./after/after-screen'), 'AfterScreen'),
});

/** The room fills the screen; it has no layout around it. */
const room = createRoute({
  getParentRoute: () => rootRoute,
  path: '/session/$sessionId/room',
  beforeLoad: patientsOnly,
  component: lazyRouteComponent(() => import('./room/patient-room-screen'), 'PatientRoomScreen'),
});

export const patientRoutes = [
  layout.addChildren([today, week, calendar, help, checkIn, devices, waiting, after]),
  room,
] as const;
