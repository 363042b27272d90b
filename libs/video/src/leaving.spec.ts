import { describe, expect, it } from '@jest/globals';
import { leavingFact, middleOf } from './leaving.js';

const LONG_AGO = 0;
const noticedAt = 1_000_000;
const span = (reason: number, joinedAt = LONG_AGO) => {
  const { at, uncertaintyMs } = leavingFact(reason, noticedAt, joinedAt);
  return { earliest: at - uncertaintyMs, latest: at + uncertaintyMs };
};

describe('when somebody left', () => {
  it.each([
    [1, 'left'],
    [2, 'replaced-by-own-device'],
    [3, 'server-stopped'],
    [4, 'removed'],
    [5, 'room-closed'],
    [6, 'connection-lost'],
    [7, 'join-failed'],
    [9, 'connection-lost'],
    [10, 'room-closed'],
    [14, 'connection-lost'],
    [15, 'connection-lost'],
    [0, 'unknown'],
    [99, 'unknown'],
  ])('reason %i of LiveKit reads %s', (reason, expected) => {
    expect(leavingFact(reason, noticedAt, LONG_AGO).leaveReason).toBe(expected);
  });

  it('is within the second of the notice for somebody who said so', () => {
    const { earliest, latest } = span(1);
    expect(earliest).toBeLessThanOrEqual(noticedAt);
    expect(latest).toBeGreaterThanOrEqual(noticedAt + 999);
    expect(latest - earliest).toBeLessThan(2_000);
  });

  it('is well before the notice for somebody whose connection died, and covers what was measured', () => {
    const { earliest, latest } = span(14);
    for (const measured of [18_000, 20_000, 21_300]) {
      expect(earliest).toBeLessThanOrEqual(noticedAt - measured);
      expect(latest).toBeGreaterThanOrEqual(noticedAt + 999 - measured);
    }
    expect(latest).toBeLessThan(noticedAt);
  });

  it('is never before they came', () => {
    const joinedAt = noticedAt - 4_000;
    expect(span(14, joinedAt).earliest).toBeGreaterThanOrEqual(joinedAt);
    expect(span(14, joinedAt).latest).toBeGreaterThanOrEqual(joinedAt);
  });
});

describe('the middle of two moments', () => {
  it('covers both with its uncertainty', () => {
    const { at, uncertaintyMs } = middleOf(10, 15);
    expect(at - uncertaintyMs).toBeLessThanOrEqual(10);
    expect(at + uncertaintyMs).toBeGreaterThanOrEqual(15);
  });

  it('is certain when they are one', () => {
    expect(middleOf(7, 7)).toEqual({ at: 7, uncertaintyMs: 0 });
  });
});
