import { describe, expect, it } from '@jest/globals';
import { TokenVerifier } from 'livekit-server-sdk';
import { permissionOf } from './permissions.js';
import { roomToken, TOKEN_LIFE_SECONDS, type RoomTokenRequest } from './token.js';

const key = { apiKey: 'key', apiSecret: 'a-secret-that-has-32-characters-at-least' };
const room = { sessionId: 'session', epoch: 2 };

const claimsOf = async (request: Omit<RoomTokenRequest, 'room' | 'identity'>) =>
  new TokenVerifier(key.apiKey, key.apiSecret).verify(
    await roomToken(key, { room, identity: 'opaque', ...request }),
  );

describe('a join token', () => {
  it('is for one identity in one epoch of one room, for two minutes', async () => {
    const claims = await claimsOf({ part: 'member' });
    expect(claims.sub).toBe('opaque');
    expect(claims.video?.room).toBe('session.2');
    expect(claims.video?.roomJoin).toBe(true);
    expect((claims.exp ?? 0) - (claims.nbf ?? 0)).toBe(TOKEN_LIFE_SECONDS);
  });

  it('says nothing about the person', async () => {
    const claims = await claimsOf({ part: 'member' });
    expect(claims.name).toBeUndefined();
    expect(claims.metadata).toBeUndefined();
    expect(claims.attributes).toBeUndefined();
  });

  it.each(['member', 'facilitator', 'observer'] as const)(
    'never makes a browser an administrator (%s)',
    async (part) => {
      const { video } = await claimsOf({ part });
      expect(video?.roomAdmin).toBeUndefined();
      expect(video?.roomCreate).toBeUndefined();
      expect(video?.roomRecord).toBeUndefined();
      expect(video?.canPublishData).toBe(false);
      expect(video?.canUpdateOwnMetadata).toBe(false);
      expect(video?.canSubscribe).toBe(true);
    },
  );

  it('lets a member publish camera and microphone, and no screen even while sharing one', async () => {
    const { video } = await claimsOf({ part: 'member', sharesScreen: true });
    expect(video?.canPublishSources).toEqual(['camera', 'microphone']);
  });

  it('lets a facilitator share a screen too', async () => {
    const { video } = await claimsOf({ part: 'facilitator' });
    expect(video?.canPublishSources).toEqual(['camera', 'microphone', 'screen_share']);
  });

  it('lets an observer publish nothing, and be seen', async () => {
    const { video } = await claimsOf({ part: 'observer' });
    expect(video?.canPublish).toBe(false);
    expect(video?.canPublishSources).toEqual([]);
    expect(video?.hidden).toBe(false);
  });

  it('hides an observer only when asked, and never anybody else', async () => {
    expect((await claimsOf({ part: 'observer', hidden: true })).video?.hidden).toBe(true);
    expect((await claimsOf({ part: 'member', hidden: true })).video?.hidden).toBe(false);
    expect((await claimsOf({ part: 'facilitator', hidden: true })).video?.hidden).toBe(false);
  });
});

describe('a permission', () => {
  it('gives a member the screen while the share runs, and takes it afterwards', () => {
    const during = permissionOf({ part: 'member', sharesScreen: true }).canPublishSources;
    const after = permissionOf({ part: 'member', sharesScreen: false }).canPublishSources;
    expect(during.filter((source) => !after.includes(source))).toHaveLength(1);
  });
});
