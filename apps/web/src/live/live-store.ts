import type {
  Ack,
  Delta,
  HeartbeatMessage,
  LiveDocuments,
  LiveView,
  Pulse,
  Snapshot,
  SubscribeMessage,
} from '@hearth/contracts';
import { Trouble, troubleFrom } from '../api/problem';
import type { LiveEntry, LiveFreshness } from './live-entry';
import type { Patched } from './patch';
import { ServerClock } from './server-clock';

/** What the store needs of a socket; the real one is socket.io's, in `live-socket.ts`. */
export interface LiveTransport {
  subscribe(message: SubscribeMessage, ack: (answer: Ack<Snapshot>) => void): void;
  unsubscribe(message: SubscribeMessage): void;
  heartbeat(message: HeartbeatMessage): void;
  presence(message: { sessionId: string; state: 'here' | 'gone' }): void;
  /** Applies a delta; its code comes with the channel, since before that there are none. */
  patched(document: unknown, patch: Delta['patch']): Patched;
  open(events: LiveTransportEvents): void;
  close(): void;
}

export interface LiveTransportEvents {
  readonly connected: () => void;
  /** `refused`: the server does not accept this sign-in any more. */
  readonly disconnected: (why: 'lost' | 'refused') => void;
  readonly snapshot: (snapshot: Snapshot) => void;
  readonly delta: (delta: Delta) => void;
  readonly pulse: (pulse: Pulse) => void;
  readonly revoked: (subject: { view: LiveView; key: string }) => void;
}

/** Without a pulse for so long, nothing on the screen is called live. The server sends one every 2 s. */
export const SILENCE_MS = 7_000;

/** After a refusal that passes by itself. */
export const ASK_AGAIN_MS = 3_000;
const passing: readonly string[] = ['unavailable', 'internal', 'too-many-requests', 'offline'];

interface Subscription {
  readonly message: SubscribeMessage;
  readonly listeners: Set<() => void>;
  epoch: string;
  version: number;
  /** A snapshot has been asked for; deltas until then are of no use. */
  asking: boolean;
  entry: LiveEntry;
}

const loading: LiveEntry = { state: 'loading' };
const name = (view: LiveView, key: string): string => `${view} ${key}`;

/**
 * Live documents, outside React: applies snapshots and deltas, notices gaps and asks again, knows how fresh
 * everything is. One per page.
 */
export class LiveStore {
  readonly clock: ServerClock;
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly freshnessListeners = new Set<() => void>();
  private freshnessNow: LiveFreshness = { state: 'connecting' };
  private connected = false;
  private opened = false;
  private lastPulse: Pulse | null = null;
  private silence: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly transport: LiveTransport,
    localNow: () => number = Date.now,
  ) {
    this.clock = new ServerClock(localNow);
  }

  /** Opens the channel, once somebody is signed in. */
  open(): void {
    if (this.opened) return;
    this.opened = true;
    this.transport.open({
      connected: () => this.onConnected(),
      disconnected: (why) => this.onDisconnected(why),
      snapshot: (snapshot) => this.onSnapshot(snapshot),
      delta: (delta) => this.onDelta(delta),
      pulse: (pulse) => this.onPulse(pulse),
      revoked: ({ view, key }) => this.refuse(view, key, new Trouble('forbidden')),
    });
  }

  /** Closes the channel and forgets every document: they belong to the person who signs out. */
  close(): void {
    this.opened = false;
    this.connected = false;
    this.lastPulse = null;
    if (this.silence !== null) clearTimeout(this.silence);
    this.transport.close();
    for (const subscription of this.subscriptions.values()) this.show(subscription, loading);
    this.setFreshness({ state: 'connecting' });
  }

  /** Keeps a view up to date for as long as somebody listens. Returns how to stop. */
  subscribe(view: LiveView, key: string, listener: () => void): () => void {
    const id = name(view, key);
    const known = this.subscriptions.get(id);
    const subscription: Subscription = known ?? {
      message: { view, key },
      listeners: new Set(),
      epoch: '',
      version: -1,
      asking: false,
      entry: loading,
    };
    subscription.listeners.add(listener);
    if (known === undefined) {
      this.subscriptions.set(id, subscription);
      if (this.connected) this.ask(subscription);
    }
    return () => {
      subscription.listeners.delete(listener);
      if (subscription.listeners.size > 0 || this.subscriptions.get(id) !== subscription) return;
      this.subscriptions.delete(id);
      if (this.connected) this.transport.unsubscribe(subscription.message);
    };
  }

  /** The same object until something changed. */
  read<View extends LiveView>(view: View, key: string): LiveEntry<View> {
    const entry = this.subscriptions.get(name(view, key))?.entry ?? loading;
    return entry as LiveEntry<View>;
  }

  /** Tries again after a refusal. */
  retry(view: LiveView, key: string): void {
    const subscription = this.subscriptions.get(name(view, key));
    if (subscription === undefined) return;
    this.show(subscription, loading);
    if (this.connected) this.ask(subscription);
  }

  heartbeat(message: HeartbeatMessage): void {
    if (this.connected) this.transport.heartbeat(message);
  }

  presence(sessionId: string, state: 'here' | 'gone'): void {
    if (this.connected) this.transport.presence({ sessionId, state });
  }

  readonly onFreshness = (listener: () => void): (() => void) => {
    this.freshnessListeners.add(listener);
    return () => this.freshnessListeners.delete(listener);
  };

  readonly freshness = (): LiveFreshness => this.freshnessNow;

  private ask(subscription: Subscription): void {
    subscription.asking = true;
    this.transport.subscribe(subscription.message, (answer) => {
      if (this.subscriptions.get(name(subscription.message.view, subscription.message.key)) !== subscription)
        return;
      subscription.asking = false;
      if (answer.ok) this.onSnapshot(answer.result);
      else this.onRefusal(subscription, troubleFrom(answer.problem));
    });
  }

  /** A refusal for good takes the document away; what passes does not, and is asked again. */
  private onRefusal(subscription: Subscription, trouble: Trouble): void {
    const passes = passing.includes(trouble.code);
    if (!passes || subscription.entry.state !== 'ready')
      this.show(subscription, { state: 'refused', trouble });
    if (!passes) return;
    setTimeout(() => {
      const { view, key } = subscription.message;
      const isCurrent = this.subscriptions.get(name(view, key)) === subscription;
      if (isCurrent && this.connected && !subscription.asking) this.ask(subscription);
    }, ASK_AGAIN_MS);
  }

  private onConnected(): void {
    this.connected = true;
    for (const subscription of this.subscriptions.values()) this.ask(subscription);
  }

  private onDisconnected(why: 'lost' | 'refused'): void {
    this.connected = false;
    for (const subscription of this.subscriptions.values()) {
      subscription.asking = false;
      if (why === 'refused')
        this.show(subscription, { state: 'refused', trouble: new Trouble('unauthenticated') });
    }
    this.fallStale();
  }

  private onSnapshot(snapshot: Snapshot): void {
    this.clock.observe(snapshot.serverTime);
    const subscription = this.subscriptions.get(name(snapshot.view, snapshot.key));
    if (subscription === undefined) return;
    // A pushed snapshot may overtake the one that was asked for.
    const older = subscription.epoch === snapshot.epoch && snapshot.version < subscription.version;
    if (older && subscription.entry.state === 'ready') return;
    subscription.epoch = snapshot.epoch;
    subscription.version = snapshot.version;
    if (snapshot.document !== null) this.show(subscription, { state: 'ready', document: snapshot.document });
    // What was there does not cease to be: views that were lost are being built again from what is recorded. Taking
    // the screen away meanwhile would take everybody out of a running room.
    else if (subscription.entry.state !== 'ready') this.show(subscription, { state: 'absent' });
  }

  private onDelta(delta: Delta): void {
    this.clock.observe(delta.serverTime);
    const subscription = this.subscriptions.get(name(delta.view, delta.key));
    if (subscription === undefined || subscription.asking) return;
    const sameEpoch = subscription.epoch === delta.epoch;
    if (sameEpoch && delta.to <= subscription.version) return;
    if (!sameEpoch || delta.from !== subscription.version || subscription.entry.state !== 'ready') {
      this.ask(subscription);
      return;
    }
    const result = this.transport.patched(subscription.entry.document, delta.patch);
    if (!result.ok) {
      this.ask(subscription);
      return;
    }
    subscription.version = delta.to;
    this.show(subscription, { state: 'ready', document: result.document as LiveDocuments[LiveView] });
  }

  private onPulse(pulse: Pulse): void {
    this.clock.observe(pulse.serverTime);
    this.lastPulse = pulse;
    if (this.silence !== null) clearTimeout(this.silence);
    this.silence = setTimeout(() => this.fallStale(), SILENCE_MS);
    switch (pulse.state) {
      case 'live':
        return this.setFreshness({ state: 'live' });
      case 'catching-up':
        return this.setFreshness({ state: 'catching-up', since: pulse.since });
      case 'stale':
        return this.setFreshness({ state: 'stale', since: pulse.since ?? pulse.serverTime });
      default:
        return pulse.state satisfies never;
    }
  }

  private fallStale(): void {
    if (this.silence !== null) clearTimeout(this.silence);
    this.silence = null;
    if (this.lastPulse === null || this.freshnessNow.state === 'stale') return;
    this.setFreshness({ state: 'stale', since: this.lastPulse.serverTime });
  }

  private refuse(view: LiveView, key: string, trouble: Trouble): void {
    const subscription = this.subscriptions.get(name(view, key));
    if (subscription !== undefined) this.show(subscription, { state: 'refused', trouble });
  }

  private show(subscription: Subscription, entry: LiveEntry): void {
    if (entry.state !== 'ready') subscription.version = -1;
    subscription.entry = entry;
    for (const listener of subscription.listeners) listener();
  }

  private setFreshness(next: LiveFreshness): void {
    const same = JSON.stringify(next) === JSON.stringify(this.freshnessNow);
    if (same) return;
    this.freshnessNow = next;
    for (const listener of this.freshnessListeners) listener();
  }
}
