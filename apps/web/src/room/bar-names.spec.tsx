import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { now, patient, patientRoom, still } from '../../test/patient-documents';
import { renderApp } from '../../test/render-app';
import { speak, stubApi } from '../../test/render-screen';
import { ScriptedRoom } from '../../test/scripted-room';
import { App } from '../app';
import { languages } from '../i18n/translation';
import { LiveSocket } from '../live/live-socket';
import { LiveStore } from '../live/live-store';
import { createQueries } from '../queries';
import { spokenName } from './bar-button';
import { MediaButtons, MoreMenu } from './media-buttons';
import { RoomConnection } from './room-connection';
import { ShareMenu } from './share-menu';

jest.setTimeout(40_000);

/** What devices there are is known a moment later. */
const show = (content: ReactNode) =>
  act(async () => {
    render(
      <App queries={createQueries()} live={new LiveStore(new LiveSocket())}>
        <nav>{content}</nav>
      </App>,
    );
    await Promise.resolve();
  });

/** What each button shows, and the name that a screen reader says and voice control listens for. */
const buttons = () =>
  within(screen.getByRole('navigation'))
    .getAllByRole('button')
    .map((button) => ({
      shown: [...button.querySelectorAll('span')].map((span) => span.textContent.toLowerCase()),
      spoken: (button.getAttribute('aria-label') ?? '').toLowerCase(),
    }));

const expectNamed = (count: number): void => {
  const found = buttons();
  expect(found).toHaveLength(count);
  for (const { shown, spoken } of found) {
    expect(shown.length).toBeGreaterThan(0);
    for (const words of shown) expect(spoken).toContain(words);
  }
};

const connected = async (camera: boolean, microphone: boolean): Promise<RoomConnection> => {
  const connection = new RoomConnection({
    fetchToken: () => Promise.resolve({ url: 'ws://video', token: 'jwt', identity: 'ana', canPublish: true }),
    createRoom: () => Promise.resolve(new ScriptedRoom()),
    heartbeat: () => undefined,
    presence: () => undefined,
    reportMedia: () => Promise.resolve(),
    monotonic: () => 0,
    random: () => 0.5,
  });
  await act(async () => {
    connection.start({ camera, microphone, audioOnly: false });
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  });
  return connection;
};

describe('the spoken name of a button', () => {
  it('is what it does when that says what it shows, and both otherwise', () => {
    expect(spokenName('Raise hand', 'Hand')).toBe('Raise hand');
    expect(spokenName('Turn microphone on', 'Mic is off')).toBe('Mic is off: Turn microphone on');
    expect(spokenName('Turn microphone off', 'Mic')).toBe('Mic: Turn microphone off');
  });
});

describe.each(languages)('every button of the bar is called what it shows (%s)', (language) => {
  beforeEach(() => speak(language));

  it.each([true, false])('microphone, camera and more, when they are on: %s', async (on) => {
    stubApi({});
    const connection = await connected(on, on);
    expect(connection.state()).toMatchObject({ microphone: { on }, camera: { on } });
    await show(
      <>
        <MediaButtons connection={connection} />
        <MoreMenu connection={connection} />
      </>,
    );
    expectNamed(3);
    act(() => connection.stop());
  });

  it.each([null, { mine: true }])('share, or stop sharing: %j', async (share) => {
    await show(
      <ShareMenu
        share={share === null ? null : { ...share, kind: 'voice', identity: 'ana' }}
        busy={false}
        disabled={false}
        canShareScreen
        onStart={() => undefined}
        onEnd={() => undefined}
      />,
    );
    expectNamed(1);
  });

  it.each([true, false])('the whole bar of a patient whose hand is up: %s', async (handRaised) => {
    const room = patientRoom({}, { place: 'in-room', counted: still(4), handRaised });
    const off = { status: 503, body: { code: 'video-off', correlationId: 'c', details: {} } };
    await renderApp({
      at: '/session/s1/room',
      me: patient,
      documents: { 'patient-room s1': room },
      now,
      language,
      answers: { 'POST /sessions/s1/token': off },
    });
    expectNamed(8);
  });
});
