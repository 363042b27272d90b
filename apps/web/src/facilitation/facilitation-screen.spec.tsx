import { describe, expect, it, jest } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings, renderScreen, type Call } from '../../test/render-screen';
import { roomOf, therapist } from '../../test/staff-documents';
import { START, minute, patientOf } from '../../test/staff-people';
import { FacilitationScreen } from './facilitation-screen';

jest.setTimeout(60_000);

const noVideo = {
  'POST /sessions/s1/token': { status: 503, body: { code: 'video-off', correlationId: 'c', details: {} } },
};

const show = (room = roomOf(), now = minute(30), language: 'en' | 'es' = 'en') =>
  renderScreen({
    screen: FacilitationScreen,
    path: '/sessions/$sessionId',
    at: '/sessions/s1',
    me: therapist,
    documents: { 'room s1': room },
    now,
    language,
    answers: noVideo,
  });

const waiting = [
  patientOf({ index: 0, place: 'waiting' }),
  patientOf({ index: 1, place: 'waiting', missing: ['location'] }),
  patientOf({ index: 2, place: 'waiting' }),
];
const before = { signals: [], help: [], hands: [], share: null, messages: [], attendance: null };
const doorsOpen = roomOf({ ...before, status: 'doors-open', patients: waiting });
const people = (room = roomOf()) => roomOf({ ...room, signals: [], patients: room.patients.slice(0, 4) });

/** What the facilitator did; the browser's own tries to reach video go on beside it. */
const commandsOf = (calls: readonly Call[]) => calls.filter((call) => !call.path.endsWith('/token'));

describe('before the session', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await show(doorsOpen, START, language);
    expect(await axeFindings()).toEqual([]);
  });

  it('says from when the doors can be opened, and then opens them', async () => {
    const user = userEvent.setup({ delay: null });
    const scheduled = roomOf({ ...before, status: 'scheduled', patients: [] });
    const { unmount } = await show(scheduled, START - 2 * 3_600_000);
    expect(screen.getByText(/The doors can be opened from 4:30/)).toBeVisible();
    unmount();
    const { calls } = await show(scheduled, START - 1_800_000);
    await user.click(screen.getByRole('button', { name: 'Open the doors' }));
    await waitFor(() =>
      expect(calls).toEqual([{ method: 'POST', path: '/sessions/s1/doors', body: undefined }]),
    );
  });

  it('says who cannot come, in their own words if there are any', async () => {
    const absence = { at: START, reason: 'My bus does not run.' };
    const patients = [
      { ...patientOf({ index: 0, place: 'expected' }), absence },
      { ...patientOf({ index: 1, place: 'waiting' }), absence },
    ];
    await show(roomOf({ ...before, status: 'doors-open', patients }), START);
    expect(screen.getAllByText('Has said that they cannot come')).toHaveLength(1);
    expect(screen.getByText('My bus does not run.')).toBeVisible();
    // Whoever does not come is not called expected, and misses nothing.
    expect(screen.queryByText('Expected')).toBeNull();
  });

  it('lets in one, or all who are clear', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show(doorsOpen, START);
    await user.click(screen.getByRole('button', { name: 'Admit all who are clear (2)' }));
    await user.click(screen.getByRole('button', { name: 'Admit Alma R.' }));
    await waitFor(() =>
      expect(calls).toEqual([
        { method: 'POST', path: '/sessions/s1/admissions/all-clear', body: undefined },
        { method: 'POST', path: '/sessions/s1/admissions', body: { patientId: 'p0' } },
      ]),
    );
  });

  it('asks for a reason when something is missing', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show(doorsOpen, START);
    await user.click(screen.getByRole('button', { name: /Admit with a reason.*Bartholomew/ }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/Not confirmed for today: Location/)).toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Admit' }));
    expect(within(dialog).getByText('Write a reason.')).toBeInTheDocument();
    expect(calls).toEqual([]);
    await user.type(within(dialog).getByRole('textbox'), 'Confirmed by phone.');
    await user.click(within(dialog).getByRole('button', { name: 'Admit' }));
    await waitFor(() =>
      expect(calls).toEqual([
        {
          method: 'POST',
          path: '/sessions/s1/admissions',
          body: { patientId: 'p1', override: { reason: 'Confirmed by phone.' } },
        },
      ]),
    );
  });

  it('turns away with a reason', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show(doorsOpen, START);
    await user.click(screen.getByRole('button', { name: 'Turn away: Alma R.' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Turn away' }));
    expect(within(dialog).getByText('Choose a reason.')).toBeInTheDocument();
    await user.click(within(dialog).getByRole('radio', { name: 'Not in a private place' }));
    await user.click(within(dialog).getByRole('button', { name: 'Turn away' }));
    await waitFor(() =>
      expect(calls).toEqual([
        {
          method: 'POST',
          path: '/sessions/s1/turn-aways',
          body: { patientId: 'p0', reasonCode: 'not-private' },
        },
      ]),
    );
  });

  it('shows what somebody answered, and what is missing', async () => {
    await show(doorsOpen, START);
    const person = document.querySelector('[data-patient="p1"]');
    expect(person).toHaveTextContent('Missing: Location');
    expect(person).toHaveTextContent(/Where they are\s*missing/);
    expect(document.querySelector('[data-patient="p0"]')).toHaveTextContent(/100 Willow Street/);
  });
});

describe('the running session', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await show(people(), minute(30), language);
    expect(await axeFindings()).toEqual([]);
  });

  it('goes on without video, and says so', async () => {
    await show(people());
    // The same words are also said aloud, by the live region.
    const words = { selector: '[data-phase] *' };
    expect(await screen.findByText(/Video is not running right now/, words)).toBeVisible();
  });

  it('shows private requests at once, says them aloud, and answers with one press', async () => {
    const user = userEvent.setup({ delay: null });
    const quiet = people(roomOf({ help: [] }));
    const { transport, calls } = await show(quiet);
    act(() =>
      transport.push('room', 's1', {
        ...quiet,
        help: [{ helpId: 'h9', patientId: 'p3', at: minute(30), answered: null }],
      }),
    );
    await waitFor(() =>
      expect(document.querySelector('[data-announcer]')).toHaveTextContent('Dev asks for help in private'),
    );
    await user.click(screen.getByRole('button', { name: 'I am on it: Dev' }));
    await waitFor(() =>
      expect(commandsOf(calls).at(-1)).toMatchObject({ path: '/sessions/s1/help/h9/answer' }),
    );
    expect(await screen.findByRole('textbox', { name: 'Write to Dev' })).toBeVisible();
  });

  it('gives the floor by the order of hands, and lowers a hand', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show(people());
    await user.click(screen.getByRole('tab', { name: /Hands/ }));
    const hands = within(screen.getByRole('list', { name: /Raised hands/ })).getAllByRole('listitem');
    expect(hands.map((hand) => hand.getAttribute('data-hand'))).toEqual(['p3', 'p0']);
    await user.click(screen.getByRole('button', { name: 'Give the floor to Dev' }));
    await user.click(screen.getByRole('button', { name: 'Lower hand: Alma R.' }));
    await user.click(screen.getByRole('button', { name: /Take the floor back from María/ }));
    await waitFor(() =>
      expect(commandsOf(calls)).toEqual([
        { method: 'POST', path: '/sessions/s1/share', body: { patientId: 'p3', kind: 'voice' } },
        { method: 'DELETE', path: '/sessions/s1/hands/p0', body: undefined },
        { method: 'DELETE', path: '/sessions/s1/share', body: undefined },
      ]),
    );
  });

  it('removes only with a reason, and says that there is no way back', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show(people());
    await user.click(screen.getByRole('button', { name: 'Remove Dev from the session' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('Dev cannot come back into this session.')).toBeInTheDocument();
    await user.click(within(dialog).getByRole('radio', { name: 'Keeps the group from working' }));
    await user.type(within(dialog).getByRole('textbox'), 'Shouted at others twice.');
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
    await waitFor(() =>
      expect(commandsOf(calls).at(-1)).toEqual({
        method: 'POST',
        path: '/sessions/s1/removals',
        body: { patientId: 'p3', reasonCode: 'disruptive', reason: 'Shouted at others twice.' },
      }),
    );
  });

  it('writes to one person', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show(people());
    await user.click(screen.getByRole('tab', { name: /Messages/ }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Conversation with' }), 'p0');
    await user.type(screen.getByRole('textbox', { name: 'Write to Alma R.' }), 'You are next.');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() =>
      expect(commandsOf(calls).at(-1)).toEqual({
        method: 'POST',
        path: '/sessions/s1/messages',
        body: { patientId: 'p0', text: 'You are next.' },
      }),
    );
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Write to Alma R.' })).toHaveValue(''));
  });

  it('stays with whom is being written to when somebody else writes', async () => {
    const user = userEvent.setup({ delay: null });
    const quiet = people(roomOf({ messages: [] }));
    const { transport } = await show(quiet);
    await user.click(screen.getByRole('tab', { name: /Messages/ }));
    const field = screen.getByRole('textbox', { name: /^Write to/ });
    await user.type(field, 'You are');
    const other = quiet.patients[2];
    act(() =>
      transport.push('room', 's1', {
        ...quiet,
        messages: [
          {
            messageId: 'm9',
            patientId: other?.patientId ?? '',
            from: { kind: 'patient', id: other?.patientId ?? '' },
            at: minute(30),
            text: 'May I say something?',
          },
        ],
      }),
    );
    await screen.findByRole('option', { name: /\(1 new\)/ });
    expect(field).toBeInTheDocument();
    expect(field).toHaveValue('You are');
  });

  it('says what ending it does, ends it, and goes on to the attendance', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show(people());
    await user.click(screen.getByRole('button', { name: 'End for all' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('4 people leave the room.')).toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'End for all' }));
    await waitFor(() =>
      expect(commandsOf(calls).at(-1)).toMatchObject({ method: 'POST', path: '/sessions/s1/end' }),
    );
    expect(await screen.findByText('/sessions/$sessionId/attendance')).toBeVisible();
  });
});
