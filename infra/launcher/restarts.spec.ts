import { describe, expect, it } from '@jest/globals';
import { afterFall } from './restarts.mjs';

describe('a service that ended by itself', () => {
  it('is started again, each time a little later', () => {
    const waits = [1, 2, 3, 4, 5, 6].map((inARow) => afterFall(inARow));
    expect(waits.map((next) => (next.kind === 'again' ? next.afterMs : null))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 15_000,
    ]);
  });

  it('is given up in the end', () => {
    expect(afterFall(7)).toEqual({ kind: 'give up' });
  });
});
