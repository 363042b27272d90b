import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ProgrammeCalendarDocument } from '@hearth/views';
import { now, patient, schedule, scheduled, startsAt, timeZone } from '../../test/patient-documents';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { therapist } from '../../test/staff-documents';
import { minute, START } from '../../test/staff-people';
import { CalendarScreen } from './calendar-screen';
import { MyCalendarScreen } from './my-calendar-screen';

jest.setTimeout(60_000);

const session = {
  groupId: null,
  sessionType: 'process-group' as const,
  status: 'scheduled' as const,
  capacity: 12,
  expected: 10,
  patientIds: ['ana'],
  facilitators: [{ staffId: 'maya', displayName: 'Maya Lindqvist' }],
};
const calendar: ProgrammeCalendarDocument = {
  programmeId: 'iop',
  timeZone: 'America/New_York',
  from: '2026-11-16',
  to: '2026-11-22',
  sessions: [
    { ...session, sessionId: 's1', title: 'Process group', startsAt: START, endsAt: minute(60) },
    {
      ...session,
      sessionId: 's2',
      title: 'Skills group',
      startsAt: START,
      endsAt: minute(60),
      status: 'cancelled',
    },
  ],
  conflicts: [
    { kind: 'double-booked', staffId: 'maya', sessionIds: ['s1', 's2'] },
    { kind: 'licence-missing', sessionId: 's1', patientId: 'ana', state: 'FL' },
    { kind: 'over-capacity', sessionId: 's1', people: 13, most: 12, source: null },
    { kind: 'over-capacity', sessionId: 's1', people: 13, most: 10, source: 'state rule' },
    {
      kind: 'gap',
      patientId: 'ana',
      enrollmentId: 'e1',
      after: '2026-11-16',
      before: '2026-11-22',
      days: 5,
      most: 3,
    },
  ],
  patients: [{ patientId: 'ana', displayName: 'Ana R.' }],
};

const showCalendar = (language: 'en' | 'es', document: ProgrammeCalendarDocument = calendar) =>
  renderScreen({
    screen: CalendarScreen,
    path: '/calendar',
    at: '/calendar',
    me: therapist,
    documents: {
      'calendar iop/2026-11-16': document,
      'calendar iop/2026-11-23': {
        ...document,
        from: '2026-11-23',
        to: '2026-11-29',
        sessions: [],
        conflicts: [],
      },
    },
    now: minute(30),
    language,
  });

describe('the calendar of a programme', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await showCalendar(language);
    await screen.findByText('Process group');
    expect(await axeFindings()).toEqual([]);
  });

  it('says in sentences what is wrong', async () => {
    await showCalendar('en');
    expect(await screen.findByText(/Maya Lindqvist leads two sessions at once/)).toBeVisible();
    expect(screen.getByText(/nobody who leads it is licensed in FL, where Ana R. lives/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Licenses for FL' })).toHaveAttribute('href', '/staff#FL');
    expect(screen.getByText(/13 people, 12 places/)).toBeVisible();
    expect(screen.getByText(/13 people, 10 are allowed \(state rule\)/)).toBeVisible();
    expect(screen.getByText(/Ana R. has no session for 5 days/)).toBeVisible();
    expect(screen.getByText('Called off')).toBeVisible();
  });

  it('goes from week to week by keyboard', async () => {
    const user = userEvent.setup({ delay: null });
    await showCalendar('en');
    await screen.findByText('Process group');
    screen.getByRole('button', { name: 'Week after' }).focus();
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/Nobody is double-booked/)).toBeVisible();
    expect(screen.queryByText('Process group')).toBeNull();
  });
});

const DAY = 24 * 60 * 60_000;
const showMine = (language: 'en' | 'es', openedAt: number | null = null) =>
  renderScreen({
    screen: MyCalendarScreen,
    path: '/my-calendar',
    at: '/my-calendar',
    me: patient,
    documents: {
      'schedule me': schedule(
        scheduled({ title: 'Process group' }),
        scheduled({
          sessionId: 's-later',
          title: 'Skills group',
          startsAt: startsAt + 2 * DAY,
          endsAt: startsAt + 2 * DAY + 60 * 60_000,
          status: 'cancelled',
        }),
      ),
    },
    now,
    language,
    answers: {
      'GET /me/calendar-feed': { status: 200, body: { openedAt } },
      'POST /me/calendar-feed': { status: 200, body: { path: '/api/calendar/patient.x.secret.ics' } },
      'DELETE /me/calendar-feed': { status: 204, body: undefined },
      'GET /me/reminders': { status: 200, body: { mail: null } },
    },
  });

describe('the calendar of a programme while somebody looks at it', () => {
  it('shows a conflict as soon as it is there, and that it is gone', async () => {
    const { transport } = await showCalendar('en', { ...calendar, conflicts: [] });
    expect(await screen.findByText(/Nobody is double-booked/)).toBeVisible();
    transport.push('calendar', 'iop/2026-11-16', calendar);
    expect(await screen.findByText(/Maya Lindqvist leads two sessions at once/)).toBeVisible();
    transport.push('calendar', 'iop/2026-11-16', { ...calendar, conflicts: [] });
    expect(await screen.findByText(/Nobody is double-booked/)).toBeVisible();
  });

  it('says what will be here in a week for which nothing is planned', async () => {
    const user = userEvent.setup({ delay: null });
    await showCalendar('en');
    await user.click(await screen.findByRole('button', { name: 'Week before' }));
    expect(await screen.findByText('Nothing is planned in this week')).toBeVisible();
  });
});

describe('a patient’s own calendar', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await showMine(language);
    await screen.findByText('Process group');
    expect(await axeFindings()).toEqual([]);
  });

  it('shows what is planned, and what was called off, in the zone that it names', async () => {
    await showMine('en');
    expect(await screen.findByText('Process group')).toBeVisible();
    expect(screen.getByText('Called off')).toBeVisible();
    expect(timeZone).toBe('America/New_York');
    expect(screen.getByText(/All times are in EST/)).toBeVisible();
  });

  it('gives an address that is shown once, and says who can use it', async () => {
    const user = userEvent.setup({ delay: null });
    await showMine('en');
    await user.click(await screen.findByRole('button', { name: 'Make an address for my calendar app' }));
    expect(await screen.findByText(/\/api\/calendar\/patient\.x\.secret\.ics$/)).toBeVisible();
    expect(screen.getByText(/Whoever knows this address/)).toBeVisible();
  });

  it('can be shared no more', async () => {
    const user = userEvent.setup({ delay: null });
    await showMine('en', 5);
    await user.click(await screen.findByRole('button', { name: 'Stop sharing' }));
    expect(screen.queryByText(/Whoever knows this address/)).toBeNull();
  });
});
