import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { now, patient, patientRoom, schedule, scheduled, still, weeks } from '../test/patient-documents';
import { personas, renderApp } from '../test/render-app';
import { axeFindings } from '../test/render-screen';
import { languages } from './i18n/translation';

jest.setTimeout(40_000);

const offer = {
  location: { address: '12 Elm Street', state: 'NY' },
  callbackNumber: '518 555 0134',
  emergencyContact: { name: 'Rosa', phone: '518 555 0199' },
  asksSubstanceUse: true,
};
const answers = {
  'GET /sessions/s1/check-in/offer': { status: 200, body: offer },
  'GET /demo/personas': { status: 200, body: personas },
  'GET /enrollments/enrollment-1/schedule-requests': { status: 200, body: { requests: [] } },
  'POST /sessions/s1/token': { status: 503, body: { code: 'video-off', correlationId: 'c', details: {} } },
};
const documents = {
  'schedule me': schedule(scheduled({ status: 'doors-open' })),
  'week enrollment-1': weeks,
  'patient-room s1': patientRoom({ status: 'doors-open' }, { place: 'waiting', missing: ['location'] }),
};
const inRoom = { ...documents, 'patient-room s1': patientRoom({}, { place: 'in-room', counted: still(4) }) };
const over = {
  ...documents,
  'patient-room s1': patientRoom({ status: 'ended' }, { place: 'left', counted: still(52), rawMs: 1 }),
};

describe.each(languages)('axe finds nothing (%s)', (language) => {
  it.each([
    ['/sign-in', documents],
    ['/today', documents],
    ['/week', documents],
    ['/help', documents],
    ['/session/s1/check-in', documents],
    ['/session/s1/devices', documents],
    ['/session/s1/waiting', documents],
    ['/session/s1/room', inRoom],
    ['/session/s1/after', over],
    ['/nowhere', documents],
  ])('at %s', async (at, shown) => {
    await renderApp({ at, me: at === '/sign-in' ? null : patient, documents: shown, now, language, answers });
    await waitFor(() => expect(screen.queryByRole('status', { name: /Loading|Cargando/ })).toBeNull());
    expect(await axeFindings()).toEqual([]);
  });
});

describe('an address that leads nowhere', () => {
  it('has help one tap away, too', async () => {
    await renderApp({ at: '/nowhere', me: patient, documents, now, answers });
    await userEvent.click(await screen.findByRole('button', { name: 'Help' }));
    const help = await screen.findByRole('dialog', { name: 'Help' });
    expect(within(help).getByRole('link', { name: 'Call 988' })).toHaveAttribute('href', 'tel:988');
  });
});

describe('sign-in', () => {
  it('lets one choose who to be, and leads to that person’s first screen', async () => {
    const signIn = { status: 200, body: patient };
    const { calls } = await renderApp({
      at: '/',
      me: null,
      documents,
      now,
      answers: { ...answers, 'POST /sign-in/demo': signIn },
    });
    await userEvent.click(await screen.findByRole('button', { name: /Ana R\./ }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Hello, Ana R.' })).toBeInTheDocument();
    expect(calls).toContainEqual({ method: 'POST', path: '/sign-in/demo', body: { personaId: 'p1' } });
  });

  it('has no picker outside the demo', async () => {
    const none = { 'GET /demo/personas': { status: 404, body: undefined } };
    await renderApp({ at: '/sign-in', me: null, now, answers: none });
    expect(await screen.findByText(/not set up here/)).toBeInTheDocument();
  });

  it('leads to the provider, and says why the last try ended', async () => {
    const hello = { mode: 'production', csrfToken: 't', videoAvailable: true, serverTime: now };
    await renderApp({
      at: '/sign-in?trouble=not-linked',
      me: null,
      now,
      answers: {
        'GET /hello': { status: 200, body: { ...hello, provider: { name: 'Clinic account' } } },
        'GET /demo/personas': { status: 404, body: undefined },
      },
    });
    expect(await screen.findByRole('button', { name: 'Sign in with Clinic account' })).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('not linked to anybody here');
    expect(screen.getByRole('button', { name: 'Use another account' })).toBeInTheDocument();
  });

  it('leads from an invitation to the provider, and keeps its secret out of the address', async () => {
    const hello = { mode: 'production', csrfToken: 't', videoAvailable: true, serverTime: now };
    window.history.replaceState(null, '', '/invitation#patient.YQ.secret');
    const { calls } = await renderApp({
      at: '/invitation',
      me: null,
      now,
      answers: {
        'GET /hello': { status: 200, body: { ...hello, provider: { name: 'Clinic account' } } },
        'POST /sign-in/provider': { status: 410, body: { code: 'invitation-expired', details: {} } },
      },
    });
    expect(window.location.hash).toBe('');
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in with Clinic account' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('This invitation has expired');
    expect(calls).toContainEqual({
      method: 'POST',
      path: '/sign-in/provider',
      body: { invitation: 'patient.YQ.secret' },
    });
  });
});

describe('today', () => {
  it('says what is next, what to do, and counts what is there', async () => {
    await renderApp({ at: '/today', me: patient, documents, now });
    expect(screen.getByText('In 5 minutes')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Check in' })).toHaveAttribute('href', '/session/s1/check-in');
    expect(await screen.findByText('48 minutes so far, 132 to go today')).toBeInTheDocument();
  });

  it('says so when nothing is planned', async () => {
    await renderApp({
      at: '/today',
      me: patient,
      documents: { ...documents, 'schedule me': schedule() },
      now,
    });
    expect(screen.getByRole('heading', { name: 'No session planned right now' })).toBeInTheDocument();
  });
});

describe('check-in', () => {
  const pick = async (name: string) => {
    await userEvent.click(await screen.findByRole('radio', { name }));
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  };

  it('asks one thing at a time, tells early when somebody is not safe, and sends the whole', async () => {
    const { calls } = await renderApp({ at: '/session/s1/check-in', me: patient, documents, now, answers });
    const posts = () => calls.filter(({ path, method }) => method === 'POST' && path.endsWith('/check-in'));
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    expect(screen.getByText('Choose a number from 0 to 10.')).toBeInTheDocument();
    await pick('6');
    await pick('4');
    await pick('7');
    await pick('2');
    await pick('No');
    await pick('Taken as planned');
    await pick('I am not sure');
    expect(await screen.findByText(/are being told now/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Call 988 now' })).toHaveAttribute('href', 'tel:988');
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.body).toMatchObject({ answers: { safeNow: 'unsure' } });
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.click(await screen.findByRole('radio', { name: /The same place/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    for (const promise of await screen.findAllByRole('checkbox')) await userEvent.click(promise);
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Send check-in' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Camera and sound' })).toBeInTheDocument();
    expect(posts()[1]?.body).toMatchObject({
      location: { address: '12 Elm Street', state: 'NY' },
      attestations: { alone: true, headphones: true, noRecording: true, notDriving: true },
    });
    expect(sessionStorage.getItem('hearth.check-in.s1')).toBeNull();
  });

  it('keeps the answers over a reload, and back is possible', async () => {
    const first = await renderApp({ at: '/session/s1/check-in', me: patient, documents, now, answers });
    await pick('6');
    await screen.findByRole('heading', { level: 1, name: 'How anxious are you?' });
    first.unmount();
    await renderApp({ at: '/session/s1/check-in', me: patient, documents, now, answers });
    await screen.findByRole('heading', { level: 1, name: 'How anxious are you?' });
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('radio', { name: '6' })).toBeChecked();
  });
});

describe('waiting room', () => {
  it('goes in by itself, and into the room when let in', async () => {
    const expected = patientRoom({ status: 'doors-open' });
    const { calls, transport } = await renderApp({
      at: '/session/s1/waiting',
      me: patient,
      documents: { ...documents, 'patient-room s1': expected },
      now,
      answers,
    });
    await waitFor(() => expect(calls.some(({ path }) => path === '/sessions/s1/waiting-room')).toBe(true));
    transport.push('patient-room', 's1', patientRoom({ status: 'doors-open' }, { place: 'waiting' }));
    expect(await screen.findByRole('heading', { name: 'You will be let in' })).toBeInTheDocument();
    transport.push('patient-room', 's1', patientRoom({}, { place: 'admitted' }));
    expect(
      await screen.findByRole('list', { name: 'People in the room' }, { timeout: 20_000 }),
    ).toBeInTheDocument();
  });
});

describe('room', () => {
  it('is present without video when there is none, and says so', async () => {
    await renderApp({ at: '/session/s1/room', me: patient, documents: inRoom, now, answers });
    expect(await screen.findByText(/Video is not working right now/)).toBeInTheDocument();
    expect(screen.getByText('Not recorded, ever')).toBeInTheDocument();
    expect(screen.getByText('Maya Lindqvist (she/her)')).toBeInTheDocument();
  });

  it('raises a hand, and shows its place', async () => {
    const { calls, transport } = await renderApp({
      at: '/session/s1/room',
      me: patient,
      documents: inRoom,
      now,
      answers,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Raise hand' }));
    await waitFor(() =>
      expect(calls).toContainEqual({ method: 'POST', path: '/sessions/s1/hand', body: undefined }),
    );
    transport.push(
      'patient-room',
      's1',
      patientRoom({}, { place: 'in-room', handRaised: true, handPlace: 2 }),
    );
    expect(await screen.findByText('Hand, 2')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Lower hand' })).toBeInTheDocument();
  });

  it.each([
    ['The session has ended', patientRoom({ status: 'ended' }, { place: 'left' })],
    ['You were asked to leave', patientRoom({}, { removed: { at: now, reasonCode: 'other' } })],
    ['Not this time', patientRoom({}, { turnedAway: { at: now, reasonCode: 'late' } })],
  ])('says clearly: %s', async (title, room) => {
    await renderApp({
      at: '/session/s1/room',
      me: patient,
      documents: { ...documents, 'patient-room s1': room },
      now,
      answers,
    });
    expect(await screen.findByRole('heading', { name: title })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Raise hand' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Help' })).toBeInTheDocument();
  });

  it('shows HTML in a name as letters', async () => {
    const room = patientRoom({}, { place: 'in-room', displayName: '<img src=x onerror=alert(1)>' });
    await renderApp({
      at: '/session/s1/room',
      me: patient,
      documents: { ...documents, 'patient-room s1': room },
      now,
      answers,
    });
    expect(await screen.findByText(/<img src=x onerror=alert\(1\)> \(you\)/)).toBeInTheDocument();
    expect(document.querySelector('img')).toBeNull();
  });
});

describe('after', () => {
  it('says what counted, and takes the four answers', async () => {
    const { calls } = await renderApp({
      at: '/session/s1/after',
      me: patient,
      documents: over,
      now,
      answers,
    });
    expect(screen.getByRole('heading', { name: '52 minutes counted' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(screen.getAllByText('Choose a number from 0 to 10.')).toHaveLength(4);
    for (const ten of screen.getAllByRole('radio', { name: '10' })) await userEvent.click(ten);
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(await screen.findByText(/Thank you. Those who lead/)).toBeInTheDocument();
    expect(calls).toContainEqual({
      method: 'POST',
      path: '/sessions/s1/feedback',
      body: { heard: 10, useful: 10, fit: 10, overall: 10 },
    });
  });
});

describe('help', () => {
  it('is one tap away, and reaches those who lead when a session is open', async () => {
    const { calls } = await renderApp({ at: '/today', me: patient, documents, now });
    await userEvent.click(screen.getByRole('button', { name: 'Help' }));
    expect(await screen.findByRole('link', { name: 'Call 988' })).toHaveAttribute('href', 'tel:988');
    expect(screen.getByRole('link', { name: /Call 911/ })).toHaveAttribute('href', 'tel:911');
    await userEvent.click(screen.getByRole('button', { name: 'I need help' }));
    expect(await screen.findByText(/They have been told/)).toBeInTheDocument();
    expect(calls.some(({ path }) => path === '/sessions/s1/help')).toBe(true);
  });
});
