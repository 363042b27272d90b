import { describe, expect, it } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { speak } from '../../test/render-screen';
import { HoldCard, isHeld } from './hold-card';

const running = { status: 'live', breakSince: null, unstaffedSince: 1_000 } as const;

describe('a group on hold', () => {
  it('is one that nobody has led for half a minute, outside breaks', () => {
    expect(isHeld(running, 30_999)).toBe(false);
    expect(isHeld(running, 31_000)).toBe(true);
    expect(isHeld({ ...running, unstaffedSince: null }, 99_000)).toBe(false);
    expect(isHeld({ ...running, breakSince: 500 }, 99_000)).toBe(false);
    expect(isHeld({ ...running, status: 'ended' }, 99_000)).toBe(false);
  });

  it.each([
    ['en', /The group is on hold/, /Press both feet/],
    ['es', /El grupo está en pausa/, /pies/],
  ] as const)('says what has happened and what to do, in %s', async (language, title, tip) => {
    await speak(language);
    render(
      <MantineProvider>
        <HoldCard />
      </MantineProvider>,
    );
    expect(screen.getByRole('status', { name: title })).toHaveTextContent(tip);
  });
});
