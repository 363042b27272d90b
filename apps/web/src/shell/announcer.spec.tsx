import { describe, expect, it } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { act, render, waitFor } from '@testing-library/react';
import { announce, Announcer } from './announcer';

const show = () =>
  render(
    <MantineProvider>
      <Announcer />
    </MantineProvider>,
  );
const region = () => document.querySelector('[data-announcer]');

describe('what is said aloud', () => {
  it('is said at once, and what comes meanwhile is said together, each as a sentence', async () => {
    show();
    act(() => announce('Dev came in'));
    expect(region()).toHaveTextContent(/^Dev came in\.$/);
    act(() => {
      announce('Alma raised a hand');
      announce('Video is back.');
    });
    await waitFor(() => expect(region()).toHaveTextContent(/^Alma raised a hand\. Video is back\.$/));
  });

  it('goes with the page it was about', () => {
    const { unmount } = show();
    act(() => {
      announce('Dev came in');
      announce('Dev asks for help in private');
    });
    unmount();
    show();
    expect(region()).toHaveTextContent(/^$/);
    act(() => announce('Alma came in'));
    expect(region()).toHaveTextContent(/^Alma came in\.$/);
  });
});
