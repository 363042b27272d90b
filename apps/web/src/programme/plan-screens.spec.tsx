import { describe, expect, it, jest } from '@jest/globals';
import type { FollowUpAnswer } from '@hearth/contracts';
import { usualAuthorizationAlerts, usualOutreachTimes } from '@hearth/domain';
import type { ProgrammeCalendarDocument } from '@hearth/views';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { directory, enrollmentAnswer } from '../../test/directory-document';
import { axeFindings, renderScreen, type Answers } from '../../test/render-screen';
import { supervisor, therapist } from '../../test/staff-documents';
import { minute, START } from '../../test/staff-people';
import { CaseloadScreen } from '../caseload/caseload-screen';
import { EnrollmentScreen } from '../enrollment/enrollment-screen';
import { GroupScreen } from '../groups/group-screen';
import { GroupsScreen } from '../groups/groups-screen';
import { RequestsScreen } from '../requests/requests-screen';
import { TracksScreen } from '../tracks/tracks-screen';
import { SettingsScreen } from './settings-screen';

jest.setTimeout(60_000);

const admin = { ...supervisor, role: 'admin' as const };
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

const screens = {
  groups: { screen: GroupsScreen, path: '/groups', at: '/groups' },
  group: { screen: GroupScreen, path: '/groups/$groupId', at: '/groups/g1' },
  tracks: { screen: TracksScreen, path: '/tracks', at: '/tracks' },
  course: { screen: EnrollmentScreen, path: '/enrollments/$enrollmentId', at: '/enrollments/e0' },
  requests: { screen: RequestsScreen, path: '/requests', at: '/requests' },
  settings: { screen: SettingsScreen, path: '/settings', at: '/settings' },
  caseload: { screen: CaseloadScreen, path: '/caseload', at: '/caseload' },
} as const;
type Name = keyof typeof screens;

interface Shown {
  readonly language?: 'en' | 'es';
  readonly me?: typeof admin | typeof supervisor;
  readonly answers?: Answers;
  readonly document?: typeof directory | null;
}

const show = async (name: Name, of: Shown = {}) => {
  const user = userEvent.setup({ delay: null });
  const shown = await renderScreen({
    ...screens[name],
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
const refusal = (code: string, details: object = {}) => ({
  status: 422,
  body: { code, correlationId: 'c', details },
});
/** Opens a form that is out of the way. */
const open = async (user: ReturnType<typeof userEvent.setup>, title: string): Promise<void> =>
  user.click(await screen.findByText(title, { selector: 'summary' }));

describe('the screens on which a programme is planned', () => {
  const names = Object.keys(screens) as Name[];
  it.each(names.flatMap((name) => [[name, 'en'] as const, [name, 'es'] as const]))(
    '%s has nothing that axe finds, in %s',
    async (name, language) => {
      const { container } = await show(name, { language });
      await waitFor(() => expect(container.querySelector('main, nav + *, h2, form')).not.toBeNull());
      act(() => {
        for (const summary of container.querySelectorAll('summary')) summary.click();
      });
      await waitFor(() => expect(container.querySelectorAll('details:not([open])')).toHaveLength(0));
      expect(await axeFindings()).toEqual([]);
      // A code without its words would be shown as the code.
      expect(container.textContent).not.toMatch(/\b(course|groups|tracks|settings|requests|caseload)\.\w/);
    },
  );

  it.each(names)('%s says what will be here while there is nothing', async (name) => {
    await show(name, { document: null });
    expect(await screen.findByText('Nothing is known of this program yet')).toBeVisible();
  });
});

describe('a group', () => {
  it('gets its week by a plain form, which shows the next dates before it is sent', async () => {
    const { user, sent } = await show('group');
    await open(user, 'The group’s week');
    const form = screen.getByRole('form', { name: 'The group’s week' });
    expect(within(form).getByText(/^Next: Monday, November 16/)).toBeVisible();
    await user.click(within(form).getByRole('checkbox', { name: 'Monday' }));
    expect(await within(form).findByText(/^Next: Thursday, November 19/)).toBeVisible();
    await user.click(within(form).getByRole('checkbox', { name: 'Thursday' }));
    expect(await within(form).findByText(/would never meet/)).toBeVisible();
    await user.click(within(form).getByRole('checkbox', { name: 'Friday' }));
    await user.click(within(form).getByRole('button', { name: 'Set the week' }));
    expect(await within(form).findByText('Saved.')).toBeVisible();
    expect(sent('/groups/g1/schedule')).toMatchObject({
      slots: [{ slotId: 'evening', rule: 'FREQ=WEEKLY;BYDAY=FR', startsAt: '17:30', minutes: 60 }],
    });
  });

  it('has a meeting called off, moved, or led by somebody else', async () => {
    const { user, sent } = await show('group');
    const monday = await screen.findByRole('button', { name: /Change the meeting of Thursday, November 19/ });
    await user.click(monday);
    const form = screen.getByRole('form', { name: 'Change this meeting' });
    await user.selectOptions(within(form).getByLabelText('What happens'), 'Somebody else leads');
    await user.selectOptions(within(form).getByLabelText('Who comes instead'), 'Theo Brandt');
    await user.click(within(form).getByRole('button', { name: 'Change who leads' }));
    await waitFor(() =>
      expect(sent('/groups/g1/substitutions')).toEqual({
        slotId: 'evening',
        day: '2026-11-19',
        absentId: 'maya',
        substituteId: 'theo',
      }),
    );
  });

  it('does not meet on a holiday, and can be made to', async () => {
    const { user, sent } = await show('group');
    expect(await screen.findByText('Called off (holiday)')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Restore it' }));
    await waitFor(() =>
      expect(sent('/groups/g1/restorations')).toEqual({ slotId: 'evening', day: '2026-11-26' }),
    );
  });

  it('asks why when there are to be fewer places than people', async () => {
    const { user, sent } = await show('group');
    await open(user, 'Places');
    const form = screen.getByRole('form', { name: 'Places' });
    const submit = within(form).getByRole('button', { name: 'Change the places' });
    await user.clear(within(form).getByLabelText(/^Places/));
    await user.type(within(form).getByLabelText(/^Places/), '1');
    expect(within(form).getByText(/There are 2 people in it/)).toBeVisible();
    expect(submit).toBeDisabled();
    await user.selectOptions(within(form).getByLabelText('Why'), 'Too few staff');
    await user.click(submit);
    await waitFor(() => expect(sent('/groups/g1/capacity')).toEqual({ capacity: 1, reasonCode: 'staffing' }));
  });

  it('shows what a therapist may see, with nothing to change', async () => {
    await show('group', { me: therapist });
    expect(await screen.findByText('Alma R.')).toBeVisible();
    expect(screen.queryByText('Change the group')).toBeNull();
  });

  it('is formed by an administrator', async () => {
    const { user, calls } = await show('groups');
    await open(user, 'Form a group');
    await user.type(screen.getByLabelText(/^Title/), 'Skills');
    await user.click(screen.getByRole('button', { name: 'Form the group' }));
    await waitFor(() =>
      expect(calls.find(({ path }) => path === '/groups')?.body).toMatchObject({
        title: 'Skills',
        programmeId: 'iop',
        capacity: 12,
        facilitators: [{ staffId: 'maya', part: 'facilitator' }],
      }),
    );
  });
});

describe('a track', () => {
  it('promotes who waits, and says in its own words when there is no place', async () => {
    const { user, sent } = await show('tracks', {
      answers: { 'POST /enrollments/e2/transfers': refusal('track-full', { capacity: 2 }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Give the place' }));
    expect(await screen.findByText(/All 2 places of the track are taken/)).toBeVisible();
    expect(sent('/enrollments/e2/transfers')).toEqual({
      from: '2026-11-16',
      trackId: 't1',
      why: 'waitlist',
    });
  });
});

describe('enrolling from a track', () => {
  it('leads an administrator to the form with the track, and with who waits for it', async () => {
    const [alma, ...others] = directory.patients;
    const [track] = directory.tracks;
    if (alma === undefined || track === undefined) throw new Error('There is a track');
    const waitlist = [{ patientId: alma.patientId, since: START }];
    await show('tracks', {
      document: {
        ...directory,
        patients: [{ ...alma, episode: null }, ...others],
        tracks: [{ ...track, waitlist }],
      },
    });
    expect(await screen.findByRole('link', { name: 'Enroll a patient' })).toHaveAttribute(
      'href',
      '/enrollments/new?trackId=t1',
    );
    expect(screen.getByRole('link', { name: 'Enroll Alma R.' })).toHaveAttribute(
      'href',
      '/enrollments/new?patientId=p0&trackId=t1',
    );
  });
  it('is nothing for others', async () => {
    await show('tracks', { me: supervisor });
    expect(await screen.findByText('Waitlist')).toBeVisible();
    expect(screen.queryByRole('link', { name: /Enroll/ })).toBeNull();
  });
});

describe('a course of care', () => {
  it('is paused from a day on, and read again', async () => {
    const { user, sent, calls } = await show('course');
    await open(user, 'Pause');
    await user.selectOptions(screen.getByLabelText('Why'), 'Travel');
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    await waitFor(() =>
      expect(sent('/enrollments/e0/pauses')).toEqual({
        from: '2026-11-16',
        reasonCode: 'travel',
        expectedBackOn: null,
      }),
    );
    await waitFor(() =>
      expect(calls.filter(({ path }) => path === '/enrollments/e0').length).toBeGreaterThan(1),
    );
  });

  it('names what does not fit', async () => {
    const { user } = await show('course', {
      answers: { 'POST /enrollments/e0/intensity': refusal('invalid', { field: 'taper' }) },
    });
    await open(user, 'Intensity and taper');
    await user.click(screen.getByRole('button', { name: 'Add a step down' }));
    await user.click(screen.getByRole('button', { name: 'Change the intensity' }));
    expect(await screen.findByText(/steps of the taper have to follow each other/)).toBeVisible();
  });

  it('follows what somebody else decides', async () => {
    const { transport, calls } = await show('course');
    await screen.findByText('Change the course');
    const before = calls.length;
    const [alma, ...others] = directory.patients;
    if (alma?.episode == null) throw new Error('Alma has an episode');
    const moved = { ...alma, episode: { ...alma.episode, payer: 'TRICARE' } };
    transport.push('directory', 'iop', { ...directory, patients: [moved, ...others] });
    await waitFor(() => expect(calls.length).toBeGreaterThan(before));
  });

  it('has nothing to change once it has ended', async () => {
    await show('course', {
      answers: {
        'GET /enrollments/e0': { status: 200, body: enrollmentAnswer({ endedOn: '2026-11-10' }) },
        'GET /enrollments/e0/visits': { status: 200, body: { visits: [] } },
      },
    });
    expect(await screen.findByText(/This episode of care has ended/)).toBeVisible();
    expect(screen.queryByText('Change the course')).toBeNull();
    expect(screen.getByRole('link', { name: 'Enroll Alma R.' })).toBeVisible();
  });
});

describe('a request for other times', () => {
  it('is granted together with the places that follow from it', async () => {
    const { user, sent } = await show('requests');
    expect(await screen.findByText('I work evenings now.')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Track'), 'Adult evening');
    await user.click(screen.getByRole('checkbox', { name: 'Evening process group' }));
    await user.click(screen.getByRole('button', { name: 'Say yes and transfer' }));
    await waitFor(() =>
      expect(sent('/enrollments/e2/schedule-requests/r1/decision')).toEqual({
        decision: 'granted',
        text: '',
        from: '2026-11-16',
        trackId: 't1',
      }),
    );
  });
});

describe('the settings of a programme', () => {
  it('set holidays and limits whole', async () => {
    const { user, sent } = await show('settings');
    await user.click(await screen.findByRole('button', { name: 'Take holiday 1 away' }));
    await user.click(screen.getByRole('button', { name: 'Set the holidays' }));
    await waitFor(() => expect(sent('/programmes/iop/holidays')).toEqual({ holidays: [] }));
    await user.click(screen.getByRole('button', { name: 'Set the limits' }));
    await waitFor(() =>
      expect(sent('/programmes/iop/capacity-limits')).toEqual({ limits: directory.limits }),
    );
  });

  it('say when somebody is told of authorizations, within bounds, and who decided it last', async () => {
    const { user, sent } = await show('settings', { me: supervisor });
    expect(screen.getByText('Administrators set holidays and limits.')).toBeVisible();
    const form = await screen.findByRole('form', { name: 'When we tell of authorizations' });
    expect(screen.getByText(/^Last changed by Priya N\. on /)).toBeVisible();
    const percent = within(form).getByLabelText(/^From so many percent/);
    expect(percent).toHaveValue(80);
    expect(percent).toHaveAccessibleDescription('1 to 100');
    await user.clear(percent);
    await user.type(percent, '101');
    await user.click(within(form).getByRole('button', { name: 'Set when to tell' }));
    expect(await within(form).findByText('Not more than 100.')).toBeVisible();
    expect(sent('/programmes/iop/authorization-alerts')).toBeUndefined();
    await user.clear(percent);
    await user.type(percent, '70');
    await user.selectOptions(within(form).getByLabelText('Who is told'), 'Maya Lindqvist');
    await user.click(within(form).getByRole('button', { name: 'Set when to tell' }));
    await waitFor(() =>
      expect(sent('/programmes/iop/authorization-alerts')).toEqual({
        ...usualAuthorizationAlerts,
        unitsPercent: 70,
        coordinatorId: 'maya',
      }),
    );
  });

  it('say that what is set cannot be looked up, and try again', async () => {
    await show('settings', {
      answers: {
        'GET /programmes/iop/follow-up': {
          status: 403,
          body: { code: 'forbidden', correlationId: 'c', details: {} },
        },
      },
    });
    // The times of outreach, further down and closed, are looked up by the same question.
    const [again] = await screen.findAllByRole('button', { name: 'Try again' });
    expect(again).toBeVisible();
    expect(screen.queryByRole('form', { name: 'When we tell of authorizations' })).toBeNull();
  });

  it('are for those who run the programme', async () => {
    await show('settings', { me: therapist });
    expect(await screen.findByText('Administrators set holidays and limits.')).toBeVisible();
    expect(screen.queryByRole('form')).toBeNull();
  });
});

describe('a caseload', () => {
  it('shows a therapist their own patients first, and when each is where', async () => {
    const { user } = await show('caseload', { me: therapist });
    const table = await screen.findByRole('table', { name: 'Patients by day' });
    expect(within(table).getByRole('row', { name: /Alma R\..*Evening process group/ })).toBeVisible();
    expect(within(table).queryByText('Dev')).toBeNull();
    await user.selectOptions(screen.getByLabelText('Patients of'), 'Theo Brandt');
    expect(await screen.findByRole('row', { name: /Dev/ })).toBeVisible();
  });
});
