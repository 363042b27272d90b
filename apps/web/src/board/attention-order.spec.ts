import { describe, expect, it } from '@jest/globals';
import { boardSessionOf, signal } from '../../test/staff-documents';
import { byAttention } from './attention-order';

describe('byAttention', () => {
  it('puts safety first, then unstaffed, then open help, then live, then the rest by time', () => {
    const plain = { help: [], signals: [] };
    const later = boardSessionOf({ ...plain, sessionId: 'later', status: 'scheduled', startsAt: 20 });
    const sooner = boardSessionOf({ ...plain, sessionId: 'sooner', status: 'scheduled', startsAt: 10 });
    const live = boardSessionOf({ ...plain, sessionId: 'live' });
    const help = boardSessionOf({ sessionId: 'help', signals: [] });
    const unstaffed = boardSessionOf({ ...plain, sessionId: 'unstaffed', unstaffedSince: 1 });
    const safety = boardSessionOf({ ...plain, sessionId: 'safety', status: 'sealed', signals: [signal()] });
    expect(byAttention([later, sooner, live, help, unstaffed, safety]).map((each) => each.sessionId)).toEqual(
      ['safety', 'unstaffed', 'help', 'live', 'sooner', 'later'],
    );
  });

  it('does not put a session first for a signal that is closed', () => {
    const closed = signal({ closed: { at: 1, disposition: 'assessed' } });
    const quiet = boardSessionOf({ sessionId: 'quiet', help: [], signals: [closed] });
    const unstaffed = boardSessionOf({ sessionId: 'unstaffed', help: [], signals: [], unstaffedSince: 1 });
    expect(byAttention([quiet, unstaffed])[0]?.sessionId).toBe('unstaffed');
  });
});
