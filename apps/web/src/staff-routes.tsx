import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { adminsOnly, rootRoute, staffOnly } from './root-route';

const layout = createRoute({
  getParentRoute: () => rootRoute,
  id: 'staff',
  beforeLoad: staffOnly,
  component: lazyRouteComponent(() => import('./shell/staff-layout'), 'StaffLayout'),
});

const sessions = createRoute({
  getParentRoute: () => layout,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./sessions/sessions-screen'), 'SessionsScreen'),
});

/** Fills the screen: doors, waiting room and room of one session. */
const facilitation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions/$sessionId',
  beforeLoad: staffOnly,
  component: lazyRouteComponent(() => import('./facilitation/facilitation-screen'), 'FacilitationScreen'),
});

const attendanceReview = createRoute({
  getParentRoute: () => layout,
  path: '/sessions/$sessionId/attendance',
  component: lazyRouteComponent(
    () => import('./attendance-review/attendance-review-screen'),
    'AttendanceReviewScreen',
  ),
});

const board = createRoute({
  getParentRoute: () => layout,
  path: '/board',
  component: lazyRouteComponent(() => import('./board/board-screen'), 'BoardScreen'),
});

const timeline = createRoute({
  getParentRoute: () => layout,
  path: '/board/$sessionId',
  component: lazyRouteComponent(() => import('./timeline/timeline-screen'), 'TimelineScreen'),
});

const programmeWeek = createRoute({
  getParentRoute: () => layout,
  path: '/programme-week',
  component: lazyRouteComponent(() => import('./programme-week/screens'), 'ProgrammeWeekScreen'),
});

const proofs = createRoute({
  getParentRoute: () => layout,
  path: '/proofs',
  component: lazyRouteComponent(() => import('./programme-week/screens'), 'ProofsScreen'),
});

const rules = createRoute({
  getParentRoute: () => layout,
  path: '/rules',
  component: lazyRouteComponent(() => import('./programme-week/screens'), 'RulesScreen'),
});

const calendar = createRoute({
  getParentRoute: () => layout,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./calendar/screens'), 'CalendarScreen'),
});

const outreach = createRoute({
  getParentRoute: () => layout,
  path: '/outreach',
  component: lazyRouteComponent(() => import('./outreach/screens'), 'OutreachScreen'),
});

const authorizations = createRoute({
  getParentRoute: () => layout,
  path: '/authorizations',
  component: lazyRouteComponent(() => import('./outreach/screens'), 'AuthorizationsScreen'),
});

const plan = () => import('./programme/screens');

const caseload = createRoute({
  getParentRoute: () => layout,
  path: '/caseload',
  component: lazyRouteComponent(plan, 'CaseloadScreen'),
});

const groups = createRoute({
  getParentRoute: () => layout,
  path: '/groups',
  component: lazyRouteComponent(plan, 'GroupsScreen'),
});

const group = createRoute({
  getParentRoute: () => layout,
  path: '/groups/$groupId',
  component: lazyRouteComponent(plan, 'GroupScreen'),
});

const tracks = createRoute({
  getParentRoute: () => layout,
  path: '/tracks',
  component: lazyRouteComponent(plan, 'TracksScreen'),
});

const enrollment = createRoute({
  getParentRoute: () => layout,
  path: '/enrollments/$enrollmentId',
  component: lazyRouteComponent(plan, 'EnrollmentScreen'),
});

const enroll = createRoute({
  getParentRoute: () => layout,
  path: '/enrollments/new',
  validateSearch: (chosen: { readonly patientId?: string; readonly trackId?: string }) => chosen,
  component: lazyRouteComponent(plan, 'EnrollScreen'),
});

const staff = createRoute({
  getParentRoute: () => layout,
  path: '/staff',
  component: lazyRouteComponent(plan, 'StaffScreen'),
});

const requests = createRoute({
  getParentRoute: () => layout,
  path: '/requests',
  component: lazyRouteComponent(plan, 'RequestsScreen'),
});

const settings = createRoute({
  getParentRoute: () => layout,
  path: '/settings',
  component: lazyRouteComponent(plan, 'SettingsScreen'),
});

const people = createRoute({
  getParentRoute: () => layout,
  path: '/people',
  beforeLoad: adminsOnly,
  component: lazyRouteComponent(() => import('./account/people-screen'), 'PeopleScreen'),
});

export const staffRoutes = [
  layout.addChildren([
    sessions,
    attendanceReview,
    board,
    timeline,
    programmeWeek,
    proofs,
    rules,
    calendar,
    caseload,
    groups,
    group,
    tracks,
    enroll,
    enrollment,
    staff,
    requests,
    settings,
    outreach,
    authorizations,
    people,
  ]),
  facilitation,
] as const;
