import type { Delta, LiveClientEvents, LiveServerEvents, LiveView, Snapshot } from '@hearth/contracts';
import type { Socket } from 'socket.io';
import type { Principal } from '../access/principal.js';
import type { ApiMetrics } from '../health/api-metrics.js';
import type { Receiver } from './channel.js';

/** More unsent packets than this, and a socket gets no more deltas, but the whole once it has caught up. */
const MOST_UNSENT = 16;

/** One screen's socket. */
export class SocketReceiver implements Receiver {
  constructor(
    private readonly socket: Socket<LiveClientEvents, LiveServerEvents>,
    readonly principal: Principal,
    private readonly metrics: ApiMetrics,
    private readonly onRevoked: (view: LiveView, key: string) => void,
  ) {}

  get id(): string {
    return this.socket.id;
  }

  get isConnected(): boolean {
    return this.socket.connected;
  }

  isBusy(): boolean {
    const unsent: unknown = this.socket.conn['writeBuffer'];
    return Array.isArray(unsent) && unsent.length > MOST_UNSENT;
  }

  snapshot(snapshot: Snapshot): void {
    this.metrics.pushes.inc({ view: snapshot.view, kind: 'snapshot' });
    this.socket.emit('snapshot', snapshot);
  }

  delta(delta: Delta): void {
    this.metrics.pushes.inc({ view: delta.view, kind: 'delta' });
    this.socket.emit('delta', delta);
  }

  revoked(subject: { view: LiveView; key: string }): void {
    this.metrics.pushes.inc({ view: subject.view, kind: 'revoked' });
    this.onRevoked(subject.view, subject.key);
    this.socket.emit('revoked', subject);
  }
}
