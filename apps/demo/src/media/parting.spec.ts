import { describe, expect, it } from '@jest/globals';
import { inTime, Partings, TooLate } from './parting.js';

const never = new Promise<never>(() => undefined);

describe('parting from a room', () => {
  it('keeps the room that the native side has given up, so that it is never collected', async () => {
    const partings = new Partings();
    await partings.partFrom({ disconnect: () => Promise.reject(new Error('handle not found')) });
    expect(partings.kept).toBe(1);
  });

  it('lets go of one that it has left, and of one that does not answer', async () => {
    const partings = new Partings(1);
    await partings.partFrom({ disconnect: () => Promise.resolve() });
    await partings.partFrom({ disconnect: () => never });
    expect(partings.kept).toBe(0);
  });
});

describe('what has to be in time', () => {
  it('comes out as it is, or too late', async () => {
    expect(await inTime(Promise.resolve('there'), 60_000)).toBe('there');
    await expect(inTime(Promise.reject(new Error('no')), 60_000)).rejects.toThrow('no');
    await expect(inTime(never, 1)).rejects.toThrow(TooLate);
  });
});
