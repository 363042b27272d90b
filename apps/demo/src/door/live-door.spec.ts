import { LIVE_NAMESPACE, type Delta, type Snapshot } from '@hearth/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { LiveDoor } from './live-door.js';

describe('the live channel', () => {
  let http: HttpServer;
  let io: Server;
  let live: LiveDoor;
  let sockets: Socket[];
  let subscriptions: number;
  let version: number;
  let changes: (() => void)[];

  const snapshot = (): Snapshot => ({
    view: 'schedule',
    key: 'me',
    epoch: 'one',
    version,
    document: { personId: `at ${version}`, timeZone: 'UTC', sessions: [], signals: [] },
    serverTime: 0,
  });
  const delta = (from: number, to: number): Delta => ({
    view: 'schedule',
    key: 'me',
    epoch: 'one',
    from,
    to,
    patch: [{ op: 'replace', path: '/personId', value: `at ${to}` }],
    serverTime: 0,
  });

  beforeEach(async () => {
    [sockets, subscriptions, version, changes] = [[], 0, 1, []];
    http = createServer();
    io = new Server(http);
    io.of(LIVE_NAMESPACE).on('connection', (socket) => {
      sockets.push(socket);
      socket.on('subscribe', (_message: unknown, ack: (answer: unknown) => void) => {
        subscriptions += 1;
        ack({ ok: true, result: snapshot() });
      });
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    live = new LiveDoor(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, () => 'visit=one');
  });
  afterEach(async () => {
    live.close();
    await io.close();
  });

  const change = (): Promise<void> => new Promise((resolve) => changes.push(resolve));
  const watch = () =>
    live.watch('schedule', 'me', () => {
      changes.splice(0).forEach((resolve) => resolve());
    });

  it('brings the cookie, asks for the document, and applies what changes', async () => {
    const first = change();
    const watched = watch();
    expect(watched.received).toBe(false);
    await first;
    expect(watched.document?.personId).toBe('at 1');
    expect(sockets[0]?.handshake.headers.cookie).toBe('visit=one');
    const second = change();
    sockets[0]?.emit('delta', delta(1, 2));
    await second;
    expect(watched.document?.personId).toBe('at 2');
    expect(subscriptions).toBe(1);
  });

  it('asks again when a delta does not meet what it holds', async () => {
    const first = change();
    const watched = watch();
    await first;
    version = 7;
    const second = change();
    sockets[0]?.emit('delta', delta(5, 6));
    await second;
    expect(watched.document?.personId).toBe('at 7');
    expect(subscriptions).toBe(2);
  });

  it('asks again after a lost connection', async () => {
    const first = change();
    const watched = watch();
    await first;
    version = 3;
    const second = change();
    sockets[0]?.conn.close();
    await second;
    expect(watched.document?.personId).toBe('at 3');
    expect(sockets).toHaveLength(2);
  });
});
