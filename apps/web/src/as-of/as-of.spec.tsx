import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AsOfAnswer, BoardDocument, RoomDocument } from '@hearth/views';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { boardOf, roomOf, supervisor } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { BoardScreen } from '../board/board-screen';
import { TimelineScreen } from '../timeline/timeline-screen';
import { roomDifferences } from './differences';
import { frozenBoard } from './frozen';

jest.setTimeout(60_000);

const room = roomOf();
const firstGone: RoomDocument = {
  ...room,
  patients: room.patients.map((each, index) => (index === 0 ? { ...each, place: 'left' } : each)),
};
const answer: AsOfAnswer<RoomDocument> = {
  at: minute(5),
  then: room,
  now: firstGone,
  later: [
    {
      type: 'ParticipantLeft',
      happenedAt: minute(4),
      recordedAt: minute(7),
      person: { kind: 'patient', id: room.patients[0]?.patientId ?? '' },
      witness: 'livekit-poll',
      sessionId: 's1',
    },
    {
      type: 'BreakStarted',
      happenedAt: minute(4),
      recordedAt: minute(8),
      person: null,
      witness: null,
      sessionId: 's1',
    },
  ],
};

const showTimeline = (language: 'en' | 'es' = 'en') =>
  renderScreen({
    screen: TimelineScreen,
    path: '/board/$sessionId',
    at: '/board/s1',
    me: supervisor,
    documents: { 'room s1': room },
    now: minute(30),
    language,
    answers: { [`GET /sessions/s1/as-of?at=${minute(5)}`]: { status: 200, body: answer } },
  });

/** 65 minutes after the first moment that can be asked about, in steps of half a minute. */
const goBack = (): void => {
  fireEvent.change(screen.getByRole('slider'), { target: { value: '130' } });
};

describe('the question what was known when', () => {
  it('is live until it is asked, and names the moment to a screen reader', async () => {
    await showTimeline();
    const slider = screen.getByRole('slider', { name: /What did we know at/ });
    expect(slider).toHaveAttribute('aria-valuetext', 'Now, live');
    goBack();
    await waitFor(() =>
      expect(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^As known at /)),
    );
  });

  it('shows what came later, and whom that changes', async () => {
    await showTimeline();
    goBack();
    const notice = await screen.findByText(/2 facts about this time came later/);
    const box = notice.closest('[data-later]');
    expect(box).toHaveTextContent(/Alma R\. left at .* told at .*Video server, asked/);
    expect(box).toHaveTextContent(/The session: something happened/);
    expect(box).toHaveTextContent(/Alma R\.: then In the room.*as we now know, Left/);
  });

  it.each(['en', 'es'] as const)('has nothing that axe finds while looking back, in %s', async (language) => {
    await showTimeline(language);
    goBack();
    await waitFor(() => expect(document.querySelector('[data-later]')).not.toBeNull());
    expect(await axeFindings()).toEqual([]);
  });

  it('goes back to now by a button', async () => {
    const user = userEvent.setup({ delay: null });
    await showTimeline();
    goBack();
    await screen.findByText(/facts about this time came later/);
    await user.click(screen.getByRole('button', { name: 'Back to now' }));
    expect(document.querySelector('[data-later]')).toBeNull();
  });

  it('can be asked of the board', async () => {
    const board = boardOf();
    const at = minute(30) - 30_000;
    const past: AsOfAnswer<BoardDocument> = { at, then: board, now: board, later: [] };
    await renderScreen({
      screen: BoardScreen,
      path: '/board',
      at: '/board',
      me: supervisor,
      documents: { [`board iop/2026-11-16`]: board },
      now: minute(30),
      answers: { [`GET /programmes/iop/as-of?day=2026-11-16&at=${at}`]: { status: 200, body: past } },
    });
    const slider = screen.getByRole('slider');
    fireEvent.change(slider, { target: { value: String(Number(slider.getAttribute('max')) - 1) } });
    const notice = await screen.findByText(/Nothing about this time came later/);
    expect(within(document.body).getAllByRole('article').length).toBeGreaterThan(0);
    expect(notice).toBeVisible();
  });
});

describe('looking back', () => {
  it('tells differences of place and of minutes only', () => {
    expect(roomDifferences({ ...answer, now: room })).toEqual([]);
    expect(roomDifferences(answer)).toMatchObject([{ thenPlace: 'in-room', nowPlace: 'left' }]);
  });

  it('stops figures at the moment', () => {
    const frozen = frozenBoard(boardOf(), minute(10));
    const figures = frozen.sessions.flatMap(({ patients }) => patients.map(({ counted }) => counted));
    expect(figures.every(({ running }) => !running)).toBe(true);
  });
});
