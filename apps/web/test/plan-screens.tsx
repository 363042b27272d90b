import type { FollowUpAnswer } from '@hearth/contracts';
import { usualAuthorizationAlerts, usualOutreachTimes } from '@hearth/domain';
import type { ProgrammeCalendarDocument } from '@hearth/views';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CaseloadScreen } from '../src/caseload/caseload-screen';
import { EnrollmentScreen } from '../src/enrollment/enrollment-screen';
import { GroupScreen } from '../src/groups/group-screen';
import { GroupsScreen } from '../src/groups/groups-screen';
import { SettingsScreen } from '../src/programme/settings-screen';
import { RequestsScreen } from '../src/requests/requests-screen';
import { TracksScreen } from '../src/tracks/tracks-screen';
import { directory, enrollmentAnswer } from './directory-document';
import { renderScreen, type Answers } from './render-screen';
import { supervisor } from './staff-documents';
import { minute, START } from './staff-people';

export const admin = { ...supervisor, role: 'admin' as const };
const calendar: ProgrammeCalendarDocument = {
  programmeId: 'iop',
  timeZone: 'America/New_York',
  from: '2026-11-16',
  to: '2026-11-22',
  conflicts: [],
  patients: [],
  sessions: [
    {
      sessionId: 's1',
      groupId: 'g1',
      title: 'Evening process group',
      sessionType: 'process-group',
      startsAt: START,
      endsAt: minute(60),
      status: 'scheduled',
      capacity: 12,
      expected: 1,
      patientIds: ['p0'],
      facilitators: [{ staffId: 'maya', displayName: 'Maya Lindqvist' }],
    },
  ],
};

const followUp: FollowUpAnswer = {
  outreachTimes: usualOutreachTimes,
  authorizationAlerts: usualAuthorizationAlerts,
  outreachTimesSet: null,
  authorizationAlertsSet: { displayName: 'Priya N.', at: START },
};

export const planScreens = {
  groups: { screen: GroupsScreen, path: '/groups', at: '/groups' },
  group: { screen: GroupScreen, path: '/groups/$groupId', at: '/groups/g1' },
  tracks: { screen: TracksScreen, path: '/tracks', at: '/tracks' },
  course: { screen: EnrollmentScreen, path: '/enrollments/$enrollmentId', at: '/enrollments/e0' },
  requests: { screen: RequestsScreen, path: '/requests', at: '/requests' },
  settings: { screen: SettingsScreen, path: '/settings', at: '/settings' },
  caseload: { screen: CaseloadScreen, path: '/caseload', at: '/caseload' },
} as const;
export type PlanScreen = keyof typeof planScreens;

interface Shown {
  readonly language?: 'en' | 'es';
  readonly me?: typeof admin | typeof supervisor;
  readonly answers?: Answers;
  readonly document?: typeof directory | null;
}

/** One of the screens, with everything it stands on. */
export const showPlan = async (name: PlanScreen, of: Shown = {}) => {
  const user = userEvent.setup({ delay: null });
  const shown = await renderScreen({
    ...planScreens[name],
    me: of.me ?? admin,
    documents: {
      'directory iop': of.document === undefined ? directory : of.document,
      'calendar iop/2026-11-16': calendar,
    },
    now: minute(30),
    language: of.language ?? 'en',
    answers: {
      'GET /enrollments/e0': { status: 200, body: enrollmentAnswer() },
      'GET /enrollments/e0/visits': { status: 200, body: { visits: [] } },
      'GET /me/calendar-feed': { status: 200, body: { openedAt: null } },
      'GET /programmes/iop/follow-up': { status: 200, body: followUp },
      ...of.answers,
    },
  });
  const sent = (path: string): unknown => shown.calls.find((call) => call.path === path)?.body;
  return { ...shown, user, sent };
};
export const refusal = (code: string, details: object = {}) => ({
  status: 422,
  body: { code, correlationId: 'c', details },
});
/** Opens a form that is out of the way. */
export const open = async (user: ReturnType<typeof userEvent.setup>, title: string): Promise<void> =>
  user.click(await screen.findByText(title, { selector: 'summary' }));
