import {
  LIVE_NAMESPACE,
  type Ack,
  type Delta,
  type HeartbeatMessage,
  type LiveClientEvents,
  type LiveDocuments,
  type LiveServerEvents,
  type LiveView,
  type Snapshot,
} from '@hearth/contracts';
import { applyPatch } from 'rfc6902';
import { io, type Socket } from 'socket.io-client';

interface Held {
  epoch: string;
  version: number;
  document: LiveDocuments[LiveView] | null;
}

interface Watch {
  readonly view: LiveView;
  readonly key: string;
  held: Held | null;
  /** Called with the newest document, whenever it changed. */
  readonly changed: () => void;
}

const ACK_MS = 8_000;

/** One document that is kept up to date while the live channel is open. */
export interface Watched<View extends LiveView> {
  /** Null until the first snapshot, and while there is nothing for this key. */
  readonly document: LiveDocuments[View] | null;
  /** Whether there has been a snapshot at all. */
  readonly received: boolean;
}

/**
 * The live channel for one visitor: snapshots and deltas whose versions must meet; a gap asks for a new snapshot, a
 * lost connection comes back by itself and asks for all of them.
 */
export class LiveDoor {
  readonly #socket: Socket<LiveServerEvents, LiveClientEvents>;
  readonly #watches = new Map<string, Watch>();
  #closed = false;

  /** @param cookie gives the `Cookie` header for each attempt to connect */
  constructor(baseUrl: string, cookie: () => string) {
    this.#socket = io(`${baseUrl}${LIVE_NAMESPACE}`, {
      transports: ['websocket'],
      extraHeaders: { cookie: cookie() },
      reconnectionDelayMax: 3_000,
      forceNew: true,
    });
    this.#socket.on('connect', () => {
      for (const watch of this.#watches.values()) this.#subscribe(watch);
    });
    // A visit that ended (the api restarted, a cookie expired) is refused; it has another cookie by the next try.
    this.#socket.io.on('reconnect_attempt', () => {
      this.#socket.io.opts.extraHeaders = { cookie: cookie() };
    });
    // These two ends socket.io leaves to us: refused at the door, and sent away.
    this.#socket.on('connect_error', () => this.#comeBack(cookie));
    this.#socket.on('disconnect', () => this.#comeBack(cookie));
    this.#socket.on('snapshot', (snapshot) => this.#take(snapshot));
    this.#socket.on('delta', (delta) => this.#apply(delta));
    this.#socket.on('revoked', ({ view, key }) => this.#watches.delete(`${view}/${key}`));
  }

  get connected(): boolean {
    return this.#socket.connected;
  }

  /** Keeps a document up to date from now on. */
  watch<View extends LiveView>(view: View, key: string, changed: () => void): Watched<View> {
    const watch: Watch = { view, key, held: null, changed };
    this.#watches.set(`${view}/${key}`, watch);
    if (this.#socket.connected) this.#subscribe(watch);
    return {
      get document() {
        return (watch.held?.document ?? null) as LiveDocuments[View] | null;
      },
      get received() {
        return watch.held !== null;
      },
    };
  }

  /** Tells of this visitor's own connection to the room; lost messages are not repeated, the next one follows. */
  heartbeat(message: HeartbeatMessage): void {
    if (this.#socket.connected) this.#socket.emit('heartbeat', message, ignoreAnswer);
  }

  /** In the room without media. */
  presence(sessionId: string, state: 'here' | 'gone'): void {
    if (this.#socket.connected) this.#socket.emit('presence', { sessionId, state }, ignoreAnswer);
  }

  close(): void {
    this.#closed = true;
    this.#watches.clear();
    this.#socket.close();
  }

  #comeBack(cookie: () => string): void {
    if (this.#closed || this.#socket.active) return;
    setTimeout(() => {
      if (this.#closed) return;
      this.#socket.io.opts.extraHeaders = { cookie: cookie() };
      this.#socket.connect();
    }, 3_000).unref();
  }

  #subscribe(watch: Watch): void {
    const { view, key } = watch;
    if (!this.#socket.connected) return;
    this.#socket
      .timeout(ACK_MS)
      .emit('subscribe', { view, key }, (late: Error | null, answer: Ack<Snapshot>) => {
        if (!this.#watches.has(`${view}/${key}`)) return;
        if (late === null && answer.ok) this.#take(answer.result);
        else setTimeout(() => this.#watches.has(`${view}/${key}`) && this.#subscribe(watch), 2_000).unref();
      });
  }

  #take({ view, key, epoch, version, document }: Snapshot): void {
    const watch = this.#watches.get(`${view}/${key}`);
    if (watch === undefined) return;
    watch.held = { epoch, version, document };
    watch.changed();
  }

  #apply({ view, key, epoch, from, to, patch }: Delta): void {
    const watch = this.#watches.get(`${view}/${key}`);
    if (watch?.held == null) return;
    const { held } = watch;
    if (held.epoch === epoch && held.version >= to) return;
    if (held.epoch !== epoch || held.version !== from || held.document === null) {
      this.#subscribe(watch);
      return;
    }
    const document = structuredClone(held.document);
    const errors = applyPatch(document, [...patch]).filter((error) => error !== null);
    if (errors.length > 0) {
      this.#subscribe(watch);
      return;
    }
    watch.held = { epoch, version: to, document };
    watch.changed();
  }
}

const ignoreAnswer = (): void => undefined;
