import { beforeEach, describe, expect, it } from '@jest/globals';
import { authorizationDecider, MINUTE, taskDecider, type AuthorizationCommand } from '@hearth/domain';
import { foldStream, handleCommand } from '@hearth/eventstore';
import { authorizationsOfEnrollment } from '@hearth/views';
import { MemoryViewReader } from '../../testing/memory-view-reader.js';
import { START, World } from '../../testing/world.js';
import { authorizationPolicy, unitsPolicy } from './authorization-policy.js';

const ID = 'authorization-ana';
const EPISODE = 'enrollment-ana';
const terms = {
  payer: 'Commercial (S9480)',
  levelOfCare: 'iop',
  codes: ['S9480'],
  revenueCode: '0905',
  units: 30,
  from: '2026-10-05',
  to: '2026-12-11',
  usedBefore: 0,
  review: { nextOn: null, everyDays: null },
  telehealth: { placeOfService: 'by-residence', modifier: '95' },
} as const;

describe('what somebody is told of an authorization', () => {
  let world: World;
  let views: MemoryViewReader;

  const tell = (command: AuthorizationCommand) =>
    handleCommand(world.store, authorizationDecider, 'authorization', ID, command, world.by());
  const used = (units: number, changes = 1, credits = 0) => {
    views.index(authorizationsOfEnrollment(EPISODE), [ID]);
    views.put('authorization-use', EPISODE, {
      credits,
      authorizations: [{ authorizationId: ID, changes, used: units }],
    });
  };
  const look = () => authorizationPolicy(world.surroundings, views).act(ID);
  const tasks = async () => {
    const ids = await world.streams('task');
    const states = await Promise.all(
      ids.map(async (id) => (await foldStream(world.store, taskDecider, 'task', id)).state),
    );
    return states.flatMap((state) => (state.status === 'none' ? [] : [[state.task.kind, state.status]]));
  };

  beforeEach(async () => {
    world = await new World().prepare();
    views = new MemoryViewReader();
    world.now = START;
    await tell({
      type: 'EnterAuthorization',
      authorizationId: ID,
      enrollmentId: EPISODE,
      patientId: 'patient-ana',
      programmeId: 'programme',
      ...terms,
      codes: ['S9480'],
      by: 'sam',
      at: 1,
      letter: { number: 'A-4711' },
    });
  });

  it('is a task for whoever supervises at 24 of 30 units, once, and none at 23', async () => {
    used(23);
    expect((await look()).lookAgainAt).toBe(START + 15 * MINUTE);
    expect(await tasks()).toEqual([]);
    used(24);
    await unitsPolicy(world.surroundings, views).act(EPISODE);
    await look();
    expect(await tasks()).toEqual([['units-used', 'open']]);
  });

  it('is taken back when a correction takes the unit back, and comes again with it', async () => {
    used(24);
    await look();
    used(23);
    await look();
    expect(await tasks()).toEqual([['units-used', 'withdrawn']]);
    used(24);
    await look();
    expect(await tasks()).toEqual([['units-used', 'open']]);
  });

  it('waits for views that do not know yet what the authorization knows', async () => {
    used(24, 0);
    expect((await look()).lookAgainAt).toBe(START + 3_000);
    expect(await tasks()).toEqual([]);
  });

  it('tells of the end and of a review, and is quiet once both are dealt with', async () => {
    used(0);
    const change: AuthorizationCommand = {
      type: 'ChangeAuthorization',
      authorizationId: ID,
      ...terms,
      codes: ['S9480'],
      to: '2026-11-20',
      review: { nextOn: '2026-11-17', everyDays: 7 },
      by: 'sam',
      at: 2,
      letter: { number: 'A-4711' },
    };
    await tell(change);
    used(0, 2);
    await look();
    expect((await tasks()).sort()).toEqual([
      ['authorization-ending', 'open'],
      ['review-due', 'open'],
    ]);
    await tell({
      type: 'RecordReview',
      authorizationId: ID,
      on: '2026-11-16',
      outcome: 'continued',
      by: 'sam',
      at: 3,
    });
    await tell({ ...change, to: '2026-12-31', review: { nextOn: '2026-11-23', everyDays: 7 } });
    used(0, 4);
    await look();
    expect((await tasks()).map(([, status]) => status)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('says nothing of one that is closed', async () => {
    used(30);
    await tell({ type: 'CloseAuthorization', authorizationId: ID, why: 'replaced', by: 'sam', at: 4 });
    used(30, 2);
    expect((await look()).lookAgainAt).toBeNull();
    expect(await tasks()).toEqual([]);
  });
});
