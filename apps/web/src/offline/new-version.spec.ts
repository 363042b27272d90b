import { describe, expect, it, jest } from '@jest/globals';
import { createNewVersion } from './new-version';
import { holdRoom, unlessInRoom } from './room-lock';

/** As much of the browser's locks as is used: shared holders, and a try for the lock alone. */
const fakeLocks = (): LockManager => {
  let holders = 0;
  const request = async (
    _name: string,
    options: LockOptions,
    act: (lock: Lock | null) => unknown,
  ): Promise<unknown> => {
    if (options.ifAvailable === true) return act(holders === 0 ? { mode: 'exclusive', name: 'l' } : null);
    holders += 1;
    try {
      return await act({ mode: 'shared', name: 'l' });
    } finally {
      holders -= 1;
    }
  };
  return { request: request as LockManager['request'], query: () => Promise.resolve({}) };
};

const scene = () => {
  const locks = fakeLocks();
  const takeOver = jest.fn(() => Promise.resolve());
  const reload = jest.fn();
  const version = createNewVersion({ takeOver, reload, unlessInRoom: (act) => unlessInRoom(locks, act) });
  return { locks, takeOver, reload, version };
};

describe('a newer version', () => {
  it('takes over when somebody comes to another screen, once', async () => {
    const { version, takeOver, reload } = scene();
    await version.arrived();
    expect(reload).not.toHaveBeenCalled();
    version.found();
    await version.arrived();
    await version.arrived();
    expect([takeOver, reload].map((each) => each.mock.calls.length)).toEqual([1, 1]);
  });

  it('takes over on a screen that nobody touches, but never over something typed', async () => {
    const { version, reload } = scene();
    version.found();
    version.typed();
    await version.idle();
    expect(reload).not.toHaveBeenCalled();
    await version.arrived();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('waits while somebody is in a room, in whatever window', async () => {
    const { locks, version, reload } = scene();
    const leave = holdRoom(locks);
    version.found();
    await version.arrived();
    expect(reload).not.toHaveBeenCalled();
    leave();
    await Promise.resolve();
    await Promise.resolve();
    await version.arrived();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('stays away where the browser cannot say whether somebody is in a room', async () => {
    const act = jest.fn(() => Promise.resolve());
    await unlessInRoom(undefined, act);
    holdRoom(undefined)();
    expect(act).not.toHaveBeenCalled();
  });
});
