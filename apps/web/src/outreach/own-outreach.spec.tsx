import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { OwnOutreachDocument, ScheduledSession } from '@hearth/views';
import { now, patient, schedule, scheduled } from '../../test/patient-documents';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { Screen } from '../shell/screen';
import { OwnOutreach } from './own-outreach';
import { ownWord } from './own-word';
import { RemindersCard } from './reminders-card';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const begun: Partial<ScheduledSession> = {
  status: 'live',
  startsAt: now - 10 * MINUTE,
  endsAt: now + 50 * MINUTE,
};
const own = (change: Partial<OwnOutreachDocument> = {}): OwnOutreachDocument => ({
  enrollmentId: 'enrollment-1',
  waitedFor: null,
  announced: [],
  missed: null,
  ...change,
});

const show = (
  session: ScheduledSession,
  document: OwnOutreachDocument | null,
  language: 'en' | 'es' = 'en',
) => {
  const of = schedule(session);
  return renderScreen({
    screen: () => (
      <Screen title="Today">
        <OwnOutreach enrollmentId="enrollment-1" schedule={of} />
        <RemindersCard />
      </Screen>
    ),
    path: '/today',
    at: '/today',
    me: patient,
    documents: { 'own-outreach enrollment-1': document },
    now,
    language,
    answers: { 'GET /me/reminders': { status: 200, body: { mail: null } } },
  });
};

describe('a word to somebody who is not there yet', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await show(scheduled(begun), own(), language);
    await waitFor(() => expect(document.querySelector('[data-word]')).not.toBeNull());
    expect(await axeFindings()).toEqual([]);
  });

  it('shows the door when the group has begun, and never reproaches', async () => {
    await show(scheduled(begun), own());
    expect(await screen.findByRole('heading', { name: 'Your group has begun' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Come to the door' })).toBeVisible();
    expect(document.body.textContent).not.toMatch(/late|missing|failed|must/i);
  });

  it('takes that they cannot come, without a reason', async () => {
    const user = userEvent.setup({ delay: null });
    const session = scheduled(begun);
    const { calls, transport } = await show(session, own());
    await user.click(await screen.findByRole('button', { name: 'I can’t come today' }));
    expect(screen.getByText('That is all right')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Tell my program' }));
    await waitFor(() =>
      expect(calls.at(-1)).toEqual({
        method: 'POST',
        path: '/enrollments/enrollment-1/absences',
        body: { sessionIds: [session.sessionId] },
      }),
    );
    transport.push('own-outreach', 'enrollment-1', own({ announced: [session.sessionId] }));
    await user.click(await screen.findByRole('button', { name: 'I can come after all' }));
    await waitFor(() => expect(calls.at(-1)?.path).toBe('/enrollments/enrollment-1/absence-withdrawals'));
  });

  it('is asked before the group, too', async () => {
    await show(scheduled({ status: 'scheduled' }), null);
    expect(await screen.findByRole('button', { name: 'I can’t come today' })).toBeVisible();
    expect(document.querySelector('[data-word]')).toBeNull();
  });

  it('keeps an address for reminders', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show(scheduled({ status: 'scheduled' }), null);
    const field = await screen.findByLabelText('E-mail address');
    await user.type(field, 'ana');
    await user.click(screen.getByRole('button', { name: 'Remind me' }));
    expect(await screen.findByText('This does not look like an e-mail address.')).toBeVisible();
    await user.type(field, '@example.org');
    await user.click(screen.getByRole('button', { name: 'Remind me' }));
    await waitFor(() =>
      expect(calls.find(({ method, path }) => method === 'POST' && path === '/me/reminders')?.body).toEqual({
        mail: 'ana@example.org',
      }),
    );
  });
});

describe('which word it is', () => {
  const session = scheduled(begun);
  it('is the second one after the second reminder', () => {
    const waitedFor = { sessionId: session.sessionId, since: now, step: 'second-reminder' } as const;
    expect(ownWord(own({ waitedFor }), [session], now)).toMatchObject({ kind: 'waited-for', again: true });
  });
  it('is that they were missed, when nothing is on today', () => {
    const missed = { day: '2026-03-02', sessionId: 's0' };
    expect(ownWord(own({ missed }), [], now)).toEqual({ kind: 'missed', day: '2026-03-02' });
    expect(ownWord(own(), [], now)).toBeNull();
  });
});
