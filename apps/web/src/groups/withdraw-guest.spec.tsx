import { describe, expect, it, jest } from '@jest/globals';
import { changeOf } from '@hearth/domain';
import type { DirectoryDocument } from '@hearth/views';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { directory, enrollmentAnswer } from '../../test/directory-document';
import { axeFindings, renderScreen, type Answers } from '../../test/render-screen';
import { therapist } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { bookedFor } from '../enrollment/booked-make-ups';
import { EnrollmentScreen } from '../enrollment/enrollment-screen';
import { GroupScreen } from './group-screen';

jest.setTimeout(60_000);

const meeting = { slotId: 'evening', day: '2026-11-19' };
const [group] = directory.groups;
if (group?.plan == null) throw new Error('The group has its week');
const { plan } = group;
const guests = [{ patientId: 'p2', enrollmentId: 'e2' }];
/** Dev comes to the group on Thursday to make up for another one. */
const visited: DirectoryDocument = {
  ...directory,
  groups: [{ ...group, plan: { ...plan, changes: [{ ...changeOf(plan, meeting), guests }] } }],
};

const screens = {
  group: { screen: GroupScreen, path: '/groups/$groupId', at: '/groups/g1' },
  course: { screen: EnrollmentScreen, path: '/enrollments/$enrollmentId', at: '/enrollments/e2' },
} as const;

const show = async (name: keyof typeof screens, me: typeof therapist = therapist, answers: Answers = {}) => {
  const user = userEvent.setup({ delay: null });
  const shown = await renderScreen({
    ...screens[name],
    me,
    documents: { 'directory iop': visited },
    now: minute(30),
    answers: {
      'GET /enrollments/e2': {
        status: 200,
        body: { ...enrollmentAnswer({ patientId: 'p2' }), enrollmentId: 'e2', displayName: 'Dev' },
      },
      'GET /enrollments/e2/visits': { status: 200, body: { visits: [] } },
      ...answers,
    },
  });
  const withdrawals = () =>
    shown.calls.filter(({ path }) => path === '/groups/g1/guest-withdrawals').map(({ body }) => body);
  return { ...shown, user, withdrawals };
};

describe('a guest of one meeting', () => {
  it('is withdrawn from the group, with the reason', async () => {
    const { user, withdrawals, transport } = await show('group');
    const button = await screen.findByRole('button', { name: /^Withdraw Dev as a guest on Thursday/ });
    await user.click(button);
    const form = screen.getByRole('form', { name: /^Dev does not come on/ });
    expect(await axeFindings()).toEqual([]);
    await user.selectOptions(within(form).getByLabelText('Why'), 'The patient cannot come');
    await user.click(within(form).getByRole('button', { name: 'Withdraw the guest' }));
    await waitFor(() =>
      expect(withdrawals()).toEqual([{ ...meeting, patientId: 'p2', reasonCode: 'cannot-come' }]),
    );
    transport.push('directory', 'iop', directory);
    expect(screen.queryByText('Guest: Dev')).toBeNull();
  });

  it('stays when somebody thinks better of it', async () => {
    const { user, withdrawals } = await show('group');
    const button = await screen.findByRole('button', { name: /^Withdraw Dev/ });
    await user.click(button);
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(withdrawals()).toEqual([]);
  });

  it('is shown to a prescriber, with nothing to change', async () => {
    await show('group', { ...therapist, role: 'prescriber' });
    expect(await screen.findByText('Guest: Dev')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Withdraw/ })).toBeNull();
  });
});

describe('a booked make-up', () => {
  it('is found among the meetings of all groups while it is ahead', () => {
    const days = (today: string) => bookedFor('p2', visited, today).map((booked) => booked.meeting.day);
    expect(days('2026-11-16')).toEqual(['2026-11-19']);
    expect(days('2026-11-20')).toEqual([]);
    expect(bookedFor('p0', visited, '2026-11-16')).toEqual([]);
  });

  it('of a session that stands for itself is cancelled there, and gone', async () => {
    const visit = { sessionId: 's9', title: 'Families together', startsAt: minute(2_880) };
    const answers: Record<string, { status: number; body: unknown }> = {
      'GET /enrollments/e2/visits': { status: 200, body: { visits: [visit] } },
    };
    const { user, calls } = await show('course', therapist, answers);
    const title = await screen.findByText('Families together');
    const row = title.closest('li');
    if (row === null) throw new Error('it stands in no row');
    await user.click(within(row).getByRole('button', { name: /^Cancel the make-up on/ }));
    expect(await axeFindings()).toEqual([]);
    await user.selectOptions(within(row).getByLabelText('Why'), 'Another session was found');
    await user.click(within(row).getByRole('button', { name: 'Withdraw the guest' }));
    await waitFor(() =>
      expect(calls.find(({ path }) => path === '/sessions/s9/guest-withdrawals')?.body).toEqual({
        patientId: 'p2',
        reasonCode: 'another-session',
      }),
    );
    await waitFor(() =>
      expect(calls.filter(({ path }) => path === '/enrollments/e2/visits')).toHaveLength(2),
    );
  });

  it('that cannot be looked up is said, and tried again', async () => {
    const { user, calls } = await show('course', therapist, {
      'GET /enrollments/e2/visits': {
        status: 503,
        body: { code: 'unavailable', correlationId: 'c', details: {} },
      },
    });
    const booked = (await screen.findByRole('heading', { name: 'Booked make-ups' })).closest('section');
    if (booked === null) throw new Error('nothing is said');
    expect(await within(booked).findByText(/is not answering right now/)).toBeVisible();
    expect(within(booked).getByRole('button', { name: /^Cancel the make-up on Thursday/ })).toBeVisible();
    const asks = () => calls.filter(({ path }) => path === '/enrollments/e2/visits').length;
    const before = asks();
    await user.click(within(booked).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(asks()).toBeGreaterThan(before));
  });

  it('is cancelled in the course of care, unless the doors are open', async () => {
    const refused = { code: 'session-not-scheduled', correlationId: 'c', details: {} };
    const { user, withdrawals } = await show('course', therapist, {
      'POST /groups/g1/guest-withdrawals': { status: 409, body: refused },
    });
    const booked = (await screen.findByRole('heading', { name: 'Booked make-ups' })).closest('section');
    if (booked === null) throw new Error('there is nothing booked');
    await user.click(within(booked).getByRole('button', { name: /^Cancel the make-up on Thursday/ }));
    await user.click(within(booked).getByRole('button', { name: 'Withdraw the guest' }));
    expect(await within(booked).findByText(/The doors of this session are open already/)).toBeVisible();
    expect(withdrawals()).toEqual([{ ...meeting, patientId: 'p2', reasonCode: 'not-needed' }]);
  });
});
