import { describe, expect, it } from '@jest/globals';
import { freshness } from './freshness.js';

const NOW = 1_000_000;
const reported = { feedAt: NOW - 500, caughtUp: true, waiting: 0, parked: 0 };

describe('how fresh screens are told that they are', () => {
  it('is live while the feed reports and nothing piles up', () => {
    expect(freshness(reported, null, NOW)).toEqual({ serverTime: NOW, state: 'live', since: null });
  });

  it('is catching up while the feed is behind, or many pokes wait', () => {
    expect(freshness({ ...reported, caughtUp: false }, null, NOW).state).toBe('catching-up');
    expect(freshness({ ...reported, waiting: 500 }, null, NOW)).toMatchObject({ state: 'catching-up' });
  });

  it('is stale since the last word of the feed, also when nobody can be asked', () => {
    expect(freshness({ ...reported, feedAt: NOW - 60_000 }, null, NOW)).toMatchObject({
      state: 'stale',
      since: NOW - 60_000,
    });
    expect(freshness(null, NOW - 7_000, NOW)).toMatchObject({ state: 'stale', since: NOW - 7_000 });
    expect(freshness(null, null, NOW)).toMatchObject({ state: 'stale', since: null });
  });
});
