import { describe, expect, it } from '@jest/globals';
import { Rejection } from '@hearth/domain';
import { unlessRefused } from './unless-refused.js';

describe('a command of a policy', () => {
  it('comes to what it is handled to', async () => {
    const refused: string[] = [];
    expect(
      await unlessRefused(
        () => Promise.resolve(7),
        ({ code }) => refused.push(code),
      ),
    ).toBe(7);
    expect(refused).toEqual([]);
  });

  it('comes to nothing when it is refused, and why is told', async () => {
    const refused: string[] = [];
    const handling = () => Promise.reject(new Rejection('invalid'));
    expect(await unlessRefused(handling, ({ code }) => refused.push(code))).toBeNull();
    expect(refused).toEqual(['invalid']);
  });

  it('fails when something is broken', async () => {
    const handling = () => Promise.reject(new Error('away'));
    await expect(unlessRefused(handling, () => undefined)).rejects.toThrow('away');
  });
});
