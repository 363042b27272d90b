import { describe, expect, it } from '@jest/globals';
import { parseRoomName, roomName } from './room-name.js';

describe('room names', () => {
  it('come back as what they were made of', () => {
    const room = { sessionId: '0f3c-7.2', epoch: 12 };
    expect(parseRoomName(roomName(room))).toEqual(room);
  });

  it.each(['', 'session', 'session.', '.3', 'session.-1', 'session.01', 'session.1x'])(
    'are not ours when they read %p',
    (name) => expect(parseRoomName(name)).toBeNull(),
  );
});
