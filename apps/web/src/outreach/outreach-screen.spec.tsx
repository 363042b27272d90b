import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { callTask, historyOf, tasksOf, threeTasks } from '../../test/follow-up-documents';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { supervisor, therapist } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { usualOutreachTimes } from '@hearth/domain';
import { OutreachScreen } from './outreach-screen';

jest.setTimeout(60_000);

const show = (
  of: {
    readonly language?: 'en' | 'es';
    readonly me?: typeof therapist;
    readonly document?: typeof threeTasks | null;
    readonly answers?: Readonly<Record<string, { readonly status: number; readonly body: unknown }>>;
  } = {},
) =>
  renderScreen({
    screen: OutreachScreen,
    path: '/outreach',
    at: '/outreach',
    me: of.me ?? therapist,
    documents: {
      'tasks iop': of.document === undefined ? threeTasks : of.document,
      'outreach-history e-ana': historyOf,
    },
    now: minute(40),
    language: of.language ?? 'en',
    answers: of.answers ?? {},
  });

const cardOf = (name: RegExp | string): HTMLElement => {
  const card = screen.getByRole('heading', { level: 3, name }).closest('li');
  if (card === null) throw new Error('there is no card');
  return card;
};

describe('what is to be done about people who did not come', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    const user = userEvent.setup({ delay: null });
    await show({ language, me: supervisor });
    const [, all] = await screen.findAllByRole('radio');
    if (all !== undefined) await user.click(all);
    await screen.findByText('Bartholomew Featherstonehaugh-Okonkwo');
    expect(await axeFindings()).toEqual([]);
  });

  it('shows one’s own first, and says in words what is overdue', async () => {
    const user = userEvent.setup({ delay: null });
    await show();
    const late = await waitFor(() => cardOf(/Bartholomew/));
    expect(within(late).getByText('Overdue since 5:40 PM')).toBeVisible();
    expect(within(late).getByText(/Did not come to Process group \(5:30 PM\). Call to hear/)).toBeVisible();
    expect(within(late).getByRole('link', { name: 'Call +1 555 010 0001' })).toHaveAttribute(
      'href',
      'tel:+15550100001',
    );
    expect(screen.queryByRole('heading', { name: 'Ana R.' })).toBeNull();
    await user.click(screen.getByRole('radio', { name: 'My program’s' }));
    expect(screen.getAllByRole('heading', { name: 'Ana R.' })).toHaveLength(2);
    expect(screen.getByText('Theo Brandt’s')).toBeVisible();
    expect(screen.getByText(/Left a message, Theo Brandt, 6:05 PM/)).toBeVisible();
    expect(screen.getByText('For any supervisor')).toBeVisible();
  });

  it('takes what came of a call with one tap, and a note for whoever wants', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show({ document: tasksOf(callTask()) });
    await user.click(await screen.findByRole('button', { name: 'Left a message' }));
    await user.click(screen.getByRole('button', { name: 'Write a note' }));
    await user.type(screen.getByLabelText('Note (optional)'), 'Flat tire');
    await user.click(screen.getByRole('button', { name: 'We spoke' }));
    const reports = () => calls.filter(({ path }) => path.endsWith('/report')).map(({ body }) => body);
    await waitFor(() =>
      expect(reports()).toEqual([{ outcome: 'left-message' }, { outcome: 'spoke', note: 'Flat tire' }]),
    );
  });

  it('asks once before a worry becomes a signal', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show({ document: tasksOf(callTask()) });
    await user.click(await screen.findByRole('button', { name: 'Worried about safety' }));
    expect(calls.some(({ path }) => path.endsWith('/report'))).toBe(false);
    await user.click(await screen.findByRole('button', { name: 'Raise the signal' }));
    await waitFor(() =>
      expect(calls.at(-1)).toMatchObject({
        path: '/tasks/call-ana/report',
        body: { outcome: 'safety-concern' },
      }),
    );
  });

  it('leaves a payer’s task to those who oversee, and lets it be taken', async () => {
    const user = userEvent.setup({ delay: null });
    await show();
    await user.click(await screen.findByRole('radio', { name: 'My program’s' }));
    expect(screen.queryByRole('button', { name: 'Request sent' })).toBeNull();
  });

  it('says that somebody was faster', async () => {
    const user = userEvent.setup({ delay: null });
    const problem = { code: 'task-over', correlationId: 'c', details: {} };
    await show({
      document: tasksOf(callTask()),
      answers: { 'POST /tasks/call-ana/report': { status: 409, body: problem } },
    });
    await user.click(await screen.findByRole('button', { name: 'We spoke' }));
    expect(await screen.findByText(/Somebody was faster, or the person came/)).toBeVisible();
  });

  it('drops a task at once when the person comes', async () => {
    const { transport } = await show({ document: tasksOf(callTask()) });
    await screen.findByRole('heading', { name: 'Ana R.' });
    transport.push('tasks', 'iop', tasksOf());
    expect(await screen.findByText('Nothing to do right now')).toBeVisible();
  });

  it('tells the history of somebody', async () => {
    const user = userEvent.setup({ delay: null });
    await show({ document: tasksOf(callTask()) });
    await user.click(await screen.findByRole('button', { name: 'History: Ana R.' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/Reminder, 5:35 PM \(also by e-mail\)/)).toBeVisible();
    expect(within(dialog).getByText(/We spoke, Maya Lindqvist, 6:10 PM — Had a flat tire/)).toBeVisible();
    expect(within(dialog).getByText(/My child is ill/)).toBeVisible();
  });

  it('lets a supervisor change the times, in their order', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show({
      me: supervisor,
      document: tasksOf(),
      answers: {
        'GET /programmes/iop/follow-up': { status: 200, body: { outreachTimes: usualOutreachTimes } },
      },
    });
    await user.click(await screen.findByText('When we reach out'));
    const second = await screen.findByLabelText(/^Second reminder/);
    await user.clear(second);
    await user.type(second, '45');
    await user.click(screen.getByRole('button', { name: 'Save the times' }));
    expect(await screen.findByText('Each step has to come after the one before.')).toBeVisible();
    await user.clear(second);
    await user.type(second, '25');
    await user.click(screen.getByRole('button', { name: 'Save the times' }));
    await screen.findByText('Saved.');
    expect(calls.at(-1)?.body).toMatchObject({ secondReminderMinutes: 25, callTaskMinutes: 30 });
  });
});
