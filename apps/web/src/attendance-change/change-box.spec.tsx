import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Me } from '@hearth/contracts';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { roomOf, supervisor, therapist } from '../../test/staff-documents';
import { END, START } from '../../test/staff-people';
import { AttendanceReviewScreen } from '../attendance-review/attendance-review-screen';
import { clockOf } from './moment-near';

jest.setTimeout(60_000);

const ended = roomOf({ status: 'ended', endedAt: END });
const sealed = roomOf({ status: 'sealed', endedAt: END, sealedAt: END, sealHash: 'ab'.repeat(32) });
const [patient] = ended.patients;
const name = patient?.displayName ?? '';
const clock = (instant: number): string => clockOf(instant, ended.timeZone);

const show = async (room = ended, me: Me = therapist, language: 'en' | 'es' = 'en') => ({
  user: userEvent.setup({ delay: null }),
  ...(await renderScreen({
    screen: AttendanceReviewScreen,
    path: '/sessions/$sessionId/attendance',
    at: '/sessions/s1/attendance',
    me,
    documents: { 'room s1': room },
    now: END + 60_000,
    language,
  })),
});

const opened = async (user: ReturnType<typeof userEvent.setup>, button: RegExp) => {
  await user.click(screen.getByRole('button', { name: button }));
  const dialog = within(await screen.findByRole('dialog'));
  await waitFor(() =>
    expect(dialog.getByRole('button', { name: /^(Enter|Correct|Corregir)$/ })).toBeVisible(),
  );
  return dialog;
};

describe('presence that the room did not see', () => {
  it('is entered by a facilitator before the seal, with times, doubt and a reason', async () => {
    const { user, calls } = await show();
    const dialog = await opened(user, /Enter presence by hand/);
    await user.click(dialog.getByRole('button', { name: 'Enter' }));
    expect(dialog.getByText('Choose a patient.')).toBeInTheDocument();
    expect(dialog.getByText('A reason is needed.')).toBeInTheDocument();
    expect(calls).toEqual([]);
    await user.selectOptions(dialog.getByLabelText(/^Patient/), name);
    await user.selectOptions(dialog.getByLabelText(/What happened/), 'Took part by telephone');
    await user.type(dialog.getByLabelText(/^From/), clock(START));
    await user.type(dialog.getByLabelText(/^To/), clock(START + 30 * 60_000));
    await user.type(dialog.getByLabelText(/^Reason/), 'Called in, the app would not open');
    expect(await axeFindings()).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Enter' }));
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]).toEqual({
      method: 'POST',
      path: '/sessions/s1/presence',
      body: {
        patientId: patient?.patientId,
        from: START,
        to: START + 30 * 60_000,
        uncertaintyMs: 300_000,
        how: 'telephone',
        reason: 'Called in, the app would not open',
      },
    });
  });

  it('is no business of a supervisor before the seal', async () => {
    await show(ended, supervisor);
    expect(screen.queryByRole('button', { name: /Enter presence|Correct/ })).toBeNull();
  });
});

describe('a correction', () => {
  it('takes connections away that were no attendance', async () => {
    const { user, calls } = await show(sealed, supervisor);
    const dialog = await opened(user, /Correct a figure/);
    const withSegments = sealed.attendance?.patients.find(({ segments }) => segments.length > 0);
    const one = sealed.patients.find(({ patientId }) => patientId === withSegments?.patientId);
    await user.selectOptions(dialog.getByLabelText(/^Patient/), one?.displayName ?? '');
    await user.selectOptions(dialog.getByLabelText(/What happened/), 'Connected, but not attending');
    const [first] = dialog.getAllByRole('checkbox');
    if (first === undefined) throw new Error('no connection to choose');
    await user.click(first);
    await user.type(dialog.getByLabelText(/^Reason/), 'Slept through it');
    await user.click(dialog.getByRole('button', { name: 'Correct' }));
    await waitFor(() => expect(calls).toHaveLength(1));
    const [segment] = withSegments?.segments ?? [];
    expect(calls[0]).toMatchObject({
      path: '/sessions/s1/corrections',
      body: {
        basis: 'not-attending',
        presence: [],
        withdrawn: [{ roomSid: segment?.roomSid, participantSid: segment?.participantSid }],
        takeLateFacts: false,
      },
    });
  });

  it('is asked for in Spanish too, with nothing that axe finds', async () => {
    const { user } = await show(sealed, therapist, 'es');
    await opened(user, /Corregir una cifra/);
    expect(await axeFindings()).toEqual([]);
  });
});
