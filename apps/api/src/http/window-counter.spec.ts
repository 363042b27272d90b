import { describe, expect, it } from '@jest/globals';
import { steadyCounter } from './redis-window-counter.js';
import { WindowCounter, type WindowCounting } from './window-counter.js';

describe('a counter of requests', () => {
  it('begins a window with the first count, and another when it is over', async () => {
    const clock = { at: 0 };
    const counter = new WindowCounter(() => clock.at);
    expect(await counter.add('a', 100)).toEqual({ count: 1, endsInMs: 100 });
    clock.at = 60;
    expect(await counter.add('a', 100)).toEqual({ count: 2, endsInMs: 40 });
    expect(await counter.add('b', 100)).toEqual({ count: 1, endsInMs: 100 });
    clock.at = 100;
    expect(await counter.add('a', 100)).toEqual({ count: 1, endsInMs: 100 });
  });

  it('does not stretch a window when the clock is set back', async () => {
    const clock = { at: 1_000 };
    const counter = new WindowCounter(() => clock.at);
    await counter.add('a', 100);
    clock.at = 10;
    expect(await counter.add('a', 100)).toEqual({ count: 1, endsInMs: 100 });
  });

  it('goes on in this process while the one for all is away, and says so once', async () => {
    const away = { is: false };
    const together: WindowCounting = {
      add: () => (away.is ? Promise.reject(new Error('away')) : Promise.resolve({ count: 41, endsInMs: 5 })),
    };
    const told: unknown[] = [];
    const counter = steadyCounter(together, new WindowCounter(() => 0), (error) => told.push(error));
    expect((await counter.add('a', 100)).count).toBe(41);
    away.is = true;
    expect((await counter.add('a', 100)).count).toBe(1);
    expect((await counter.add('a', 100)).count).toBe(2);
    expect(told).toHaveLength(1);
    away.is = false;
    expect((await counter.add('a', 100)).count).toBe(41);
  });
});
