import { describe, expect, it } from '@jest/globals';
import { doubtSeconds } from './running';

describe('doubtSeconds', () => {
  it('rounds doubt up', () => {
    expect(doubtSeconds(18_001)).toBe(19);
  });
});
