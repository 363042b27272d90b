import { RoomConnection } from '../media/room-connection.js';
import type { Order, Report } from './protocol.js';

type OrderOf<Kind extends Order['kind']> = Extract<Order, { kind: Kind }>;

/** Connections by key that are told what to do one by one. */
export class BareConnections {
  readonly #open = new Map<string, RoomConnection>();

  constructor(private readonly report: (report: Report) => void) {}

  async connect({ key, url, token, publishes, listens }: OrderOf<'connect'>): Promise<void> {
    const look = publishes ? { initials: key.slice(0, 2), hue: (key.length % 10) / 10 } : null;
    try {
      const connection = await RoomConnection.join(
        { url, token, look, voice: publishes ? key : null, listens },
        {
          ended: (reason) => this.report({ kind: 'ended', key, reason }),
          speaking: (identities) => this.report({ kind: 'speaking', key, identities }),
        },
      );
      this.#open.set(key, connection);
      const { roomSid, participantSid } = connection;
      this.report({ kind: 'connected', key, roomSid, participantSid });
    } catch (error) {
      this.report({ kind: 'failed', key, why: error instanceof Error ? error.name : 'unknown' });
    }
  }

  speak(key: string, on: boolean): void {
    this.#open.get(key)?.speak(on);
  }

  async disconnect(key: string): Promise<void> {
    const connection = this.#open.get(key);
    this.#open.delete(key);
    await connection?.leave();
    this.report({ kind: 'ended', key, reason: 'left' });
  }

  async end(): Promise<void> {
    await Promise.all([...this.#open.values()].map((connection) => connection.leave()));
    this.#open.clear();
  }
}
