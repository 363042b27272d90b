import { describe, expect, it } from '@jest/globals';
import { ephemeralSealSigner, sealSession } from '@hearth/platform';
import { END, LEAD, MINUTE, SESSION, World } from '../../testing/world.js';
import { rootPolicy } from './root-policy.js';

const signer = ephemeralSealSigner();
/** The world's programme is in New York, where its day ends at 05:00 UTC. */
const MIDNIGHT = Date.UTC(2026, 10, 17, 5, 0);
const HOUR = 60 * MINUTE;

const worldWith = async (sessionsOfDay: readonly string[], views = { whole: true }) => {
  const world = await new World().prepare();
  await world.hold();
  await world.end();
  await sealSession(world.store, signer, SESSION, { kind: 'staff', id: LEAD }, END, world.by());
  const options = {
    signer,
    sessionsOfDay: () => Promise.resolve(sessionsOfDay),
    viewsAreWhole: () => Promise.resolve(views.whole),
  };
  const act = () => rootPolicy(world.restarted(), options).act('programme');
  const roots = async () =>
    (await world.events('programme', 'programme')).filter(({ type }) => type === 'DayRooted');
  return { world, act, roots };
};

describe('the root of a day', () => {
  it("waits for the programme's midnight, and is made once", async () => {
    const { world, act, roots } = await worldWith([SESSION]);
    expect((await act()).lookAgainAt).toBe(MIDNIGHT);
    expect(await roots()).toEqual([]);
    world.now = MIDNIGHT;
    await act();
    expect((await act()).lookAgainAt).toBeNull();
    expect(await roots()).toMatchObject([{ data: { day: '2026-11-16', unsealed: [], firstSequence: 0 } }]);
  });

  it('waits for sessions of the day that are not sealed, but not for ever', async () => {
    const { world, act, roots } = await worldWith([SESSION, 'late']);
    await world.open('late');
    world.now = MIDNIGHT + HOUR;
    expect((await act()).lookAgainAt).toBe(MIDNIGHT + HOUR + 5 * MINUTE);
    world.now = MIDNIGHT + 12 * HOUR;
    await act();
    expect(await roots()).toMatchObject([{ data: { unsealed: ['late'] } }]);
  });

  it('is not made of views that are being built, however late it is', async () => {
    const views = { whole: false };
    const { world, act, roots } = await worldWith([], views);
    world.now = MIDNIGHT + 13 * HOUR;
    expect((await act()).lookAgainAt).toBe(MIDNIGHT + 13 * HOUR + MINUTE);
    expect(await roots()).toEqual([]);
    views.whole = true;
    await act();
    expect(await roots()).toHaveLength(1);
  });
});
