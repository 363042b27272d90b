import { describe, expect, it } from '@jest/globals';
import { steadyOrder } from './steady-order';

describe('steadyOrder', () => {
  it('leaves what is shown where it is, adds what is new at the end and drops what is gone', () => {
    expect(steadyOrder(['a', 'b', 'c'], ['c', 'd', 'a'])).toEqual(['a', 'c', 'd']);
  });
});
