import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cookies } from './cookies.js';
import { HttpDoor, Refused } from './http-door.js';

describe('cookies', () => {
  it('are kept, replaced and taken back', () => {
    const cookies = new Cookies();
    cookies.store(['a=1; Path=/; HttpOnly', 'b=2; SameSite=Strict', 'broken']);
    cookies.store(['a=3', 'b=; Max-Age=0']);
    expect(cookies.header()).toBe('a=3');
    cookies.store(['a=9; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
    expect(cookies.header()).toBe('');
  });
});

describe('the door', () => {
  const ended = new AbortController();
  let server: Server;
  let asked: IncomingMessage[];
  let answers: { status: number; body: unknown; cookie?: string }[];

  beforeEach(async () => {
    asked = [];
    answers = [];
    server = createServer((request, response) => {
      asked.push(request);
      if (request.url === '/api/hello') {
        response.setHeader('set-cookie', 'visit=v1');
        response.end(
          JSON.stringify({ mode: 'demo', csrfToken: 'token', videoAvailable: true, serverTime: 1 }),
        );
        return;
      }
      const answer = answers.shift() ?? { status: 204, body: null };
      response.statusCode = answer.status;
      response.end(answer.body === null ? '' : JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.close();
  });

  const open = () => new HttpDoor(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, ended.signal);
  const problemOf = (code: string) => ({ code, correlationId: 'c', details: {} });

  it('says hello first, and sends the token, the cookies and a key with every change', async () => {
    await open().ask({ method: 'POST', path: '/sessions/s/hand' });
    expect(asked.map(({ url }) => url)).toEqual(['/api/hello', '/api/sessions/s/hand']);
    expect(asked[1]?.headers).toMatchObject({ cookie: 'visit=v1', 'x-csrf-token': 'token' });
    expect(asked[1]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('carries the moment of the past beside the set-up token', async () => {
    await open().ask({ method: 'POST', path: '/x', past: { at: 5, setupToken: 'setup' } });
    expect(asked[1]?.headers).toMatchObject({ 'x-hearth-at': '5', 'x-hearth-setup': 'setup' });
  });

  it('fetches a new token and asks again, with the same key', async () => {
    answers = [{ status: 403, body: problemOf('csrf') }];
    await open().ask({ method: 'POST', path: '/x' });
    expect(asked.map(({ url }) => url)).toEqual(['/api/hello', '/api/x', '/api/hello', '/api/x']);
    expect(asked[1]?.headers['idempotency-key']).toBe(asked[3]?.headers['idempotency-key']);
  });

  it('passes on what the api refuses', async () => {
    answers = [{ status: 409, body: problemOf('doors-not-open') }];
    const refused = await open()
      .ask({ method: 'POST', path: '/x' })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ code: 'doors-not-open', status: 409 });
  });
});
