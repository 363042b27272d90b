import type { LiveClientEvents, LiveServerEvents } from '@hearth/contracts';
import type { Socket } from 'socket.io-client';
import type { LiveTransport, LiveTransportEvents } from './live-store';
import type { Patched } from './patch';

type LiveClient = Socket<LiveServerEvents, LiveClientEvents>;

const ignoreAnswer = (): void => undefined;

/** The live channel over socket.io; the session cookie signs it in. Its code comes when somebody is signed in. */
export class LiveSocket implements LiveTransport {
  private socket: LiveClient | null = null;
  private applyPatch: LiveTransport['patched'] | null = null;
  /** Counts openings, so that a close while the code is still coming is not undone. */
  private openings = 0;

  open(events: LiveTransportEvents): void {
    const opening = (this.openings += 1);
    Promise.all([import('socket.io-client'), import('./patch')]).then(
      ([{ io }, { patched }]) => {
        if (opening !== this.openings) return;
        this.applyPatch = patched;
        this.socket = io('/live', {
          transports: ['websocket'],
          reconnectionDelay: 400,
          reconnectionDelayMax: 4_000,
        });
        this.listen(this.socket, events);
      },
      () => events.disconnected('lost'),
    );
  }

  close(): void {
    this.openings += 1;
    this.socket?.removeAllListeners();
    this.socket?.disconnect();
    this.socket = null;
  }

  subscribe(...[message, ack]: Parameters<LiveTransport['subscribe']>): void {
    this.socket?.emit('subscribe', message, ack);
  }

  unsubscribe(message: Parameters<LiveTransport['unsubscribe']>[0]): void {
    this.socket?.emit('unsubscribe', message, ignoreAnswer);
  }

  heartbeat(message: Parameters<LiveTransport['heartbeat']>[0]): void {
    this.socket?.emit('heartbeat', message, ignoreAnswer);
  }

  presence(message: Parameters<LiveTransport['presence']>[0]): void {
    this.socket?.emit('presence', message, ignoreAnswer);
  }

  patched(...[document, patch]: Parameters<LiveTransport['patched']>): Patched {
    return this.applyPatch?.(document, patch) ?? { ok: false };
  }

  private listen(socket: LiveClient, events: LiveTransportEvents): void {
    socket.on('connect', events.connected);
    // `active` is false when the server let go or refused: socket.io will not try again by itself.
    socket.on('disconnect', () => events.disconnected(socket.active ? 'lost' : 'refused'));
    socket.on('connect_error', () => events.disconnected(socket.active ? 'lost' : 'refused'));
    socket.on('snapshot', events.snapshot);
    socket.on('delta', events.delta);
    socket.on('pulse', events.pulse);
    socket.on('revoked', events.revoked);
  }
}
