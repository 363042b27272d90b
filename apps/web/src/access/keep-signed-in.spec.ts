import { describe, expect, it, jest } from '@jest/globals';
import { Trouble } from '../api/problem';
import { signInKeeper } from './keep-signed-in';
import { signInSearch } from './sign-in-search';

const world = () => {
  const state = { inUse: true, at: 0 };
  const ask = jest.fn<() => Promise<unknown>>().mockResolvedValue({});
  const ended = jest.fn();
  const look = signInKeeper({ isInUse: () => state.inUse, ask, ended, now: () => state.at });
  return { state, ask, ended, look };
};

describe('a page that keeps its sign-in', () => {
  it('asks now and then while it is in use', async () => {
    const { state, ask, look } = world();
    await look();
    expect(ask).not.toHaveBeenCalled();
    state.at = 5 * 60_000;
    await look();
    await look();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('lets the sign-in end while nobody looks', async () => {
    const { state, ask, look } = world();
    Object.assign(state, { inUse: false, at: 1e9 });
    await look();
    expect(ask).not.toHaveBeenCalled();
  });

  it('leaves when the sign-in has ended, and for no other reason', async () => {
    const { state, ask, ended, look } = world();
    ask.mockRejectedValueOnce(new Trouble('offline'));
    state.at = 5 * 60_000;
    await look();
    expect(ended).not.toHaveBeenCalled();
    ask.mockRejectedValueOnce(new Trouble('unauthenticated'));
    state.at = 10 * 60_000;
    await look();
    expect(ended).toHaveBeenCalledTimes(1);
  });
});

describe('the address of the sign-in page', () => {
  it('says what is known, and nothing else', () => {
    expect(signInSearch({ trouble: 'not-linked', to: '/sessions/s1' })).toEqual({
      trouble: 'not-linked',
      to: '/sessions/s1',
    });
    for (const to of ['//evil.example', 'https://evil.example', '/', 7]) {
      expect(signInSearch({ trouble: '<b>', to })).toEqual({});
    }
  });
});
