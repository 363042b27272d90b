import { beforeEach, describe, expect, it } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { speak } from '../../test/render-screen';
import { Trouble } from '../api/problem';
import { App } from '../app';
import { createQueries } from '../queries';
import type { LiveEntry } from './live-entry';
import { LiveSocket } from './live-socket';
import { LiveStore } from './live-store';
import { WithLive } from './with-live';

const show = (entry: LiveEntry<'room'>, title?: string) =>
  render(
    <App queries={createQueries()} live={new LiveStore(new LiveSocket())}>
      <WithLive view="room" viewKey="s1" entry={entry} title={title}>
        {(room) => <h1>{room.title}</h1>}
      </WithLive>
    </App>,
  );

const headings = () => screen.queryAllByRole('heading', { level: 1 }).map((heading) => heading.textContent);

describe('a screen that is named by its document', () => {
  beforeEach(() => speak('en'));

  it.each([
    ['loading', { state: 'loading' }, 'Loading'],
    ['empty', { state: 'absent' }, 'Session'],
    ['refused', { state: 'refused', trouble: new Trouble('forbidden') }, 'Session'],
  ] as const)('has one heading while it is %s', (_, entry, heading) => {
    show(entry, 'Session');
    expect(headings()).toEqual([heading]);
  });

  it('adds none to a screen that has its own', () => {
    show({ state: 'loading' });
    expect(headings()).toEqual([]);
  });
});
