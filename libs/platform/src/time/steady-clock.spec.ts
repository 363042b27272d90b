import { beforeEach, describe, expect, it } from '@jest/globals';
import { steadyClock } from './steady-clock.js';

const EPOCH = 1_700_000_000_000;
const MINUTE = 60_000;

describe('a steady clock', () => {
  let passed = 0;
  let set = 0;
  let slept = 0;
  const sources = {
    wall: () => EPOCH + passed + slept + set,
    monotonic: () => 5_000 + passed,
    uptime: () => 5_000 + Math.floor((passed + slept) / 1_000) * 1_000,
  };
  beforeEach(() => {
    passed = set = slept = 0;
  });

  it('is the wall clock as long as nobody sets that', () => {
    const clock = steadyClock(sources);
    passed = 90 * MINUTE;
    set = 20;
    expect(clock.now()).toBe(sources.wall());
    expect(clock.kept().off).toBe(false);
  });

  it.each([2 * MINUTE, -2 * MINUTE])('goes on when the wall clock is set by %i ms', (by) => {
    const steps: number[] = [];
    const clock = steadyClock(sources, null, (ms) => steps.push(ms));
    const before = clock.now();
    set = by;
    passed = 10_000;
    expect(Math.abs(clock.now() - before - 10_000)).toBeLessThan(5);
    expect(steps).toEqual([by]);
    expect(clock.kept().off).toBe(true);
  });

  it('tells of a second step, and is in time again when that takes the first one back', () => {
    const steps: number[] = [];
    const clock = steadyClock(sources, null, (ms) => steps.push(ms));
    set = 2 * MINUTE;
    clock.now();
    set = -2 * MINUTE;
    clock.now();
    set = 0;
    clock.now();
    expect(steps).toEqual([2 * MINUTE, -2 * MINUTE, 0]);
    expect(clock.kept().off).toBe(false);
  });

  it('creeps towards the wall clock, by less than a second an hour', () => {
    const clock = steadyClock(sources);
    set = 2 * MINUTE;
    clock.now();
    passed = 60 * MINUTE;
    const off = sources.wall() - clock.now();
    expect(off).toBeLessThan(2 * MINUTE);
    expect(off).toBeGreaterThan(2 * MINUTE - 1_000);
  });

  it('tells the same time in a process that begins after the step', () => {
    const first = steadyClock(sources);
    set = 2 * MINUTE;
    passed = 1_000;
    const second = steadyClock(sources, first.kept());
    expect(Math.abs(second.now() - first.now())).toBeLessThan(5);
  });

  it('goes on in a process that begins after a step that nobody lived to notice', () => {
    const first = steadyClock(sources);
    const kept = first.kept();
    const before = first.now();
    set = 2 * MINUTE;
    passed = 1_000;
    expect(steadyClock(sources, kept).now() - before).toBe(1_000);
  });

  it('does not go by what was kept before the machine slept', () => {
    const kept = steadyClock(sources).kept();
    slept = 5 * MINUTE;
    expect(steadyClock(sources, kept).now()).toBe(sources.wall());
  });

  it('believes a wall clock that was wrong altogether, and one of a machine that slept', () => {
    const clock = steadyClock(sources);
    set = 24 * 60 * MINUTE;
    expect(clock.now()).toBe(sources.wall());
    slept = 5 * MINUTE;
    expect(clock.now()).toBe(sources.wall());
  });
});
