import type { LiveClientEvents, LiveServerEvents } from '@hearth/contracts';
import { io, type Socket } from 'socket.io-client';
import type { LiveTransport, LiveTransportEvents } from './live-store';

const ignoreAnswer = (): void => undefined;

/** The live channel over socket.io; the session cookie signs it in. */
export class LiveSocket implements LiveTransport {
  private readonly socket: Socket<LiveServerEvents, LiveClientEvents> = io('/live', {
    autoConnect: false,
    transports: ['websocket'],
    reconnectionDelay: 400,
    reconnectionDelayMax: 4_000,
  });

  open(events: LiveTransportEvents): void {
    const { socket } = this;
    socket.on('connect', events.connected);
    socket.on('disconnect', (reason) => {
      const refused = reason === 'io server disconnect';
      events.disconnected(refused ? 'refused' : 'lost');
    });
    socket.on('connect_error', () => {
      // `active` is false when the server answered with a refusal: socket.io will not try again by itself.
      events.disconnected(socket.active ? 'lost' : 'refused');
    });
    socket.on('snapshot', events.snapshot);
    socket.on('delta', events.delta);
    socket.on('pulse', events.pulse);
    socket.on('revoked', events.revoked);
    socket.connect();
  }

  close(): void {
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  subscribe(...[message, ack]: Parameters<LiveTransport['subscribe']>): void {
    this.socket.emit('subscribe', message, ack);
  }

  unsubscribe(message: Parameters<LiveTransport['unsubscribe']>[0]): void {
    this.socket.emit('unsubscribe', message, ignoreAnswer);
  }

  heartbeat(message: Parameters<LiveTransport['heartbeat']>[0]): void {
    this.socket.emit('heartbeat', message, ignoreAnswer);
  }

  presence(message: Parameters<LiveTransport['presence']>[0]): void {
    this.socket.emit('presence', message, ignoreAnswer);
  }
}
