import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { openMachineClock, type ClockMemory, type Machine, type MachineClock } from './machine-clock.js';

const EPOCH = 1_700_000_000_000;
const SET_BY = 50_000;
const logger = pino({ level: 'silent' });

/** What Redis holds, and for how long. */
const memory = (): ClockMemory & { held: Map<string, { value: string; seconds: number }> } => {
  const held = new Map<string, { value: string; seconds: number }>();
  return {
    held,
    get: (key) => Promise.resolve(held.get(key)?.value ?? null),
    set: (key, value, _unit, seconds) => {
      held.set(key, { value, seconds });
      return Promise.resolve('OK');
    },
  };
};

describe('the clock of a machine', () => {
  let passed = 0;
  let set = 0;
  let boot: string | null = 'this start';
  let redis = memory();
  const clocks: MachineClock[] = [];
  const machine: Machine = {
    sources: {
      wall: () => EPOCH + passed + set,
      monotonic: () => passed,
      uptime: () => Math.floor(passed / 1_000) * 1_000,
    },
    bootId: () => Promise.resolve(boot),
  };
  const begun = async (): Promise<MachineClock> => {
    const clock = await openMachineClock(redis, logger, machine);
    clocks.push(clock);
    return clock;
  };
  const seconds = (): readonly number[] => [...redis.held.values()].map((one) => one.seconds);

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    passed = set = 0;
    boot = 'this start';
    redis = memory();
  });
  afterEach(async () => {
    await Promise.all(clocks.splice(0).map((clock) => clock.stop()));
    jest.useRealTimers();
  });

  it('is kept for a minute, so that a step which nobody lived to notice is not believed', async () => {
    await begun();
    expect(seconds()).toEqual([60]);
    set = SET_BY;
    passed = 400;
    const next = await begun();
    expect(next.now()).toBe(EPOCH + 400);
  });

  it('is kept for long as soon as a step was noticed', async () => {
    const clock = await begun();
    set = -SET_BY;
    clock.now();
    await Promise.resolve();
    expect(seconds()).toEqual([7 * 24 * 3_600]);
    const next = await begun();
    expect(Math.abs(next.now() - clock.now())).toBeLessThan(5);
  });

  it('is told again each second, and no longer once it is not needed', async () => {
    const clock = await begun();
    redis.held.clear();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(seconds()).toEqual([60]);
    await clock.stop();
    redis.held.clear();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(seconds()).toEqual([]);
  });

  it('belongs to one start of the machine, and to nobody where a start has no name', async () => {
    await begun();
    set = SET_BY;
    boot = 'the next start';
    expect((await begun()).now()).toBe(EPOCH + SET_BY);
    redis.held.clear();
    boot = null;
    expect((await begun()).now()).toBe(EPOCH + SET_BY);
    expect(seconds()).toEqual([]);
  });

  it.each(['17.5', 'no clock', '{"offset":"soon"}'])(
    'begins with the wall clock when %s is kept',
    async (value) => {
      redis.held.set('hearth:machine-clock:this start', { value, seconds: 60 });
      expect((await begun()).now()).toBe(EPOCH);
    },
  );
});
