import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings, speak } from '../../test/render-screen';
import { languages } from '../i18n/language';
import { NetworkTest } from './network-test';
import type { NetworkVerdict } from './verdict';

const show = (...verdicts: readonly NetworkVerdict[]) => {
  const onAudioOnly = jest.fn();
  const left = [...verdicts];
  const tryIt = jest.fn(() => Promise.resolve(left.shift() ?? 'unknown'));
  render(
    <MantineProvider>
      <main>
        <h1>Test</h1>
        <NetworkTest onAudioOnly={onAudioOnly} tryIt={tryIt} />
      </main>
    </MantineProvider>,
  );
  return { onAudioOnly, tryIt };
};

describe('the test of the network', () => {
  beforeEach(() => speak('en'));

  it('says that the connection is good enough, and asks for nothing', async () => {
    show('good');
    expect(await screen.findByText('Your connection is good enough for video.')).toBeInTheDocument();
    expect(screen.queryByRole('switch')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('offers audio only where video may stutter', async () => {
    const { onAudioOnly } = show('fair');
    expect(await screen.findByText(/Video may stutter/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('switch', { name: /Audio only/ }));
    expect(onAudioOnly).toHaveBeenCalledWith(true);
  });

  it('says what to do on a network that blocks video, and tests again when asked', async () => {
    const { tryIt } = show('blocked', 'good');
    expect(await screen.findByText(/This network blocks video/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Test the connection again' }));
    expect(await screen.findByText('Your connection is good enough for video.')).toBeInTheDocument();
    expect(tryIt).toHaveBeenCalledTimes(2);
  });

  it.each(languages)('has nothing that axe objects to (%s)', async (language) => {
    await speak(language);
    document.title = 'Test';
    show('fair');
    await screen.findByRole('switch');
    expect(await axeFindings()).toEqual([]);
  });
});
