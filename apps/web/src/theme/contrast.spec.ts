import { describe, expect, it } from '@jest/globals';
import { contrast } from './contrast';
import { controlPairs, dark, light, textPairs } from './tokens';

describe('contrast', () => {
  it('is 21 between black and white and 1 of a colour with itself', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#14635a', '#14635a')).toBe(1);
  });

  describe.each([
    ['light', light],
    ['dark', dark],
  ] as const)('%s', (_, colours) => {
    it.each(textPairs)('%s on %s can be read', (foreground, background) => {
      expect(contrast(colours[foreground], colours[background])).toBeGreaterThanOrEqual(4.5);
    });

    it.each(controlPairs)('%s on %s can be seen', (foreground, background) => {
      expect(contrast(colours[foreground], colours[background])).toBeGreaterThanOrEqual(3);
    });
  });
});
