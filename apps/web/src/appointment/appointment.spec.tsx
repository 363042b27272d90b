import { describe, expect, it, jest } from '@jest/globals';
import type { CalendarSession, ProgrammeCalendarDocument } from '@hearth/views';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { directory } from '../../test/directory-document';
import { axeFindings, renderScreen, type Answers } from '../../test/render-screen';
import { therapist } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { CaseloadScreen } from '../caseload/caseload-screen';
import { ofThatDay, spanOf, type WrittenAppointment } from './written-appointment';

jest.setTimeout(60_000);

const timeZone = 'America/New_York';
const at = (day: number, hour: number): number => Date.UTC(2026, 10, day, hour + 5);
const appointment = (of: Partial<CalendarSession> = {}): CalendarSession => ({
  sessionId: 'a1',
  groupId: null,
  title: 'Individual session',
  sessionType: 'individual',
  startsAt: at(19, 12),
  endsAt: at(19, 13),
  status: 'scheduled',
  capacity: 1,
  expected: 1,
  patientIds: ['p0'],
  facilitators: [{ staffId: 'maya', displayName: 'Maya Lindqvist' }],
  ...of,
});
const calendarOf = (...sessions: readonly CalendarSession[]): ProgrammeCalendarDocument => ({
  programmeId: 'iop',
  timeZone,
  from: '2026-11-16',
  to: '2026-11-22',
  sessions,
  conflicts: [],
  patients: [],
});

const show = async (
  sessions: readonly CalendarSession[] = [appointment()],
  of: { language?: 'en' | 'es'; answers?: Answers; me?: typeof therapist } = {},
) => {
  const user = userEvent.setup({ delay: null });
  const shown = await renderScreen({
    screen: CaseloadScreen,
    path: '/caseload',
    at: '/caseload',
    me: of.me ?? therapist,
    documents: { 'directory iop': directory, 'calendar iop/2026-11-16': calendarOf(...sessions) },
    now: minute(30),
    language: of.language ?? 'en',
    answers: { 'GET /me/calendar-feed': { status: 200, body: { openedAt: null } }, ...of.answers },
  });
  const part = await screen.findByRole('region', { name: /^(Sessions for one|Sesiones para un)/ });
  return { ...shown, user, part };
};

describe('the time of an appointment', () => {
  it('is read by the clock of the programme', () => {
    expect(spanOf({ day: '2026-11-19', time: '12:00', minutes: '50' }, timeZone)).toEqual({
      startsAt: at(19, 12),
      endsAt: at(19, 12) + 50 * 60_000,
    });
  });

  it('is none while a part of it is missing', () => {
    expect(spanOf({ day: '', time: '12:00', minutes: '50' }, timeZone)).toBeNull();
    expect(spanOf({ day: '2026-11-19', time: '12:00', minutes: '' }, timeZone)).toBeNull();
  });

  it('is held beside what patient and therapist have that day', () => {
    const written: WrittenAppointment = {
      ...{ patientId: 'p0', leadId: 'theo', type: 'individual' },
      ...{ day: '2026-11-19', time: '12:30', minutes: '50' },
    };
    const others = [
      appointment(),
      appointment({ sessionId: 'after', startsAt: at(19, 14), endsAt: at(19, 15) }),
      appointment({ sessionId: 'off', status: 'cancelled' }),
      appointment({ sessionId: 'strange', patientIds: ['p1'] }),
      appointment({ sessionId: 'other-day', startsAt: at(20, 12), endsAt: at(20, 13) }),
    ];
    const found = ofThatDay(written, others, timeZone);
    expect(found.map(({ session, atThatTime }) => [session.sessionId, atThatTime])).toEqual([
      ['a1', true],
      ['after', false],
    ]);
  });
});

describe('appointments of a caseload', () => {
  it.each(['en', 'es'] as const)('have nothing that axe finds, in %s', async (language) => {
    const { user, part, container } = await show([appointment()], { language });
    for (const summary of container.querySelectorAll('summary')) await user.click(summary);
    await user.click(within(part).getByRole('button', { name: /^(Change|Cambiar): / }));
    expect(await axeFindings()).toEqual([]);
  });

  it('are planned for a patient, and told beside what there is that day', async () => {
    const { user, part, calls } = await show();
    await user.click(within(part).getByText('Plan an individual or family session', { selector: 'summary' }));
    const form = await within(part).findByRole('form', { name: 'Plan an individual or family session' });
    await user.selectOptions(within(form).getByLabelText('Patient'), 'Alma R.');
    expect(within(form).getByLabelText('Led by')).toHaveValue('maya');
    await user.selectOptions(within(form).getByLabelText('Kind'), 'Family session');
    const day = within(form).getByLabelText(/^Day/);
    await user.clear(day);
    await user.type(day, '2026-11-19');
    expect(await within(form).findByText('At the same time')).toBeVisible();
    const time = within(form).getByLabelText(/^Starts at/);
    await user.clear(time);
    await user.type(time, '15:00');
    await waitFor(() => expect(within(form).queryByText('At the same time')).toBeNull());
    await user.click(within(form).getByRole('button', { name: 'Plan the session' }));
    await waitFor(() =>
      expect(calls.find(({ path }) => path === '/sessions')?.body).toEqual({
        sessionId: expect.any(String),
        programmeId: 'iop',
        title: 'Family session',
        sessionType: 'family',
        startsAt: at(19, 15),
        endsAt: at(19, 15) + 50 * 60_000,
        capacity: 1,
        facilitators: [{ staffId: 'maya', part: 'facilitator' }],
        roster: [{ patientId: 'p0', enrollmentId: 'e0' }],
      }),
    );
  });

  it('are moved and called off by whoever leads them', async () => {
    const { user, part, calls } = await show();
    const change = within(part).getByRole('button', {
      name: /^Change: Individual session with Alma R\., Thursday/,
    });
    await user.click(change);
    const form = await within(part).findByRole('form');
    await user.selectOptions(within(form).getByLabelText('What happens'), 'It is called off');
    await user.click(within(form).getByRole('button', { name: 'Call it off' }));
    await waitFor(() =>
      expect(calls.at(-1)).toMatchObject({
        path: '/sessions/a1/cancellation',
        body: { reasonCode: 'other' },
      }),
    );
    await waitFor(() => expect(change).toHaveFocus());
  });

  it('stay as they are for somebody else, and once they are over or called off', async () => {
    const others = [{ staffId: 'theo', displayName: 'Theo Brandt' }];
    const { part } = await show([
      appointment({ facilitators: others }),
      appointment({ sessionId: 'off', status: 'cancelled', notHeld: true }),
      appointment({ sessionId: 'past', startsAt: at(16, 9), endsAt: at(16, 10) }),
    ]);
    expect(within(part).getAllByRole('listitem')).toHaveLength(3);
    expect(within(part).getByText('Not held')).toBeVisible();
    expect(within(part).queryByRole('button', { name: /^Change/ })).toBeNull();
  });

  it('are led to past the table', async () => {
    await show();
    expect(screen.getByRole('link', { name: 'Sessions for one patient' })).toHaveAttribute(
      'href',
      '#appointments',
    );
    expect(document.getElementById('appointments')).toHaveTextContent('Sessions for one patient');
  });

  it('say that there are none, and nothing of groups', async () => {
    const { part } = await show([appointment({ groupId: 'g1', sessionType: 'process-group' })]);
    expect(within(part).getByText('None this week for the patients shown.')).toBeVisible();
  });
});
