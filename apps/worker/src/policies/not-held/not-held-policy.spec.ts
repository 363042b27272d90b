import { describe, expect, it } from '@jest/globals';
import { END, LEAD, MINUTE, scheduleOf, SESSION, START, World } from '../../testing/world.js';
import { notHeldPolicy } from './not-held-policy.js';

const WAIT = 120 * MINUTE;

const scheduled = async (): Promise<World> => {
  const world = new World();
  await world.session(scheduleOf(SESSION));
  return world;
};
const told = async (world: World) => (await world.events('session', SESSION)).map(({ type }) => type);

describe('a session whose doors nobody ever opened', () => {
  it('is waited for until long after its end, and then was not held, once', async () => {
    const world = await scheduled();
    const policy = notHeldPolicy(world.surroundings);
    expect((await policy.act(SESSION)).lookAgainAt).toBe(END + WAIT);
    world.now = END + WAIT - 1;
    await policy.act(SESSION);
    expect(await told(world)).toEqual(['SessionScheduled']);
    world.now = END + WAIT;
    expect((await policy.act(SESSION)).lookAgainAt).toBeNull();
    await policy.act(SESSION);
    await notHeldPolicy(world.restarted()).act(SESSION);
    expect((await world.events('session', SESSION)).slice(1)).toEqual([
      { type: 'SessionCancelled', data: { at: END + WAIT, reasonCode: 'not-held' } },
    ]);
  });

  it('was held when they were opened, however late', async () => {
    const world = await scheduled();
    const policy = notHeldPolicy(world.surroundings);
    world.now = END + WAIT - MINUTE;
    await world.session({ type: 'OpenDoors', by: LEAD, at: world.now });
    world.now = END + 10 * WAIT;
    expect((await policy.act(SESSION)).lookAgainAt).toBeNull();
    expect(await told(world)).toEqual(['SessionScheduled', 'DoorsOpened']);
  });

  it('moves with its time', async () => {
    const world = await scheduled();
    const policy = notHeldPolicy(world.surroundings);
    const day = 24 * 60 * MINUTE;
    const times = { startsAt: START + day, endsAt: END + day };
    await world.session({ type: 'RescheduleSession', ...times, reasonCode: 'staff', at: START - MINUTE });
    world.now = END + WAIT;
    expect((await policy.act(SESSION)).lookAgainAt).toBe(END + day + WAIT);
  });

  it('has as much time when it is told of afterwards, as history that is laid down', async () => {
    const world = new World();
    world.now = END + 30 * WAIT;
    await world.session(scheduleOf(SESSION));
    const policy = notHeldPolicy(world.restarted());
    expect((await policy.act(SESSION)).lookAgainAt).toBe(world.now + WAIT);
    expect(await told(world)).toEqual(['SessionScheduled']);
  });

  it('has as much time when Hearth was away meanwhile', async () => {
    const world = await scheduled();
    world.now = END + 3 * WAIT;
    const policy = notHeldPolicy(world.restarted());
    expect((await policy.act(SESSION)).lookAgainAt).toBe(END + 4 * WAIT);
    world.now = END + 4 * WAIT;
    await policy.act(SESSION);
    expect(await told(world)).toEqual(['SessionScheduled', 'SessionCancelled']);
  });
});
