import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { receiveWebhook } from '@hearth/video';
import { Unreachable } from './http-door.js';
import { deliverWebhook } from './webhook-door.js';

const key = { apiKey: 'key', apiSecret: 'a-secret-of-the-inbox-that-is-long-enough' };
const joined = {
  event: 'participant_joined',
  id: 'EV_1',
  createdAt: '1700000000',
  room: { name: 'session.0', sid: 'RM_1' },
  participant: { sid: 'PA_1', identity: 'someone', state: 'ACTIVE', joinedAt: '1700000000' },
};

describe('a webhook of the past', () => {
  let server: Server;
  let answers: number[];
  let taken: string[];

  beforeEach(async () => {
    answers = [];
    taken = [];
    server = createServer((request, response) => {
      void text(request).then(async (body) => {
        const { kind } = await receiveWebhook(key, Buffer.from(body), request.headers.authorization, 0);
        taken.push(kind);
        response.statusCode = answers.shift() ?? 200;
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.close();
  });

  const deliver = (signal = new AbortController().signal) => {
    const address = server.address() as AddressInfo;
    return deliverWebhook({ apiUrl: `http://127.0.0.1:${address.port}`, key }, joined, signal);
  };

  it('is signed as LiveKit signs, and told again while it cannot be kept', async () => {
    answers = [503, 503];
    await deliver();
    expect(taken).toEqual(['joined', 'joined', 'joined']);
  });

  it('is not told again to who does not take the signature', async () => {
    answers = [401];
    await expect(deliver()).rejects.toThrow(Unreachable);
    expect(taken).toHaveLength(1);
  });

  it('is given up with the demo', async () => {
    const ending = new AbortController();
    answers = [503];
    const delivering = deliver(ending.signal);
    ending.abort(new Error('the demo ends'));
    await expect(delivering).rejects.toThrow('the demo ends');
  });
});
