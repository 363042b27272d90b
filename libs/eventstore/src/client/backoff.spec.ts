import { describe, expect, it } from '@jest/globals';
import { pause } from './backoff.js';

describe('a pause', () => {
  it('is not waited for to its end when it is aborted', async () => {
    const stopping = new AbortController();
    const pausing = pause(3_600_000, stopping.signal);
    stopping.abort();
    await expect(pausing).resolves.toBeUndefined();
  });
});
