import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectionState, RoomEvent } from '@livekit/rtc-node';
import { followWhereabouts } from './whereabouts.js';

describe('where somebody is', () => {
  let room: EventEmitter;
  let told: string[];

  const state = (now: ConnectionState) => room.emit(RoomEvent.ConnectionStateChanged, now);
  const sees = () => room.emit(RoomEvent.ParticipantConnected);
  const renewed = () => room.emit(RoomEvent.TokenRefreshed);

  beforeEach(() => {
    room = new EventEmitter();
    told = [];
    followWhereabouts(room, {
      entered: () => told.push('entered'),
      interrupted: () => told.push('interrupted'),
      returning: () => told.push('returning'),
    });
  });

  it('is the room from the first connection on, whoever comes and whatever is renewed', () => {
    state(ConnectionState.CONN_CONNECTED);
    sees();
    renewed();
    expect(told).toEqual(['entered']);
  });

  it('is the room again when LiveKit serves them, before their tracks are published again', () => {
    state(ConnectionState.CONN_CONNECTED);
    state(ConnectionState.CONN_RECONNECTING);
    expect(told).toEqual(['entered', 'interrupted']);
    sees();
    sees();
    expect(told.slice(2)).toEqual(['returning']);
    renewed();
    expect(told.slice(3)).toEqual(['entered']);
    state(ConnectionState.CONN_CONNECTED);
    expect(told).toHaveLength(4);
  });

  it('is the room again at the latest when rtc-node says so', () => {
    state(ConnectionState.CONN_CONNECTED);
    state(ConnectionState.CONN_RECONNECTING);
    state(ConnectionState.CONN_CONNECTED);
    expect(told).toEqual(['entered', 'interrupted', 'entered']);
  });

  it('is nowhere when it never came back', () => {
    state(ConnectionState.CONN_CONNECTED);
    state(ConnectionState.CONN_RECONNECTING);
    state(ConnectionState.CONN_DISCONNECTED);
    sees();
    renewed();
    expect(told).toEqual(['entered', 'interrupted']);
  });
});
