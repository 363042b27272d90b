import { describe, expect, it } from '@jest/globals';
import { ServerClock } from './server-clock';

describe('ServerClock', () => {
  it('is the device before anything is known', () => {
    expect(new ServerClock(() => 42).now()).toBe(42);
  });

  it('believes the message that was delayed least', () => {
    let local = 10_000;
    const clock = new ServerClock(() => local);
    clock.observe(15_000); // came at once
    local = 11_000;
    clock.observe(15_400); // was 600 ms on its way
    expect(clock.now()).toBe(16_000);
  });

  it('follows a clock that was set back, after some messages', () => {
    let local = 10_000;
    const clock = new ServerClock(() => local);
    clock.observe(10_000);
    local = 5_000;
    for (let message = 0; message < 30; message += 1) clock.observe(10_000);
    expect(clock.now()).toBe(10_000);
    local = 20_000;
    for (let message = 0; message < 30; message += 1) clock.observe(12_000);
    expect(clock.now()).toBe(12_000);
  });
});
