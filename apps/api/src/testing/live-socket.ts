import {
  LIVE_NAMESPACE,
  type Ack,
  type LiveClientEvents,
  type LiveServerEvents,
  type LiveView,
  type Snapshot,
} from '@hearth/contracts';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Browser } from './browser.js';

export type LiveSocket = Socket<LiveServerEvents, LiveClientEvents>;

/** A browser's live connection; not connected yet. */
export const liveSocket = (
  api: { readonly app: Pick<NestExpressApplication, 'getHttpServer'> },
  browser: Browser | null,
  headers: Readonly<Record<string, string>> = {},
): LiveSocket => {
  const { port } = api.app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const cookie: Record<string, string> = browser ? { cookie: browser.cookies(`${url}/`) } : {};
  return io(`${url}${LIVE_NAMESPACE}`, {
    transports: ['websocket'],
    reconnection: false,
    autoConnect: false,
    forceNew: true,
    extraHeaders: { ...cookie, ...headers },
  });
};

/** Connects, or answers why not. */
export const connected = (socket: LiveSocket): Promise<string> =>
  new Promise((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve(error.message));
    socket.connect();
  });

export const subscribe = (socket: LiveSocket, view: LiveView, key: string): Promise<Ack<Snapshot>> =>
  new Promise((resolve) => socket.emit('subscribe', { view, key }, resolve));

/** The next message of a kind. */
export const next = <Event extends keyof LiveServerEvents>(
  socket: LiveSocket,
  event: Event,
): Promise<Parameters<LiveServerEvents[Event]>[0]> =>
  new Promise((resolve) => {
    const once = (name: string, message: Parameters<LiveServerEvents[Event]>[0]): void => {
      if (name !== event) return;
      socket.offAny(once);
      resolve(message);
    };
    socket.onAny(once);
  });
