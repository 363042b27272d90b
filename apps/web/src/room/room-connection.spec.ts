import type { RoomToken } from '@hearth/contracts';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ana, ScriptedRoom } from '../../test/scripted-room';
import { Trouble } from '../api/problem';
import { RoomConnection } from './room-connection';
import type { VideoRoomEvents } from './video-room';

const token: RoomToken = { url: 'ws://video', token: 'jwt', identity: 'identity-ana', canPublish: true };

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};

const begin = async (answers: readonly (RoomToken | Trouble)[] = [], room = new ScriptedRoom()) => {
  const left = [...answers];
  const ports = {
    fetchToken: jest.fn(() => {
      const next = left.shift() ?? token;
      return next instanceof Trouble ? Promise.reject(next) : Promise.resolve(next);
    }),
    createRoom: (events: VideoRoomEvents) => {
      room.events = events;
      return Promise.resolve(room);
    },
    heartbeat: jest.fn((_message: { state: string; participantSid: string }) => undefined),
    presence: jest.fn((_state: 'here' | 'gone') => undefined),
    reportMedia: jest.fn((_report: { participantSid: string; camera: boolean; microphone: boolean }) =>
      Promise.resolve(),
    ),
    monotonic: () => 0,
    random: () => 0.5,
  };
  const connection = new RoomConnection(ports);
  connection.start({ camera: true, microphone: true, audioOnly: false });
  await settle();
  const phase = () => connection.state().phase;
  return { connection, room, ports, phase };
};

describe('RoomConnection', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('comes in with camera and microphone as chosen, and says once what it sends', async () => {
    const { connection, ports, phase } = await begin();
    expect(phase()).toEqual({ name: 'in-room', reconnecting: false });
    expect(connection.state()).toMatchObject({
      camera: { on: true },
      microphone: { on: true },
      members: [ana],
    });
    expect(ports.reportMedia.mock.calls).toEqual([
      [{ participantSid: 'PA_1', camera: true, microphone: true }],
    ]);
  });

  it('stays in the room when the camera cannot be had, and says why', async () => {
    const room = new ScriptedRoom();
    room.broken.set('camera', Object.assign(new Error(), { name: 'NotAllowedError' }));
    const { connection, phase } = await begin([], room);
    expect(phase().name).toBe('in-room');
    expect(connection.state().camera).toEqual({ on: false, busy: false, trouble: 'denied' });
    expect(connection.state().microphone.on).toBe(true);
  });

  it('has the camera off in the end when audio only is chosen while it is being turned on', async () => {
    const room = new ScriptedRoom();
    let ready = (): void => undefined;
    room.slow.set('camera', new Promise((resolve) => (ready = resolve)));
    const { connection } = await begin([], room);
    expect(connection.state().camera).toMatchObject({ on: false, busy: true });
    const chosen = connection.setAudioOnly(true);
    ready();
    await settle();
    await chosen;
    expect(connection.state()).toMatchObject({ audioOnly: true, camera: { on: false, busy: false } });
    expect(room.on.has('camera')).toBe(false);
  });

  it('is a witness of its own connection, on each change and every ten seconds', async () => {
    const { room, ports } = await begin();
    const states = () => ports.heartbeat.mock.calls.map(([message]) => message.state);
    expect(states()).toEqual(['connected']);
    room.events?.reconnecting();
    room.events?.reconnected();
    expect(states()).toEqual(['connected', 'reconnecting', 'connected']);
    jest.advanceTimersByTime(10_000);
    expect(states()).toHaveLength(4);
  });

  it('joins again with a fresh token after a disconnect without a reason', async () => {
    const { room, ports, phase } = await begin();
    room.events?.disconnected('lost');
    await settle();
    expect(ports.fetchToken).toHaveBeenCalledTimes(2);
    expect(phase().name).toBe('in-room');
    expect(ports.heartbeat.mock.calls.map(([message]) => message.state)).toContain('disconnected');
  });

  it('shows what the server says when it may not come back', async () => {
    const { room, phase } = await begin([token, new Trouble('removed')]);
    room.events?.disconnected('removed');
    await settle();
    expect(phase()).toMatchObject({ name: 'refused', trouble: { code: 'removed' } });
  });

  it('does not report the tracks that go with the room, nor ask for a token at once, when the room is closed', async () => {
    const { connection, room, ports, phase } = await begin();
    const reports = ports.reportMedia.mock.calls.length;
    room.on.clear();
    room.events?.changed();
    room.events?.disconnected('closed');
    await settle();
    expect(phase()).toEqual({ name: 'joining' });
    // By now the document says that the session is over, and the screen lets go.
    connection.stop();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(ports.reportMedia).toHaveBeenCalledTimes(reports);
    expect(ports.fetchToken).toHaveBeenCalledTimes(1);
  });

  it('comes into the next room when one was closed and the session goes on', async () => {
    const { room, ports, phase } = await begin();
    room.events?.disconnected('closed');
    await jest.advanceTimersByTimeAsync(500);
    expect(ports.fetchToken).toHaveBeenCalledTimes(2);
    expect(phase().name).toBe('in-room');
  });

  it('lets go without trying when it was opened elsewhere, and comes back when asked', async () => {
    const { connection, room, ports, phase } = await begin();
    room.events?.disconnected('replaced');
    await settle();
    expect(phase()).toEqual({ name: 'elsewhere' });
    expect(ports.fetchToken).toHaveBeenCalledTimes(1);
    connection.joinNow();
    await settle();
    expect(phase().name).toBe('in-room');
  });

  it('leaves the room to another page that took over while it was still coming in', async () => {
    const room = new ScriptedRoom();
    room.way = new Promise(() => undefined);
    const { ports, phase } = await begin([], room);
    expect(phase().name).toBe('joining');
    room.events?.disconnected('replaced');
    await settle();
    expect(phase()).toEqual({ name: 'elsewhere' });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(ports.fetchToken).toHaveBeenCalledTimes(1);
    expect(room.leaves).toBe(1);
  });

  it('tries again when the room lets go for no reason before it is inside', async () => {
    const room = new ScriptedRoom();
    room.way = new Promise(() => undefined);
    const { ports, phase } = await begin([], room);
    room.events?.disconnected('lost');
    await settle();
    expect(phase()).toEqual({ name: 'presence', why: 'unreachable' });
    room.way = Promise.resolve();
    await jest.advanceTimersByTimeAsync(500);
    expect(ports.fetchToken).toHaveBeenCalledTimes(2);
    expect(phase().name).toBe('in-room');
  });

  it('is present without media while video is off, and comes in when it is back', async () => {
    const { ports, phase } = await begin([new Trouble('video-off'), new Trouble('video-off')]);
    expect(phase()).toEqual({ name: 'presence', why: 'video-off' });
    expect(ports.presence.mock.calls).toEqual([['here']]);
    await jest.advanceTimersByTimeAsync(500);
    expect(phase().name).toBe('presence');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(phase().name).toBe('in-room');
    expect(ports.presence).toHaveBeenLastCalledWith('gone');
  });

  it('is present without media when the video server does not answer', async () => {
    const room = new ScriptedRoom();
    room.refuses = true;
    const { phase } = await begin([], room);
    expect(phase()).toEqual({ name: 'presence', why: 'unreachable' });
    room.refuses = false;
    await jest.advanceTimersByTimeAsync(500);
    expect(phase().name).toBe('in-room');
  });

  it('says that the network is gone when nothing can be reached, and keeps trying', async () => {
    const { phase } = await begin([new Trouble('offline')]);
    expect(phase()).toEqual({ name: 'network-lost' });
    await jest.advanceTimersByTimeAsync(500);
    expect(phase().name).toBe('in-room');
  });

  it('notices a mute by a facilitator, until it is turned on again', async () => {
    const { connection, room } = await begin();
    room.on.delete('microphone');
    room.events?.mutedByOther();
    room.events?.changed();
    expect(connection.state()).toMatchObject({ mutedByOther: true, microphone: { on: false } });
    await connection.toggle('microphone');
    expect(connection.state()).toMatchObject({ mutedByOther: false, microphone: { on: true } });
  });

  it('does not turn a muted microphone on by itself after a reconnect', async () => {
    const { connection, room } = await begin();
    await connection.setMedia('microphone', false);
    room.on.clear();
    room.events?.disconnected('lost');
    await settle();
    expect(connection.state()).toMatchObject({ microphone: { on: false }, camera: { on: true } });
  });

  it('sends and receives no pictures with audio only', async () => {
    const { connection, room, ports } = await begin();
    await connection.setAudioOnly(true);
    await settle();
    expect(room.pictures).toBe(false);
    expect(ports.reportMedia).toHaveBeenLastCalledWith({
      participantSid: 'PA_1',
      camera: false,
      microphone: true,
    });
  });

  it('says its media again when the first time did not get through', async () => {
    const room = new ScriptedRoom();
    const { connection, ports } = await begin([], room);
    ports.reportMedia.mockImplementationOnce(() => Promise.reject(new Trouble('offline')));
    await connection.setMedia('camera', false);
    await settle();
    const before = ports.reportMedia.mock.calls.length;
    jest.advanceTimersByTime(10_000);
    expect(ports.reportMedia.mock.calls.length).toBe(before + 1);
  });

  it('shows no screen when the floor is not granted', async () => {
    const { connection } = await begin();
    await connection.shareScreen(() => Promise.resolve(false));
    expect(connection.state().screen.on).toBe(false);
    await connection.shareScreen(() => Promise.resolve(true));
    expect(connection.state().screen.on).toBe(true);
  });

  it('leaves for good: no timer, no late answer brings it back', async () => {
    const { connection, room, ports, phase } = await begin();
    connection.stop();
    room.events?.disconnected('lost');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(phase()).toEqual({ name: 'left' });
    expect(room.leaves).toBe(1);
    expect(ports.fetchToken).toHaveBeenCalledTimes(1);
  });
});
