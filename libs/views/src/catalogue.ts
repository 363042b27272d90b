import { patientAccountView, staffAccountView } from './account/view.js';
import { appearancesView } from './appearances/view.js';
import { attendanceView } from './attendance/view.js';
import { authorizationsView, authorizationUseView } from './authorization/use.js';
import { authorizationView } from './authorization/view.js';
import { boardView } from './board/view.js';
import { calendarView } from './calendar/view.js';
import { directoryView } from './directory/view.js';
import { engagementView } from './engagement/view.js';
import { careReachView } from './enrollment/reach.js';
import { enrollmentView } from './enrollment/view.js';
import { groupView } from './group/view.js';
import { organisationReachView } from './organisation/reach.js';
import { organisationRulesView } from './organisation/view.js';
import { outlineView } from './outline/view.js';
import { outreachHistoryView, outreachView } from './outreach/view.js';
import { patientView, staffView } from './profile/view.js';
import { programmeView } from './programme/view.js';
import { roomView } from './room/view.js';
import { rulesReachView } from './rule-pack/reach.js';
import { rulesView } from './rule-pack/view.js';
import { safetyView } from './safety/view.js';
import { scheduleView } from './schedule/view.js';
import { sessionView } from './session/view.js';
import { taskView, tasksView } from './task/view.js';
import { trackView } from './track/view.js';
import { programmeWeekView, weekView } from './week/view.js';

/** Every view that folds one stream. */
export const streamViews = [
  programmeView,
  staffView,
  patientView,
  staffAccountView,
  patientAccountView,
  enrollmentView,
  groupView,
  trackView,
  safetyView,
  outreachView,
  taskView,
  authorizationView,
  rulesView,
  organisationRulesView,
  sessionView,
  attendanceView,
  engagementView,
] as const;

/** Every view over several documents; parts before the views made of them. */
export const derivedViews = [
  roomView,
  outlineView,
  appearancesView,
  careReachView,
  boardView,
  scheduleView,
  organisationReachView,
  rulesReachView,
  weekView,
  programmeWeekView,
  calendarView,
  directoryView,
  tasksView,
  outreachHistoryView,
  authorizationUseView,
  authorizationsView,
] as const;
