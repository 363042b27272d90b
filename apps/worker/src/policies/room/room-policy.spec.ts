import { beforeEach, describe, expect, it } from '@jest/globals';
import { participantIdentity } from '@hearth/domain';
import { noSighting, VideoUnavailable, type ListedRoom, type RoomService } from '@hearth/video';
import { LEAD, MINUTE, SESSION, START, World } from '../../testing/world.js';
import { roomPolicy, type RoomPolicyOptions } from './room-policy.js';
import type { LastPoll } from './sightings.js';

const ROOM = `${SESSION}.0`;

const setUp = async () => {
  const world = await new World().prepare();
  const asked: string[] = [];
  const livekit = { isAway: false, listed: [] as readonly ListedRoom[], voidedAt: 0 };
  const answer = <Result>(what: string, result: Result): Promise<Result> => {
    if (livekit.isAway) return Promise.reject(new VideoUnavailable('away'));
    asked.push(what);
    return Promise.resolve(result);
  };
  const rooms: RoomService = {
    ensureRoom: ({ room }) => answer(`ensure ${room.sessionId}.${room.epoch}`, { roomSid: 'RM_1' }),
    deleteRoom: (room) => answer(`delete ${room.sessionId}.${room.epoch}`, undefined),
    remove: (_, identity) => answer(`remove ${identity}`, 'removed'),
    mute: () => answer('mute', { muted: 0 }),
    setPermission: () => answer('permit', 'set'),
    listPresent: () => answer('list', livekit.listed),
    health: () => Promise.resolve({ ready: true }),
  };
  let kept: LastPoll = { at: 0, about: '', sighting: noSighting };
  const sightings: RoomPolicyOptions['sightings'] = {
    last: () => Promise.resolve(kept),
    keep: (_, poll) => {
      kept = poll;
      return Promise.resolve();
    },
    voidedAt: () => Promise.resolve(livekit.voidedAt),
  };
  const policy = roomPolicy(world.surroundings, { rooms, sightings });
  return { world, asked, livekit, look: () => policy.act(SESSION) };
};

const present = (identity: string, participantSid: string, joinedAt = START) => ({
  participantSid,
  identity,
  active: true,
  joinedAt,
  hidden: false,
  ordinary: true,
  camera: true,
  microphone: true,
});
const listing = (...participants: ListedRoom['participants']): readonly ListedRoom[] => [
  { roomName: ROOM, roomSid: 'RM_1', createdAt: START, recording: false, participants },
];
const identityOf = (patientId: string) => participantIdentity(SESSION, { kind: 'patient', id: patientId });

describe('the room of a session', () => {
  let at: Awaited<ReturnType<typeof setUp>>;
  beforeEach(async () => {
    at = await setUp();
  });

  const presenceFacts = async () =>
    (await at.world.events('session', SESSION)).filter(({ data }) => data['witness'] === 'livekit-poll');

  it('is there while the session is open, and looked at every 8 s', async () => {
    const outcome = await at.look();
    expect(at.asked).toContain(`ensure ${ROOM}`);
    expect(outcome.lookAgainAt).toBe(at.world.now + 8_000);
    at.asked.length = 0;
    await at.world.session({ type: 'EnterWaitingRoom', patientId: 'patient-ana', at: at.world.now });
    expect((await at.look()).lookAgainAt).toBe(outcome.lookAgainAt);
    expect(at.asked).toEqual([]);
  });

  it('is made again as soon as LiveKit is back', async () => {
    at.livekit.isAway = true;
    expect((await at.look()).lookAgainAt).toBe(at.world.now + 3_000);
    at.livekit.isAway = false;
    await at.look();
    at.asked.length = 0;
    at.livekit.voidedAt = at.world.now;
    at.world.now += 1;
    await at.look();
    expect(at.asked).toContain(`ensure ${ROOM}`);
  });

  it('tells the session who is in it when a webhook was lost, and who is gone when two polls have missed them', async () => {
    await at.world.hold();
    await at.world.session({ type: 'EnterWaitingRoom', patientId: 'patient-ben', at: START });
    at.world.now = START + MINUTE;
    at.livekit.listed = listing(
      present(identityOf('patient-ana'), 'PA_1'),
      present(participantIdentity(SESSION, { kind: 'staff', id: LEAD }), 'PA_2'),
    );
    await at.look();
    expect(await presenceFacts()).toMatchObject([
      {
        type: 'ParticipantJoined',
        data: { participantSid: 'PA_2', person: { kind: 'staff', id: LEAD }, at: START },
      },
    ]);
    at.livekit.listed = listing(present(identityOf('patient-ana'), 'PA_1'));
    for (let polls = 0; polls < 2; polls += 1) {
      at.world.now += 8_000;
      await at.look();
    }
    expect((await presenceFacts()).at(-1)).toMatchObject({
      type: 'ParticipantLeft',
      data: { participantSid: 'PA_2' },
    });
  });

  it('does not hold whoever was removed, nor a stranger', async () => {
    await at.world.hold();
    await at.world.session({
      type: 'RemoveParticipant',
      patientId: 'patient-ana',
      by: LEAD,
      at: START + MINUTE,
      reasonCode: 'disruptive',
      reason: 'Kept shouting',
    });
    at.livekit.listed = listing(present(identityOf('patient-ana'), 'PA_9'), present('a-stranger', 'PA_8'));
    await at.look();
    expect(at.asked).toEqual(
      expect.arrayContaining([`remove ${identityOf('patient-ana')}`, 'remove a-stranger']),
    );
  });

  it('tells why somebody is gone who was removed, when no webhook did', async () => {
    await at.world.hold();
    at.livekit.listed = listing(present(identityOf('patient-ana'), 'PA_1'));
    await at.look();
    await at.world.session({
      type: 'RemoveParticipant',
      patientId: 'patient-ana',
      by: LEAD,
      at: START + MINUTE,
      reasonCode: 'disruptive',
      reason: 'Kept shouting',
    });
    at.livekit.listed = listing();
    for (let polls = 0; polls < 3; polls += 1) {
      at.world.now += 8_000;
      await at.look();
    }
    expect((await presenceFacts()).at(-1)).toMatchObject({
      type: 'ParticipantLeft',
      data: { participantSid: 'PA_1', leaveReason: 'removed' },
    });
  });

  it('is gone after the end, and whoever was in it is known to have left', async () => {
    await at.world.hold();
    await at.look();
    await at.world.end();
    const first = await at.look();
    expect(at.asked).toContain(`delete ${ROOM}`);
    expect(first.lookAgainAt).toBe(at.world.now + 10_000);
    at.world.now += 10_000;
    await at.look();
    expect(await presenceFacts()).toMatchObject([
      { type: 'ParticipantLeft', data: { participantSid: 'PA_1' } },
    ]);
    expect((await at.look()).lookAgainAt).toBeNull();
  });

  it('of long ago is left alone when history is told again', async () => {
    await at.world.hold();
    await at.world.end();
    at.world.now += 25 * 60 * MINUTE;
    expect((await at.look()).lookAgainAt).toBeNull();
    expect(at.asked).toEqual([]);
  });
});
