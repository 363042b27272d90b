import { describe, expect, it, jest } from '@jest/globals';
import { tryNetwork } from './try-network';
import { figuresOf, verdictOf, type SendingFigures } from './verdict';

const fine: SendingFigures = {
  packetsSent: 1_000,
  packetsLost: 4,
  roundTripMs: 80,
  sendableBitrate: 1_200_000,
};

describe('what a network can carry', () => {
  it.each([
    ['good', {}],
    ['good', { roundTripMs: null, sendableBitrate: null }],
    ['fair', { packetsLost: 31 }],
    ['fair', { roundTripMs: 401 }],
    ['fair', { sendableBitrate: 349_999 }],
    ['blocked', { packetsSent: 0 }],
  ] as const)('is %s with %j', (verdict, change) => {
    expect(verdictOf({ ...fine, ...change })).toBe(verdict);
  });

  it('is blocked when nothing got through at all', () => {
    expect(verdictOf(null)).toBe('blocked');
  });

  it('is read from what the browser reports, of whatever it leaves out', () => {
    const report = new Map<string, unknown>([
      ['a', { type: 'outbound-rtp', packetsSent: 100 }],
      ['b', { type: 'remote-inbound-rtp', packetsLost: -1, roundTripTime: 0.05 }],
      ['c', { type: 'candidate-pair', availableOutgoingBitrate: 500_000 }],
      ['d', { type: 'candidate-pair' }],
      ['e', 'nonsense'],
    ]);
    expect(figuresOf(report)).toEqual({
      packetsSent: 100,
      packetsLost: 0,
      roundTripMs: 50,
      sendableBitrate: 500_000,
    });
  });
});

describe('trying the network', () => {
  const room = { url: 'ws://video', token: 'jwt' };

  it('tries in a room of its own, and closes it whatever came of it', async () => {
    const close = jest.fn(() => Promise.resolve());
    const send = jest.fn((_url: string, _token: string) => Promise.resolve(fine));
    expect(await tryNetwork({ open: () => Promise.resolve(room), send, close })).toBe('good');
    expect(send).toHaveBeenCalledWith('ws://video', 'jwt');
    const broken = () => Promise.reject(new Error('no canvas'));
    expect(await tryNetwork({ open: () => Promise.resolve(room), send: broken, close })).toBe('unknown');
    expect(close).toHaveBeenCalledTimes(2);
  });

  it('calls no network bad for a server that has no room to give', async () => {
    const send = jest.fn(() => Promise.resolve(null));
    const close = jest.fn(() => Promise.resolve());
    const open = () => Promise.reject(new Error('video-off'));
    expect(await tryNetwork({ open, send, close })).toBe('unknown');
    expect(send).not.toHaveBeenCalled();
    expect(close).not.toHaveBeenCalled();
  });

  it('does not mind a room that cannot be closed', async () => {
    const close = () => Promise.reject(new Error('away'));
    expect(
      await tryNetwork({ open: () => Promise.resolve(room), send: () => Promise.resolve(fine), close }),
    ).toBe('good');
  });
});
