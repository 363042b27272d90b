import { describe, expect, it } from '@jest/globals';
import {
  instantAt,
  sessionDecider,
  startOfDay,
  type SessionCommand,
  type SessionState,
} from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import { GROUP, GroupWorld, MONDAY } from '../../testing/group-world.js';
import { holidayPolicy, schedulePolicy } from './schedule-policy.js';

const NEW_YORK = 'America/New_York';
const act = (world: GroupWorld) => schedulePolicy(world.surroundings).act(GROUP);
const planned = (state: SessionState) => {
  if (state.status === 'none') throw new Error('there is no such session');
  return state.plan;
};
const told = async (world: GroupWorld, day: string) =>
  (await world.events('session', world.sessionIdOn(day))).map(({ type }) => type);

describe('sessions of a recurring group', () => {
  it('are there for four weeks, with the group’s people, and no further', async () => {
    const world = await new GroupWorld().withGroup();
    await world.group({ type: 'JoinGroup', patientId: 'patient-ana', enrollmentId: 'enrollment-ana', at: 1 });
    await act(world);
    const first = planned(await world.sessionOn('2026-11-16'));
    expect(first).toMatchObject({
      groupId: GROUP,
      occurrence: { slotId: 'evening', day: '2026-11-16' },
      startsAt: instantAt('2026-11-16', '17:30', NEW_YORK),
      roster: [{ patientId: 'patient-ana', enrollmentId: 'enrollment-ana' }],
    });
    expect((await world.sessionOn('2026-12-14')).status).toBe('scheduled');
    expect((await world.sessionOn('2026-12-17')).status).toBe('none');
  });

  it('are looked at again on the next day, when the horizon has moved', async () => {
    const world = await new GroupWorld().withGroup();
    const { lookAgainAt } = await act(world);
    expect(lookAgainAt).toBe(startOfDay('2026-11-17', NEW_YORK));
    world.now = MONDAY + 3 * 24 * 3_600_000;
    await act(world);
    expect((await world.sessionOn('2026-12-17')).status).toBe('scheduled');
  });

  it('are made once, however often it is looked, by whichever process', async () => {
    const world = await new GroupWorld().withGroup();
    await act(world);
    await schedulePolicy(world.restarted()).act(GROUP);
    await Promise.all([act(world), act(world)]);
    expect(await told(world, '2026-11-16')).toEqual(['SessionScheduled']);
  });

  it('are not made up for a time that is over', async () => {
    const world = await new GroupWorld().withGroup();
    world.now = instantAt('2026-11-16', '17:45', NEW_YORK);
    await act(world);
    expect((await world.sessionOn('2026-11-16')).status).toBe('none');
    expect((await world.sessionOn('2026-11-19')).status).toBe('scheduled');
  });

  it('move when the group meets at another time', async () => {
    const world = await new GroupWorld().withGroup();
    await act(world);
    await world.schedule('18:00');
    await act(world);
    expect(await told(world, '2026-11-16')).toEqual(['SessionScheduled', 'SessionRescheduled']);
    expect(planned(await world.sessionOn('2026-11-16')).startsAt).toBe(
      instantAt('2026-11-16', '18:00', NEW_YORK),
    );
  });

  it('are put right when a time zone has changed its rules since', async () => {
    const world = await new GroupWorld().withGroup();
    await act(world);
    const id = world.sessionIdOn('2026-11-19');
    // As an older time zone database would have had it.
    const startsAt = instantAt('2026-11-19', '16:30', NEW_YORK);
    const wrong: SessionCommand = {
      type: 'RescheduleSession',
      startsAt,
      endsAt: startsAt + 3_600_000,
      reasonCode: 'other',
      at: MONDAY,
    };
    await handleCommand(world.store, sessionDecider, 'session', id, wrong, world.by());
    await act(world);
    expect(planned(await world.sessionOn('2026-11-19')).startsAt).toBe(
      instantAt('2026-11-19', '17:30', NEW_YORK),
    );
  });

  it('are called off when the group meets on that day no more', async () => {
    const world = await new GroupWorld().withGroup();
    await act(world);
    await world.schedule('17:30', 'FREQ=WEEKLY;BYDAY=MO');
    await act(world);
    expect((await world.sessionOn('2026-11-19')).status).toBe('cancelled');
    expect((await world.sessionOn('2026-11-16')).status).toBe('scheduled');
  });

  it('are called off one by one, and restored as new ones', async () => {
    const world = await new GroupWorld().withGroup();
    await act(world);
    const at = { slotId: 'evening', day: '2026-11-19', at: MONDAY };
    await world.group({ type: 'SkipOccurrence', ...at, reasonCode: 'staff' });
    await act(world);
    expect((await world.sessionOn('2026-11-19')).status).toBe('cancelled');
    await world.group({ type: 'RestoreOccurrence', ...at });
    await act(world);
    expect((await world.sessionOn('2026-11-19')).status).toBe('cancelled');
    expect((await world.sessionOn('2026-11-19', 1)).status).toBe('scheduled');
  });

  it('get the substitute and the guest of that day', async () => {
    const world = await new GroupWorld().withGroup();
    await act(world);
    const at = { slotId: 'evening', day: '2026-11-19', at: MONDAY };
    await world.group({
      type: 'SubstituteFacilitator',
      ...at,
      absentId: 'staff-lead',
      substituteId: 'staff-third',
    });
    await world.group({
      type: 'InviteGuest',
      ...at,
      patientId: 'patient-ben',
      enrollmentId: 'enrollment-ben',
    });
    await act(world);
    const plan = planned(await world.sessionOn('2026-11-19'));
    expect(plan.facilitators.map(({ staffId }) => staffId)).toEqual(['staff-third', 'staff-second']);
    expect(plan.roster.map(({ patientId }) => patientId)).toEqual(['patient-ben']);
    expect(planned(await world.sessionOn('2026-11-16')).roster).toEqual([]);
  });

  it('stay as they are once their doors are open', async () => {
    const world = await new GroupWorld().withGroup();
    await act(world);
    const id = world.sessionIdOn('2026-11-16');
    const open: SessionCommand = {
      type: 'OpenDoors',
      by: 'staff-lead',
      at: instantAt('2026-11-16', '17:00', NEW_YORK),
    };
    await handleCommand(world.store, sessionDecider, 'session', id, open, world.by());
    await world.schedule('18:00');
    await act(world);
    expect(await told(world, '2026-11-16')).toEqual(['SessionScheduled', 'DoorsOpened']);
  });

  it('are called off on holidays that are declared', async () => {
    const world = await new GroupWorld().withGroup();
    await act(world);
    const thanksgiving = { day: '2026-11-26', title: 'Thanksgiving' };
    await world.programme({ type: 'DeclareHolidays', holidays: [thanksgiving], at: MONDAY });
    await holidayPolicy(world.surroundings, { groupsOf: () => Promise.resolve([GROUP]) }).act('programme');
    expect(await world.events('session', world.sessionIdOn('2026-11-26'))).toContainEqual({
      type: 'SessionCancelled',
      data: { at: MONDAY, reasonCode: 'holiday' },
    });
  });

  it('are none of a group without a week', async () => {
    const world = await new GroupWorld().prepare();
    expect(await act(world)).toEqual({ revision: -1, lookAgainAt: null });
  });
});
