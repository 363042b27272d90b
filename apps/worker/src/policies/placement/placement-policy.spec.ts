import { describe, expect, it } from '@jest/globals';
import { enrollmentDecider, groupDecider, patientDecider, trackDecider } from '@hearth/domain';
import { foldStream, handleCommand } from '@hearth/eventstore';
import { GROUP, GroupWorld, MONDAY, TRACK } from '../../testing/group-world.js';
import { schedulePolicy } from '../schedule/schedule-policy.js';
import { claimPolicy } from './claim-policy.js';
import { placementPolicy } from './placement-policy.js';

const ENROLLMENT = 'enrollment-ana';
const act = (world: GroupWorld, id = ENROLLMENT) => placementPolicy(world.surroundings).act(id);
const transfer = (from: string, groupIds: string[], trackId: string | null = null) =>
  ({ type: 'TransferPatient', from, trackId, groupIds, why: 'clinical', at: MONDAY }) as const;
const rosterOf = async (world: GroupWorld, day: string) => {
  await schedulePolicy(world.surroundings).act(GROUP);
  const session = await world.sessionOn(day);
  return session.status === 'none' ? [] : session.plan.roster.map(({ patientId }) => patientId);
};
const stateOf = async (world: GroupWorld) =>
  (await foldStream(world.store, groupDecider, 'group', GROUP)).state;

describe('the places of an episode of care', () => {
  it('are taken in a group from the day of a transfer, in the middle of a week', async () => {
    const world = await new GroupWorld().withGroup();
    await world.enrollment(ENROLLMENT, transfer('2026-11-18', [GROUP]));
    await act(world);
    expect(await rosterOf(world, '2026-11-16')).toEqual([]);
    expect(await rosterOf(world, '2026-11-19')).toEqual(['patient-ana']);
  });

  it('are left from the day of a transfer to elsewhere', async () => {
    const world = await new GroupWorld().withGroup();
    await world.enrollment(ENROLLMENT, transfer('2026-11-02', [GROUP]));
    await act(world);
    expect(await rosterOf(world, '2026-11-19')).toEqual(['patient-ana']);
    await world.enrollment(ENROLLMENT, transfer('2026-11-18', []));
    await act(world);
    expect(await rosterOf(world, '2026-11-16')).toEqual(['patient-ana']);
    expect(await rosterOf(world, '2026-11-19')).toEqual([]);
  });

  it('are kept during a pause, in which the patient is expected in no session', async () => {
    const world = await new GroupWorld().withGroup();
    await world.enrollment(ENROLLMENT, transfer('2026-11-02', [GROUP]));
    await world.enrollment(ENROLLMENT, {
      type: 'PauseEnrollment',
      from: '2026-11-19',
      reasonCode: 'medical',
      expectedBackOn: null,
      at: MONDAY,
    });
    await act(world);
    expect(await rosterOf(world, '2026-11-16')).toEqual(['patient-ana']);
    expect(await rosterOf(world, '2026-11-19')).toEqual([]);
    await world.enrollment(ENROLLMENT, { type: 'ResumeEnrollment', on: '2026-11-23', at: MONDAY });
    await act(world);
    expect(await rosterOf(world, '2026-11-19')).toEqual([]);
    expect(await rosterOf(world, '2026-11-23')).toEqual(['patient-ana']);
  });

  it('end with the last day of the episode, and the patient can be enrolled again', async () => {
    const world = await new GroupWorld().withGroup();
    await world.enrollment(ENROLLMENT, transfer('2026-11-02', [GROUP]));
    await act(world);
    await world.enrollment(ENROLLMENT, {
      type: 'EndEnrollment',
      endedOn: '2026-11-19',
      disposition: 'completed',
      at: MONDAY,
    });
    await act(world);
    expect(await rosterOf(world, '2026-11-19')).toEqual(['patient-ana']);
    expect(await rosterOf(world, '2026-11-23')).toEqual([]);
    const { state } = await foldStream(world.store, patientDecider, 'patient', 'patient-ana');
    expect(state.status === 'none' ? {} : state.episodes[ENROLLMENT]?.endedOn).toBe('2026-11-19');
  });

  it('are taken and freed in a track', async () => {
    const world = await new GroupWorld().withGroup();
    await world.track({
      type: 'DefineTrack',
      trackId: TRACK,
      programmeId: 'programme',
      title: 'Adult evening',
      population: 'adult',
      partOfDay: 'evening',
      part2: false,
      capacity: 1,
      groupIds: [GROUP],
      at: 0,
    });
    await world.enrollment(ENROLLMENT, transfer('2026-11-16', [GROUP], TRACK));
    await act(world);
    await world.enrollment(ENROLLMENT, transfer('2026-11-18', [], null));
    await act(world);
    const { state } = await foldStream(world.store, trackDecider, 'track', TRACK);
    expect(state).toMatchObject({
      seats: [{ patientId: 'patient-ana', from: '2026-11-16', until: '2026-11-18' }],
    });
  });

  it('are tried for again when there was none', async () => {
    const world = await new GroupWorld().withGroup();
    for (const name of ['cal', 'dan'])
      await world.group({ type: 'JoinGroup', patientId: name, enrollmentId: `e-${name}`, at: 1 });
    await world.enrollment(ENROLLMENT, transfer('2026-11-18', [GROUP]));
    const { lookAgainAt } = await act(world);
    expect(lookAgainAt).toBeGreaterThan(world.now);
    await world.group({ type: 'LeaveGroup', patientId: 'dan', at: 2 });
    expect((await act(world)).lookAgainAt).toBeNull();
    expect(await stateOf(world)).toMatchObject({
      members: [{ patientId: 'cal' }, { patientId: 'patient-ana' }],
    });
  });

  it('change nothing when they are looked at again', async () => {
    const world = await new GroupWorld().withGroup();
    await world.enrollment(ENROLLMENT, transfer('2026-11-18', [GROUP]));
    await act(world);
    const before = await world.events('group', GROUP);
    await placementPolicy(world.restarted()).act(ENROLLMENT);
    expect(await world.events('group', GROUP)).toEqual(before);
  });
});

describe('the claim of an episode', () => {
  const claim = { type: 'ClaimEpisode', enrollmentId: 'enrollment-new', startsOn: '2026-12-01' } as const;
  const episodes = async (world: GroupWorld) => {
    const { state } = await foldStream(world.store, patientDecider, 'patient', 'patient-ana');
    return state.status === 'none' ? [] : Object.keys(state.episodes);
  };

  it('is released when no enrollment follows', async () => {
    const world = await new GroupWorld().withGroup();
    // Of a past day, as when something is entered afterwards.
    const command = { ...claim, at: 0 };
    await handleCommand(world.store, patientDecider, 'patient', 'patient-ana', command, world.by());
    const policy = claimPolicy(world.surroundings);
    const { lookAgainAt } = await policy.act('patient-ana');
    expect(await episodes(world)).toEqual(['enrollment-new']);
    world.now = lookAgainAt ?? 0;
    await policy.act('patient-ana');
    expect(await episodes(world)).toEqual([]);
  });

  it('stays when one does', async () => {
    const world = await new GroupWorld().withGroup();
    await act(world);
    world.now += 24 * 3_600_000;
    expect((await claimPolicy(world.surroundings).act('patient-ana')).lookAgainAt).toBeNull();
    expect(await episodes(world)).toEqual([ENROLLMENT]);
    expect((await foldStream(world.store, enrollmentDecider, 'enrollment', ENROLLMENT)).state.status).toBe(
      'running',
    );
  });
});
