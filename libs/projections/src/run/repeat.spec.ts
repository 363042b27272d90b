import { describe, expect, it } from '@jest/globals';
import { repeat } from './repeat.js';

describe('what is done again and again', () => {
  it('goes on after a failure, which it tells, and ends when told to', async () => {
    const stopping = new AbortController();
    const told: unknown[] = [];
    let tries = 0;
    const work = (): Promise<void> => {
      tries += 1;
      if (tries === 3) stopping.abort();
      return tries === 1 ? Promise.reject(new Error('away')) : Promise.resolve();
    };
    await repeat(1, stopping.signal, work, (error) => told.push(error));
    expect(tries).toBe(3);
    expect(told).toEqual([new Error('away')]);
  });

  it('does not begin when it was told to end before', async () => {
    let tries = 0;
    const work = (): Promise<void> => {
      tries += 1;
      return Promise.resolve();
    };
    await repeat(1, AbortSignal.abort(), work, () => undefined);
    expect(tries).toBe(0);
  });
});
