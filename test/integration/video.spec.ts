import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { participantIdentity } from '@hearth/domain';
import {
  livekitRoomService,
  noSighting,
  reconcile,
  roomToken,
  VideoRefused,
  VideoUnavailable,
  type RoomPart,
  type RoomService,
  type SessionRoom,
} from '@hearth/video';
import { randomUUID } from 'node:crypto';
import { eventually } from '../fixtures/eventually.js';
import { LiveKit, LIVEKIT_KEY } from '../fixtures/livekit/livekit.js';
import { WebhookInbox } from '../fixtures/livekit/webhook-inbox.js';
import { Participants } from '../fixtures/participants/participants.js';

jest.setTimeout(90_000);

const asUrl = (url: string): string => url.replace(/^http/, 'ws');

describe('a real LiveKit', () => {
  let inbox: WebhookInbox;
  let livekit: LiveKit;
  let rooms: RoomService;
  let people: Participants;

  beforeAll(async () => {
    inbox = await WebhookInbox.open();
    livekit = await LiveKit.start(inbox.url);
    rooms = livekitRoomService({ ...LIVEKIT_KEY, url: livekit.url });
    people = await Participants.start();
  });
  afterAll(async () => {
    await people?.end();
    await livekit?.remove();
    await inbox?.close();
  });

  const newRoom = async (): Promise<SessionRoom> => {
    const room = { sessionId: randomUUID(), epoch: 0 };
    await rooms.ensureRoom({ room, maxParticipants: 10, keepForSeconds: 600 });
    return room;
  };
  const identityOf = (room: SessionRoom, name: string): string =>
    participantIdentity(room.sessionId, { kind: 'patient', id: name });
  const tokenFor = (room: SessionRoom, name: string, part: RoomPart = 'member'): Promise<string> =>
    roomToken(LIVEKIT_KEY, { room, identity: identityOf(room, name), part });
  const join = async (room: SessionRoom, name: string, part: RoomPart = 'member', by = people, key = name) =>
    by.connect(`${room.sessionId}/${key}`, {
      url: asUrl(livekit.url),
      token: await tokenFor(room, name, part),
      publishes: part !== 'observer',
      listens: part !== 'member',
    });
  const present = async (room: SessionRoom) => (await rooms.listPresent([room]))[0]?.participants ?? [];
  const presentOne = async (room: SessionRoom, name: string) =>
    (await present(room)).find(({ identity }) => identity === identityOf(room, name));

  it('is ready, and knows nothing of a room that was not made', async () => {
    expect(await rooms.health()).toEqual({ ready: true });
    const absent = { sessionId: randomUUID(), epoch: 0 };
    expect(await rooms.listPresent([absent])).toEqual([]);
    expect(await rooms.remove(absent, 'nobody')).toBe('not-there');
    expect(await rooms.mute(absent, 'nobody')).toEqual({ muted: 0 });
    expect(await rooms.setPermission(absent, 'nobody', { part: 'member' })).toBe('not-there');
    await rooms.deleteRoom(absent);
    await expect(join(absent, 'early')).rejects.toThrow();
  });

  it('keeps a room that is made twice', async () => {
    const room = await newRoom();
    const again = await rooms.ensureRoom({ room, maxParticipants: 10, keepForSeconds: 600 });
    expect((await rooms.listPresent([room]))[0]?.roomSid).toBe(again.roomSid);
  });

  it('tells who joined and who left, when, and how surely', async () => {
    const room = await newRoom();
    const before = Date.now();
    const { participantSid, roomSid } = await join(room, 'ana');
    const after = Date.now();
    const joined = await inbox.joined(participantSid);
    expect(joined).toMatchObject({ roomSid, identity: identityOf(room, 'ana'), hidden: false });
    expect(joined.at + joined.uncertaintyMs).toBeGreaterThanOrEqual(before);
    expect(joined.at - joined.uncertaintyMs).toBeLessThanOrEqual(after);
    await eventually('camera and microphone are published', async () => {
      const ana = await presentOne(room, 'ana');
      return ana?.active === true && ana.camera && ana.microphone;
    });

    const leaving = Date.now();
    await people.disconnect(`${room.sessionId}/ana`);
    const left = await inbox.left(participantSid);
    expect(left.leaveReason).toBe('left');
    expect(left.at + left.uncertaintyMs).toBeGreaterThanOrEqual(leaving);
    expect(left.at - left.uncertaintyMs).toBeLessThanOrEqual(Date.now());
    expect(await present(room)).toEqual([]);
  });

  it('lets somebody hear who speaks', async () => {
    const room = await newRoom();
    await join(room, 'speaker');
    await join(room, 'facilitator', 'facilitator');
    people.speak(`${room.sessionId}/speaker`, true);
    await people.until('the speaker is heard', 'speaking', ({ key, identities }) => {
      return key === `${room.sessionId}/facilitator` && identities.includes(identityOf(room, 'speaker'));
    });
    people.speak(`${room.sessionId}/speaker`, false);
  });

  it('tells of a second device of the same person', async () => {
    const room = await newRoom();
    const first = await join(room, 'two');
    const second = await join(room, 'two', 'member', people, 'two-again');
    expect(second.participantSid).not.toBe(first.participantSid);
    expect(await inbox.left(first.participantSid)).toMatchObject({
      leaveReason: 'replaced-by-own-device',
    });
    await inbox.joined(second.participantSid);
    expect(await people.ended(`${room.sessionId}/two`)).toMatchObject({ reason: 'replaced' });
  });

  it('removes somebody, and says so', async () => {
    const room = await newRoom();
    const { participantSid } = await join(room, 'out');
    expect(await rooms.remove(room, identityOf(room, 'out'))).toBe('removed');
    expect(await inbox.left(participantSid)).toMatchObject({ leaveReason: 'removed' });
    expect(await people.ended(`${room.sessionId}/out`)).toMatchObject({ reason: 'removed' });
  });

  it('mutes a microphone', async () => {
    const room = await newRoom();
    await join(room, 'loud');
    await eventually('the microphone is on', async () => (await presentOne(room, 'loud'))?.microphone);
    expect(await rooms.mute(room, identityOf(room, 'loud'))).toEqual({ muted: 1 });
    expect((await presentOne(room, 'loud'))?.microphone).toBe(false);
    expect(await rooms.mute(room, identityOf(room, 'loud'))).toEqual({ muted: 0 });
  });

  it('keeps camera and microphone while the right to a screen comes and goes', async () => {
    const room = await newRoom();
    await join(room, 'floor');
    await eventually('camera and microphone are on', async () => {
      const now = await presentOne(room, 'floor');
      return now?.camera === true && now.microphone;
    });
    const identity = identityOf(room, 'floor');
    expect(await rooms.setPermission(room, identity, { part: 'member', sharesScreen: true })).toBe('set');
    expect(await presentOne(room, 'floor')).toMatchObject({ camera: true, microphone: true });
    expect(await rooms.setPermission(room, identity, { part: 'member' })).toBe('set');
    expect(await presentOne(room, 'floor')).toMatchObject({ camera: true, microphone: true });
    expect(await rooms.setPermission(room, identity, { part: 'observer' })).toBe('set');
    await eventually('an observer publishes nothing', async () => {
      const now = await presentOne(room, 'floor');
      return now !== undefined && !now.camera && !now.microphone;
    });
  });

  it('shows an observer to everybody', async () => {
    const room = await newRoom();
    const { participantSid } = await join(room, 'supervisor', 'observer');
    expect(await inbox.joined(participantSid)).toMatchObject({ hidden: false });
    expect(await presentOne(room, 'supervisor')).toMatchObject({
      hidden: false,
      camera: false,
      microphone: false,
    });
  });

  it('ends a room for all', async () => {
    const room = await newRoom();
    const one = await join(room, 'one');
    const two = await join(room, 'two');
    await rooms.deleteRoom(room);
    for (const { participantSid } of [one, two]) {
      expect(await inbox.left(participantSid)).toMatchObject({ leaveReason: 'room-closed' });
    }
    expect(await people.ended(one.key)).toMatchObject({ reason: 'room-closed' });
    await eventually('the room is finished', () =>
      inbox.of('room-finished').find(({ roomSid }) => roomSid === one.roomSid),
    );
  });

  it('does not let an older epoch into the next one', async () => {
    const room = await newRoom();
    const next = { ...room, epoch: 1 };
    await rooms.ensureRoom({ room: next, maxParticipants: 10, keepForSeconds: 600 });
    const token = await tokenFor(room, 'banned');
    await rooms.deleteRoom(room);
    const key = `${room.sessionId}/banned`;
    await expect(people.connect(key, { url: asUrl(livekit.url), token })).rejects.toThrow();
    expect(await present(next)).toEqual([]);
  });

  it('notices late that somebody is gone without a word, and the fact says how late', async () => {
    const room = await newRoom();
    const doomed = await Participants.start();
    const { participantSid } = await join(room, 'tunnel', 'member', doomed);
    await inbox.joined(participantSid);
    const gone = Date.now();
    await doomed.kill();
    const left = await inbox.left(participantSid, 60_000);
    expect(left.leaveReason).toBe('connection-lost');
    expect(Math.abs(left.at - gone)).toBeLessThanOrEqual(left.uncertaintyMs);
  });

  it('refuses a wrong key, and is unavailable when it is away', async () => {
    const stranger = livekitRoomService({ ...LIVEKIT_KEY, apiSecret: 'x'.repeat(40), url: livekit.url });
    await expect(stranger.listPresent([{ sessionId: 'any', epoch: 0 }])).rejects.toThrow(VideoRefused);
    const nowhere = livekitRoomService({ ...LIVEKIT_KEY, url: 'http://127.0.0.1:9' });
    await expect(nowhere.listPresent([{ sessionId: 'any', epoch: 0 }])).rejects.toThrow(VideoUnavailable);
    expect(await nowhere.health()).toMatchObject({ ready: false });
  });

  it('loses everything when it is killed, and a poll finds out what it did not tell', async () => {
    const room = await newRoom();
    const { participantSid, roomSid } = await join(room, 'through');
    const joined = await inbox.joined(participantSid);
    const open = { roomName: joined.roomName, roomSid, participantSid, lastSeenAt: joined.at };
    const seen = reconcile(await rooms.listPresent([room]), [open], noSighting, Date.now());
    const webhooksBefore = inbox.of('left').length;

    const killed = Date.now();
    await livekit.kill();
    await expect(rooms.listPresent([room])).rejects.toThrow(VideoUnavailable);
    await livekit.bringUp();
    const made = await rooms.ensureRoom({ room, maxParticipants: 10, keepForSeconds: 600 });
    expect(made.roomSid).not.toBe(roomSid);
    const again = await eventually('the participant is back by itself', () =>
      inbox.of('joined').find((one) => one.identity === joined.identity && one.roomSid === made.roomSid),
    );

    const known = { ...open, roomSid: again.roomSid, participantSid: again.participantSid };
    const { facts } = reconcile(await rooms.listPresent([room]), [open, known], seen.sighting, Date.now());
    expect(facts).toMatchObject([
      { kind: 'left', leaveReason: 'server-stopped', connection: { participantSid } },
    ]);
    const [fact] = facts;
    expect(fact !== undefined && Math.abs(fact.at - killed) <= fact.uncertaintyMs).toBe(true);
    expect(
      inbox
        .of('left')
        .slice(webhooksBefore)
        .filter((left) => left.participantSid === participantSid),
    ).toEqual([]);
  });
});
