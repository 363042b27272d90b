import { describe, expect, it } from '@jest/globals';
import { chanceOf } from './chance.js';
import { dotsOf } from './glyphs.js';
import { Picture } from './picture.js';
import { SAMPLE_RATE, Voice } from './voice.js';

const meanSquare = (samples: Int16Array): number =>
  samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;

describe('a simulated picture', () => {
  const look = { initials: 'AR', hue: 0.4 };

  it('moves', () => {
    const picture = new Picture(look, 320, 240);
    const first = Uint8Array.from(picture.frame(0, false));
    expect(Buffer.compare(first, picture.frame(200, false))).not.toBe(0);
  });

  it('shows when its person speaks', () => {
    const picture = new Picture(look, 320, 240);
    const quiet = Uint8Array.from(picture.frame(1_000, false));
    expect(Buffer.compare(quiet, picture.frame(1_000, true))).not.toBe(0);
  });

  it('differs from person to person', () => {
    const mine = new Picture(look, 320, 240).frame(0, false);
    const other = new Picture({ initials: 'JM', hue: 0.9 }, 320, 240).frame(0, false);
    expect(Buffer.compare(mine, other)).not.toBe(0);
  });

  it('never leaves the range that is drawn without wrapping around', () => {
    const picture = new Picture(look, 64, 48);
    for (let at = 0; at < 12_000; at += 137) {
      const light = picture.frame(at, true).subarray(0, 64 * 48);
      expect(Math.min(...light)).toBeGreaterThan(16);
      expect(Math.max(...light)).toBeLessThan(250);
    }
  });

  it('knows every letter, and leaves the rest empty', () => {
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') expect(dotsOf(letter).length).toBeGreaterThan(6);
    expect(dotsOf('?')).toEqual([]);
    expect(Math.max(...dotsOf('AB').map(({ x }) => x))).toBe(10);
  });
});

describe('a simulated voice', () => {
  it('is soft, and loud enough to count as speaking', () => {
    const level = 10 * Math.log10(meanSquare(new Voice('one').next(SAMPLE_RATE * 2)) / 32_767 ** 2);
    expect(level).toBeGreaterThan(-32);
    expect(level).toBeLessThan(-18);
  });

  it('goes on where it stopped', () => {
    const whole = new Voice('one').next(400);
    const voice = new Voice('one');
    expect([...voice.next(150), ...voice.next(250)]).toEqual([...whole]);
  });
});

describe('chance', () => {
  it('is the same for the same seed, and spread over its range', () => {
    const [a, b] = [chanceOf('seed'), chanceOf('seed')];
    const drawn = Array.from({ length: 1_000 }, () => a());
    expect(drawn).toEqual(Array.from({ length: 1_000 }, () => b()));
    expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
  });
});
