import { describe, expect, it } from '@jest/globals';
import { attendanceOf, type SessionEvent, verifySeal } from '@hearth/domain';
import { correctSession, ephemeralSealSigner } from '@hearth/platform';
import { END, LEAD, MINUTE, SESSION, World } from '../../testing/world.js';
import { abandonedPolicy } from '../abandoned/abandoned-policy.js';
import { creditPolicy } from '../credit/credit-policy.js';
import { sealPolicy } from './seal-policy.js';

const signer = ephemeralSealSigner();
const options = { signer, deadlineMinutes: 60 };

const sealOf = async (world: World) => {
  const events = (await world.events('session', SESSION)) as readonly SessionEvent[];
  return { events, sealed: events.filter((event) => event.type === 'AttendanceSealed') };
};
const creditsOf = async (world: World, enrollmentId: string) =>
  (await world.events('enrollment', enrollmentId)).flatMap(({ type, data }) =>
    type === 'AttendanceCredited' ? [data] : [],
  );

const overdue = async () => {
  const world = await new World().prepare();
  await world.hold();
  await world.end();
  world.now = END + 61 * MINUTE;
  await sealPolicy(world.surroundings, options).act(SESSION);
  return world;
};

describe('a session that nobody sealed', () => {
  it('is left to its facilitator until the deadline', async () => {
    const world = await new World().prepare();
    const policy = sealPolicy(world.surroundings, options);
    await world.hold();
    expect((await policy.act(SESSION)).lookAgainAt).toBeNull();
    await world.end();
    expect((await policy.act(SESSION)).lookAgainAt).toBe(END + 60 * MINUTE);
    expect((await sealOf(world)).sealed).toEqual([]);
  });

  it('is sealed after it, once, with a seal that can be checked', async () => {
    const world = await overdue();
    await sealPolicy(world.restarted(), options).act(SESSION);
    const { events, sealed } = await sealOf(world);
    expect(sealed).toHaveLength(1);
    const [one] = sealed;
    const inputs = attendanceOf(events);
    if (one === undefined || inputs === null) throw new Error('nothing was sealed');
    expect(
      verifySeal(inputs, one.data.attendance, one.data.seal, one.data.leafSecret, signer.isSigned),
    ).toBeNull();
    expect((await world.events('programme', 'programme')).map(({ type }) => type)).toEqual([
      'ProgrammeEstablished',
      'SealChained',
    ]);
  });
});

describe('a sealed session', () => {
  it('leaves its minutes with each episode of care, once', async () => {
    const world = await overdue();
    await creditPolicy(world.surroundings).act(SESSION);
    await creditPolicy(world.restarted()).act(SESSION);
    const [ana, ...more] = await creditsOf(world, 'enrollment-ana');
    expect(more).toEqual([]);
    expect(ana).toMatchObject({ sessionId: SESSION, day: '2026-11-16', correction: 0 });
    expect(await creditsOf(world, 'enrollment-ben')).toMatchObject([{ countedMs: 0, flags: ['absent'] }]);
  });

  it('leaves each correction too, numbered', async () => {
    const world = await overdue();
    await creditPolicy(world.surroundings).act(SESSION);
    await correctSession(
      world.store,
      signer,
      SESSION,
      {
        correctionId: 'k1',
        patientId: 'patient-ana',
        by: LEAD,
        at: world.now,
        basis: 'not-attending',
        reason: 'The device was left on',
        salt: 'salt',
        presence: [],
        withdrawn: [{ roomSid: 'RM_1', participantSid: 'PA_1' }],
        takeLateFacts: false,
      },
      world.by(),
    );
    await creditPolicy(world.restarted()).act(SESSION);
    expect(await creditsOf(world, 'enrollment-ana')).toMatchObject([
      { correction: 0 },
      { correction: 1, rawMs: 0, flags: ['absent', 'corrected'] },
    ]);
    expect(await creditsOf(world, 'enrollment-ben')).toHaveLength(1);
  });
});

describe('a session that nobody ended', () => {
  it('goes on while somebody is in it, and is ended when it is deserted', async () => {
    const world = await new World().prepare();
    const policy = abandonedPolicy(world.surroundings);
    await world.hold();
    expect((await policy.act(SESSION)).lookAgainAt).toBe(END + 30 * MINUTE);
    world.now = END + 40 * MINUTE;
    expect((await policy.act(SESSION)).lookAgainAt).toBeGreaterThan(world.now);
    await world.session({
      type: 'RecordLeft',
      roomSid: 'RM_1',
      participantSid: 'PA_1',
      person: { kind: 'patient', id: 'patient-ana' },
      witness: 'livekit-webhook',
      at: world.now,
      uncertaintyMs: 0,
      leaveReason: 'left',
    });
    world.now += 20 * MINUTE;
    expect((await policy.act(SESSION)).lookAgainAt).toBeNull();
    expect((await world.events('session', SESSION)).at(-1)).toMatchObject({
      type: 'SessionEnded',
      data: { by: { kind: 'system' } },
    });
  });
});
