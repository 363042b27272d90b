import { describe, expect, it, jest } from '@jest/globals';
import type { ScheduleRequestsAnswer } from '@hearth/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { now, patient, schedule, scheduled, weeks } from '../../test/patient-documents';
import { axeFindings, renderScreen, type Answers } from '../../test/render-screen';
import { WeekScreen } from './week-screen';

jest.setTimeout(60_000);

const PATH = '/enrollments/enrollment-1/schedule-requests';
type Requests = ScheduleRequestsAnswer['requests'];

const show = (requests: Requests, language: 'en' | 'es' = 'en', answers: Answers = {}) =>
  renderScreen({
    screen: WeekScreen,
    path: '/week',
    at: '/week',
    me: patient,
    documents: { 'week enrollment-1': weeks, 'schedule me': schedule(scheduled({})) },
    now,
    language,
    answers: { [`GET ${PATH}`]: { status: 200, body: { requests } }, ...answers },
  });
const asked = { requestId: 'r1', at: now, partOfDay: 'morning', text: 'Mornings?', decision: null };

describe('asking for other times', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await show([], language);
    await screen.findByRole('form');
    expect(await axeFindings()).toEqual([]);
  });

  it('sends a part of the day or words, and nothing empty', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show([]);
    const send = await screen.findByRole('button', { name: 'Ask for other times' });
    expect(send).toBeDisabled();
    await user.selectOptions(screen.getByLabelText('When would suit you better?'), 'Mornings');
    await user.click(send);
    await waitFor(() =>
      expect(calls.find(({ method, path }) => method === 'POST' && path === PATH)?.body).toMatchObject({
        partOfDay: 'morning',
        text: '',
      }),
    );
  });

  it('says that somebody will answer, and can be taken back', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show([asked]);
    expect(await screen.findByText(/Somebody will answer you here/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Take the request back' }));
    await waitFor(() =>
      expect(calls.find(({ path }) => path === `${PATH}/r1/decision`)?.body).toEqual({
        decision: 'withdrawn',
        text: '',
      }),
    );
  });

  it('that was answered just before it was taken back shows the answer, and no trouble', async () => {
    const user = userEvent.setup({ delay: null });
    const decided = { code: 'request-decided', correlationId: 'c', details: { requestId: 'r1' } };
    const { calls } = await show([asked], 'en', {
      [`POST ${PATH}/r1/decision`]: { status: 409, body: decided },
    });
    const button = await screen.findByRole('button', { name: 'Take the request back' });
    const asks = () => calls.filter(({ method, path }) => method === 'GET' && path === PATH).length;
    const before = asks();
    await user.click(button);
    await waitFor(() => expect(asks()).toBeGreaterThan(before));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('tells the answer in the words of who gave it, and that one can ask again', async () => {
    await show([{ ...asked, decision: { decision: 'declined', at: now, text: 'In March again.' } }]);
    expect(await screen.findByText(/It is not possible right now; you can ask again/)).toBeVisible();
    expect(screen.getByText('In March again.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Ask for other times' })).toBeVisible();
  });
});
