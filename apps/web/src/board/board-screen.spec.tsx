import { describe, expect, it, jest } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { boardOf, boardSessionOf, signal, supervisor } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { BoardScreen } from './board-screen';

// Role queries and axe walk the whole document; on a busy machine that takes its time.
jest.setTimeout(60_000);

const KEY = 'board iop/2026-11-16';

const show = (board = boardOf(), language: 'en' | 'es' = 'en') =>
  renderScreen({
    screen: BoardScreen,
    path: '/board',
    at: '/board',
    me: supervisor,
    documents: { [KEY]: board },
    now: minute(30),
    language,
  });

const few = boardSessionOf().patients.filter((patient) => patient.safety);

const cards = (): readonly string[] =>
  screen.getAllByRole('article').map((card) => card.getAttribute('data-session') ?? '');

describe('the live board', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await show(boardOf(), language);
    expect(await axeFindings()).toEqual([]);
  });

  it('has the totals, and a row for each person with minutes against the target', async () => {
    await show();
    const totals = screen.getByLabelText('Today in figures');
    expect(within(totals).getByText('Live sessions').closest('div')).toHaveTextContent('Live sessions2');
    const rows = screen.getByRole('list', { name: 'People of Process group' });
    expect(within(rows).getByText('Alma R.').closest('li')).toHaveTextContent('30 / 180 min');
    expect(within(rows).getByText('Dev').closest('li')).toHaveTextContent('simulated');
    expect(within(rows).getByText('Hideo T.').closest('li')).toHaveTextContent('Safety');
  });

  it('says since when nobody leads', async () => {
    await show();
    expect(screen.getByText(/No facilitator since/)).toBeVisible();
  });

  it('keeps the order while the focus is in the list, and says so', async () => {
    const { transport } = await show(
      boardOf({
        sessions: [
          boardSessionOf({ sessionId: 'a', help: [] }),
          boardSessionOf({ sessionId: 'b', help: [] }),
        ],
        signals: [],
      }),
    );
    expect(cards()).toEqual(['a', 'b']);
    const changed = boardOf({
      sessions: [
        boardSessionOf({ sessionId: 'b', help: [], unstaffedSince: minute(29) }),
        boardSessionOf({ sessionId: 'a', help: [] }),
      ],
      signals: [],
    });
    const [first] = screen.getAllByRole('link', { name: 'Process group' });
    act(() => first?.focus());
    act(() => transport.push('board', 'iop/2026-11-16', changed));
    expect(cards()).toEqual(['a', 'b']);
    expect(screen.getByText('The order waits while you are in the list.')).toBeVisible();
    act(() => first?.blur());
    expect(cards()).toEqual(['b', 'a']);
  });

  it('says so when it is stale, and lets no minute tick', async () => {
    const { transport } = await show();
    act(() => transport.pulse('stale', minute(30)));
    expect(screen.getByText(/What you see is from/)).toBeVisible();
  });

  it('acknowledges a signal, and closes one only with an outcome and a note', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show(boardOf({ sessions: [boardSessionOf({ patients: few })] }));
    await user.click(screen.getByRole('button', { name: 'Acknowledge the signal of Hideo T.' }));
    await waitFor(() =>
      expect(calls).toContainEqual({
        method: 'POST',
        path: '/signals/sig1/acknowledgement',
        body: undefined,
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Close with outcome: Hideo T.' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Close the signal' }));
    expect(within(dialog).getByText('Choose an outcome.')).toBeInTheDocument();
    expect(calls).toHaveLength(1);
    await user.click(within(dialog).getByRole('radio', { name: 'Safety plan made or reviewed' }));
    await user.type(within(dialog).getByRole('textbox'), 'Spoke by phone, plan reviewed.');
    expect(await axeFindings()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Close the signal' }));
    await waitFor(() =>
      expect(calls.at(-1)).toEqual({
        method: 'POST',
        path: '/signals/sig1/closure',
        body: { disposition: 'safety-plan', note: 'Spoke by phone, plan reviewed.' },
      }),
    );
  });

  it('keeps an acknowledged signal in sight until it is closed', async () => {
    const { transport } = await show();
    const acknowledged = signal({ acknowledged: { by: 'maya', at: minute(30) } });
    act(() => transport.push('board', 'iop/2026-11-16', boardOf({ sessions: [], signals: [acknowledged] })));
    expect(screen.getByText(/Acknowledged by a colleague/)).toBeVisible();
  });

  it('says what will be here on a day without sessions', async () => {
    await renderScreen({
      screen: BoardScreen,
      path: '/board',
      at: '/board',
      me: supervisor,
      documents: {},
      now: minute(30),
    });
    expect(screen.getByRole('heading', { name: 'No sessions today' })).toBeVisible();
  });
});
