import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createApi, newId } from './client';
import { Trouble } from './problem';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}
type Step = Answer | 'no network';

const hello = { mode: 'test', csrfToken: 'token-1', videoAvailable: true, serverTime: 0 };

/** A network that answers in the order of `steps`; `/hello` is always there. */
const network = (steps: readonly Step[]) => {
  const sent: { path: string; headers: Headers; method: string }[] = [];
  const left = [...steps];
  let hellos = 0;
  const fetch = ((input: string, init: RequestInit) => {
    const path = input.replace('/api', '');
    const respond = ({ status, body }: Answer) =>
      Promise.resolve({
        ok: status < 300,
        status,
        text: () =>
          Promise.resolve(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)),
      } as Response);
    if (path === '/hello') {
      hellos += 1;
      return respond({ status: 200, body: { ...hello, csrfToken: `token-${hellos}` } });
    }
    sent.push({ path, headers: new Headers(init.headers), method: init.method ?? 'GET' });
    const step = left.shift() ?? { status: 204 };
    return step === 'no network' ? Promise.reject(new TypeError('Failed to fetch')) : respond(step);
  }) as typeof globalThis.fetch;
  return { fetch, sent };
};

describe('the API client', () => {
  const wait = jest.fn((_ms: number) => Promise.resolve());
  beforeEach(() => void wait.mockClear());
  const make = (...steps: readonly Step[]) => {
    const { fetch, sent } = network(steps);
    let ids = 0;
    return { sent, api: createApi({ fetch, wait, newId: () => `id-${(ids += 1)}` }) };
  };

  it('sends the CSRF token and a command id with what changes something', async () => {
    const { api, sent } = make({ status: 204 });
    await api.post('/sessions/s1/hand');
    expect(sent[0]?.headers.get('x-csrf-token')).toBe('token-1');
    expect(sent[0]?.headers.get('idempotency-key')).toBe('id-1');
  });

  it('sends neither with what only reads', async () => {
    const { api, sent } = make({ status: 200, body: { a: 1 } });
    await expect(api.get('/me')).resolves.toEqual({ a: 1 });
    expect(sent[0]?.headers.has('x-csrf-token')).toBe(false);
    expect(sent[0]?.headers.has('idempotency-key')).toBe(false);
  });

  it('tries a command again with the same id when the network swallowed it', async () => {
    const { api, sent } = make('no network', { status: 503 }, { status: 204 });
    await api.post('/sessions/s1/hand');
    expect(sent.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['id-1', 'id-1', 'id-1']);
    expect(wait).toHaveBeenCalledTimes(2);
  });

  it('gives up after some tries and says that nothing was reached', async () => {
    const { api, sent } = make('no network', 'no network', 'no network', 'no network', 'no network');
    await expect(api.post('/sessions/s1/hand')).rejects.toMatchObject({ code: 'offline' });
    expect(sent).toHaveLength(4);
  });

  it('does not repeat what was refused', async () => {
    const body = { code: 'group-full', correlationId: 'c1', details: { capacity: 12 } };
    const { api, sent } = make({ status: 409, body });
    await expect(api.post('/x')).rejects.toMatchObject({ code: 'group-full', details: { capacity: 12 } });
    expect(sent).toHaveLength(1);
  });

  it('fetches a new token once when the old one is not good any more', async () => {
    const problem = { code: 'csrf', correlationId: 'c', details: {} };
    const { api, sent } = make({ status: 403, body: problem }, { status: 204 });
    await api.post('/x');
    expect(sent.map(({ headers }) => headers.get('x-csrf-token'))).toEqual(['token-1', 'token-2']);
  });

  it.each([
    [401, 'unauthenticated'],
    [413, 'too-large'],
    [502, 'unavailable'],
    [500, 'internal'],
  ])("tells a proxy's %i page apart", async (status, code) => {
    const { api } = make(...Array.from({ length: 4 }, () => ({ status, body: '<html>' })));
    await expect(api.get('/x')).rejects.toMatchObject({ code });
  });

  it('finds null where there is nothing', async () => {
    const { api } = make({ status: 404 });
    await expect(api.find('/demo/personas')).resolves.toBeNull();
  });

  it('throws Trouble and nothing else', async () => {
    const { api } = make({ status: 418 });
    await expect(api.get('/x')).rejects.toBeInstanceOf(Trouble);
  });

  it('makes ids that are UUIDs, and no two alike', () => {
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(newId()).toMatch(shape);
    expect(newId()).not.toBe(newId());
  });
});
