import { describe, expect, it, jest } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { roomOf, supervisor } from '../../test/staff-documents';
import { minute, patientOf } from '../../test/staff-people';
import { TimelineScreen } from './timeline-screen';

jest.setTimeout(60_000);

const show = (room = roomOf(), language: 'en' | 'es' = 'en') =>
  renderScreen({
    screen: TimelineScreen,
    path: '/board/$sessionId',
    at: '/board/s1',
    me: supervisor,
    documents: { 'room s1': room },
    now: minute(30),
    language,
  });

describe('the timeline of a session', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await show(roomOf(), language);
    expect(await axeFindings()).toEqual([]);
  });

  it('explains a mark when the keyboard is on it, and moves with the arrows', async () => {
    const user = userEvent.setup({ delay: null });
    await show();
    const drawing = screen.getByLabelText(/Timeline of everybody/);
    const first = within(drawing).getByLabelText(/^Alma R\.: connected/);
    expect(within(drawing).getByLabelText(/^Maya Lindqvist: connected/)).toHaveAttribute('tabindex', '0');
    act(() => first.focus());
    await waitFor(() =>
      expect(document.querySelector('[data-explanation]')).toHaveTextContent(
        /Alma R\.: connected for 31 min .* so far, since .*Video server/,
      ),
    );
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    await waitFor(() =>
      expect(document.querySelector('[data-explanation]')).toHaveTextContent(/short enough to count/),
    );
    expect(document.activeElement).toHaveAttribute('data-piece', 'bridged');
  });

  it('tells the same as a table, with the witness of each edge', async () => {
    await show();
    const table = screen.getByRole('table', { name: /Every connection/ });
    const rows = within(table).getAllByRole('row');
    expect(rows.find((row) => row.textContent.includes('Imani'))).toHaveTextContent(
      /± 1 s.*Video server.*± 18 s.*Video server, asked.*28 min 0 s/,
    );
    expect(rows.find((row) => row.textContent.includes('Dee Carter'))).toHaveTextContent(
      /^Dee Carter · Co-facilitator.*12 min 0 s/,
    );
    expect(rows.find((row) => row.textContent.includes('Ruth Abara'))).toHaveTextContent(/Observer/);
    expect(screen.getByText(/No facilitator in the room from/)).toBeInTheDocument();
  });

  it('says that a gap followed a removal, in the drawing, the legend and the table', async () => {
    const gone = patientOf({
      index: 0,
      place: 'removed',
      spans: [
        [0, 12, 'present'],
        [12, 13, 'gap'],
        [13, 14, 'present'],
      ],
      segments: [
        [0, 12],
        [13, 14],
      ],
    });
    await show(roomOf({ patients: [gone] }));
    expect(
      within(screen.getByLabelText(/Timeline of everybody/)).getByLabelText(
        /not in the room for 1 min 0 s, .* after a removal/,
      ),
    ).toHaveAttribute('data-piece', 'after-removal');
    expect(screen.getAllByText('After a removal, does not count')).toHaveLength(2);
  });

  it('shows both figures of a correction, in a lane and in a table', async () => {
    const room = roomOf({ status: 'sealed', endedAt: minute(61) });
    const [alma] = room.patients;
    if (alma === undefined) throw new Error('nobody is on the roster');
    const { rawMs, uncertaintyMs, flags, segments, spans } = alma.attendance;
    const figure = {
      patientId: alma.patientId,
      enrollmentId: alma.enrollmentId,
      rawMs,
      uncertaintyMs,
      flags: [...flags],
      segments: [...segments],
      spans: [...spans],
    };
    await show({
      ...room,
      corrections: [
        {
          correctionId: 'k1',
          patientId: alma.patientId,
          by: 'ruth',
          byName: 'Ruth Abara',
          at: minute(90),
          basis: 'telephone',
          reason: 'Went on by telephone',
          before: { ...figure, countedMs: 30 * 60_000 },
          after: { ...figure, countedMs: 45 * 60_000 },
        },
      ],
    });
    const table = screen.getByRole('table', { name: /Both figures stay/ });
    expect(within(table).getByRole('row', { name: /Alma/ })).toHaveTextContent(
      /30 min 0 s.*45 min 0 s.*Took part by telephone.*Went on by telephone.*Ruth Abara/,
    );
    expect(screen.getAllByText('Alma R., as sealed').length).toBeGreaterThan(0);
    expect(await axeFindings()).toEqual([]);
  });

  it('asks before it observes, and says that it is seen', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show(roomOf({ patients: [], signals: [] }));
    await user.click(screen.getByRole('button', { name: 'Observe this session' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/Everybody inside sees your name/)).toBeInTheDocument();
    expect(calls).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Observe now' }));
    await waitFor(() =>
      expect(calls).toEqual([{ method: 'POST', path: '/sessions/s1/observation', body: undefined }]),
    );
  });

  it('says who can help when it may not be seen', async () => {
    await renderScreen({
      screen: TimelineScreen,
      path: '/board/$sessionId',
      at: '/board/unknown',
      me: supervisor,
      documents: {},
      now: minute(30),
    });
    expect(screen.queryByRole('table')).toBeNull();
  });
});
