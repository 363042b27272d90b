import type { Delta, LiveDocuments, LiveView, Snapshot } from '@hearth/contracts';
import type { ReadDocument } from '@hearth/projections';
import type { ViewOf } from '@hearth/views';
import type { Principal } from '../access/principal.js';
import { patchBetween } from './patch.js';

/** How much of a document is shown, and under which name. */
export interface Shown<View extends LiveView, Whole> {
  readonly view: View;
  readonly key: string;
  /** The view whose documents are shown. */
  readonly of: ViewOf<Whole>;
  /** The reader's part of the document; null when there is none. */
  readonly select: (whole: Whole) => LiveDocuments[View] | null;
}

/** A connected screen, as far as pushing goes. */
export interface Receiver {
  readonly id: string;
  readonly principal: Principal;
  /** It has not taken in what was sent before. */
  isBusy(): boolean;
  snapshot(snapshot: Snapshot): void;
  delta(delta: Delta): void;
  revoked(subject: { view: LiveView; key: string }): void;
}

interface Subscriber {
  readonly receiver: Receiver;
  /** It missed something, and gets the whole document as soon as it can take it in. */
  behind: boolean;
}

interface Sent<Part> {
  readonly epoch: string;
  readonly version: number;
  readonly document: Part | null;
}
const NOTHING: Sent<never> = { epoch: '', version: -1, document: null };

/** A channel, whatever it carries. */
export interface OpenChannel {
  readonly isEmpty: boolean;
  /**
   * Adds a screen and hands it its first snapshot, before anything else can be sent to it.
   * @param allowed runs once access is granted, before anything is shown; when it throws, nothing is
   * @returns false when the reader may not see this
   */
  subscribe(
    receiver: Receiver,
    allowed: () => Promise<void>,
    first: (snapshot: Snapshot) => void,
  ): Promise<boolean>;
  unsubscribe(receiverId: string): void;
  /** Reads the document again and pushes what changed. */
  refresh(): Promise<void>;
}

/**
 * What is pushed of one document to everybody of one variant. All work on a channel is done one after the other, so
 * that no screen can get a delta before the snapshot that it starts from.
 */
export class Channel<View extends LiveView, Whole> implements OpenChannel {
  readonly #subscribers = new Map<string, Subscriber>();
  #sent: Sent<LiveDocuments[View]> | null = null;
  /** What was read last; a new version need not change what this variant shows. */
  #seen: ReadDocument<Whole> | null = null;
  #work: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly shown: Shown<View, Whole>,
    private readonly read: (known: ReadDocument<Whole> | null) => Promise<ReadDocument<Whole> | null>,
    private readonly maySee: (principal: Principal, whole: Whole | null) => Promise<boolean>,
    private readonly now: () => number,
  ) {}

  get isEmpty(): boolean {
    return this.#subscribers.size === 0;
  }

  subscribe(
    receiver: Receiver,
    allowed: () => Promise<void>,
    first: (snapshot: Snapshot) => void,
  ): Promise<boolean> {
    return this.#inOrder(async () => {
      const whole = await this.#bringUpToDate();
      if (!(await this.maySee(receiver.principal, whole))) return false;
      await allowed();
      this.#subscribers.set(receiver.id, { receiver, behind: false });
      first(this.#snapshot());
      return true;
    });
  }

  unsubscribe(receiverId: string): void {
    this.#subscribers.delete(receiverId);
  }

  refresh(): Promise<void> {
    return this.#inOrder(async () => {
      await this.#bringUpToDate();
    });
  }

  async #bringUpToDate(): Promise<Whole | null> {
    const read = await this.read(this.#seen);
    const whole = read?.document ?? null;
    const { epoch, version } = read ?? NOTHING;
    const isNew = this.#seen?.epoch !== epoch || this.#seen.version !== version;
    const send = isNew
      ? this.#change({ epoch, version, document: whole === null ? null : this.shown.select(whole) })
      : null;
    this.#seen = read;
    const failures: unknown[] = [];
    for (const subscriber of [...this.#subscribers.values()]) {
      try {
        await this.#push(subscriber, send, whole);
      } catch (error) {
        // Whether they may see it could not be known, so nothing was shown; they get it whole once it can be.
        subscriber.behind = true;
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return whole;
  }

  /** Takes on the new document; answers how those who had the one before get there. Null: nothing to tell. */
  #change(next: Sent<LiveDocuments[View]>): Delta | 'snapshot' | null {
    const before = this.#sent;
    const comparable = before?.epoch === next.epoch && before.version <= next.version;
    if (!comparable || before.document === null || next.document === null) {
      this.#sent = next;
      return before?.document === null && next.document === null ? null : 'snapshot';
    }
    const patch = patchBetween(before.document, next.document);
    if (patch.length === 0) return null;
    this.#sent = next;
    const { view, key } = this.shown;
    const { epoch, version } = next;
    return { view, key, epoch, from: before.version, to: version, patch, serverTime: this.now() };
  }

  async #push(subscriber: Subscriber, send: Delta | 'snapshot' | null, whole: Whole | null): Promise<void> {
    if (send === null && !subscriber.behind) return;
    const { receiver } = subscriber;
    if (!(await this.maySee(receiver.principal, whole))) {
      this.#subscribers.delete(receiver.id);
      receiver.revoked({ view: this.shown.view, key: this.shown.key });
    } else if (receiver.isBusy()) {
      subscriber.behind = true;
    } else if (subscriber.behind || send === 'snapshot' || send === null) {
      subscriber.behind = false;
      receiver.snapshot(this.#snapshot());
    } else {
      receiver.delta(send);
    }
  }

  #snapshot(): Snapshot<View> {
    const { view, key } = this.shown;
    return { view, key, ...(this.#sent ?? NOTHING), serverTime: this.now() };
  }

  #inOrder<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#work.then(work, work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}
