import { describe, expect, it, jest } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { attendanceOf, roomOf, supervisor, therapist } from '../../test/staff-documents';
import { END, patientOf } from '../../test/staff-people';
import { AttendanceReviewScreen } from './attendance-review-screen';

jest.setTimeout(60_000);

const ended = roomOf({ status: 'ended', endedAt: END });
const show = (room = ended, language: 'en' | 'es' = 'en', me = therapist) =>
  renderScreen({
    screen: AttendanceReviewScreen,
    path: '/sessions/$sessionId/attendance',
    at: '/sessions/s1/attendance',
    me,
    documents: { 'room s1': room },
    now: END + 60_000,
    language,
  });

describe('what will be sealed', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await show(ended, language);
    expect(await axeFindings()).toEqual([]);
  });

  it('has counted and raw minutes, uncertainty, and a sentence for each flag', async () => {
    await show();
    const person = screen.getByRole('heading', { name: /Bartholomew/ }).closest('li');
    expect(person).toHaveTextContent(/19 min counted\s*± 19 s\s*19 min connected/);
    expect(person).toHaveTextContent(/Late\. Joined at .*5:41:00.*, 11 min after the start\./);
    expect(screen.getByText(/No facilitator in the room, .* \(2 min 0 s\)/)).toBeVisible();
  });

  it.each([
    ['en', 'Gap after a removal'],
    ['es', 'Corte después de una retirada'],
  ] as const)('says in %s of a gap after a removal that it was one', async (language, words) => {
    const gone = patientOf({
      index: 1,
      place: 'removed',
      spans: [
        [0, 5, 'present'],
        [5, 9, 'gap'],
        [9, 12, 'present'],
        [12, 13, 'gap'],
        [13, 14, 'present'],
      ],
    });
    await show(roomOf({ patients: [gone], attendance: attendanceOf([gone]), status: 'ended' }), language);
    expect(screen.getAllByText(words)).toHaveLength(1);
  });

  it('seals after one question, and then shows the seal', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls, transport } = await show();
    await user.click(screen.getByRole('button', { name: 'Seal attendance' }));
    const dialog = await screen.findByRole('dialog');
    expect(calls).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Seal' }));
    await waitFor(() =>
      expect(calls).toEqual([{ method: 'POST', path: '/sessions/s1/seal', body: undefined }]),
    );
    const sealed = roomOf({
      status: 'sealed',
      endedAt: END,
      sealedAt: END + 60_000,
      sealHash: 'ab'.repeat(32),
    });
    act(() => transport.push('room', 's1', sealed));
    expect(await screen.findByText(/^abababab abababab/)).toBeVisible();
    const [toRead, toCheck] = [/Proof to read/, /Proof to check/].map((name) =>
      screen.getByRole('link', { name }).getAttribute('href'),
    );
    expect([toRead, toCheck]).toEqual(['/api/sessions/s1/proof.pdf', '/api/sessions/s1/proof']);
    expect(await axeFindings()).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Seal attendance' })).toBeNull();
  });

  it('says what went wrong and lets it be tried again', async () => {
    const user = userEvent.setup({ delay: null });
    await renderScreen({
      screen: AttendanceReviewScreen,
      path: '/sessions/$sessionId/attendance',
      at: '/sessions/s1/attendance',
      me: therapist,
      documents: { 'room s1': ended },
      now: END,
      answers: {
        'POST /sessions/s1/seal': {
          status: 409,
          body: { code: 'session-still-open', correlationId: 'c', details: {} },
        },
      },
    });
    await user.click(screen.getByRole('button', { name: 'Seal attendance' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Seal' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(/still running/);
  });

  it('lets nobody seal who did not lead it', async () => {
    await show(ended, 'en', supervisor);
    expect(screen.queryByRole('button', { name: 'Seal attendance' })).toBeNull();
  });

  it('says so before there is anything', async () => {
    await show(roomOf({ status: 'scheduled', attendance: null }));
    expect(screen.getByText('Nothing to review yet')).toBeVisible();
  });
});
