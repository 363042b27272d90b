import { describe, expect, it } from '@jest/globals';
import { keepTrying, PAUSES_MS } from './retry';

/** A network that a test turns on, and timers that it lets run out. */
const scene = () => {
  const pauses: number[] = [];
  const shown: string[] = [];
  let due: (() => void) | null = null;
  const world = { there: false, asked: 0, back: 0 };
  const tryNow = keepTrying({
    isThere: () => {
      world.asked += 1;
      return Promise.resolve(world.there);
    },
    after: (ms, act) => {
      pauses.push(ms);
      due = act;
      return () => {
        due = null;
      };
    },
    goBack: () => {
      world.back += 1;
    },
    show: (state) => shown.push(state),
  });
  const runOut = async (): Promise<void> => {
    due?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { world, pauses, shown, tryNow, runOut };
};

describe('trying again', () => {
  it('asks ever more seldom while there is nothing, and says what it does', async () => {
    const { pauses, shown, runOut } = scene();
    for (let times = 0; times < PAUSES_MS.length; times += 1) await runOut();
    expect(pauses).toEqual([...PAUSES_MS, PAUSES_MS.at(-1)]);
    expect(shown.slice(0, 3)).toEqual(['waiting', 'trying', 'waiting']);
  });

  it('goes back once, as soon as the page is there', async () => {
    const { world, runOut } = scene();
    await runOut();
    expect(world.back).toBe(0);
    world.there = true;
    await runOut();
    await runOut();
    expect(world).toMatchObject({ asked: 2, back: 1 });
  });

  it('tries at once when there is new hope, and soon again after it', async () => {
    const { world, pauses, tryNow, runOut } = scene();
    await runOut();
    await runOut();
    tryNow();
    tryNow();
    await Promise.resolve();
    await Promise.resolve();
    expect(world.asked).toBe(3);
    expect(pauses.at(-1)).toBe(PAUSES_MS[0]);
  });
});
