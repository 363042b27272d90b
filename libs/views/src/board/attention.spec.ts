import { describe, expect, it } from '@jest/globals';
import { byAttention, type Attended } from './attention.js';

const session = (sessionId: string, of: Partial<Attended> = {}): Attended => ({
  sessionId,
  startsAt: 0,
  status: 'live',
  unstaffedSince: null,
  signals: [],
  help: [],
  ...of,
});
const order = (...sessions: readonly Attended[]): readonly string[] =>
  [...sessions].sort(byAttention).map(({ sessionId }) => sessionId);

describe('the order of the board', () => {
  it('is safety, then unstaffed, then open help, then live, then the rest by time', () => {
    expect(
      order(
        session('cancelled', { status: 'cancelled' }),
        session('later', { status: 'scheduled', startsAt: 20 }),
        session('sooner', { status: 'scheduled', startsAt: 10 }),
        session('ended', { status: 'ended' }),
        session('doors', { status: 'doors-open' }),
        session('live'),
        session('help', { help: [{ answered: null }] }),
        session('unstaffed', { unstaffedSince: 1 }),
        session('safety', { status: 'sealed', signals: [{ closed: null }] }),
      ),
    ).toEqual(['safety', 'unstaffed', 'help', 'live', 'doors', 'sooner', 'later', 'ended', 'cancelled']);
  });

  it('puts nobody first for a signal that is closed or a request that was answered', () => {
    const settled = session('settled', {
      signals: [{ closed: { at: 1, disposition: 'assessed' } }],
      help: [{ answered: { by: 'maya', at: 1 } }],
    });
    expect(order(settled, session('unstaffed', { unstaffedSince: 1 }))).toEqual(['unstaffed', 'settled']);
  });

  it('is the same whatever it begins with, for sessions that are alike', () => {
    expect(order(session('b'), session('a'))).toEqual(order(session('a'), session('b')));
  });
});
