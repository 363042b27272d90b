import type { Snapshot } from '@hearth/contracts';
import type { ViewChange, ViewReader } from '@hearth/projections';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import { CLOCK, LOG, VIEWS } from '../services.js';
import type { OpenChannel, Receiver } from './channel.js';
import { LiveAccess } from './live-access.js';
import { channelId, type Subject } from './subjects.js';

/** At most one push a view in this time. */
const TICK_MS = 100;
/** After a failure, and for changes that were announced while Redis was away. */
const LOOK_AGAIN_MS = 2_000;

interface Entry {
  readonly subject: Subject;
  readonly channel: OpenChannel;
  lastAt: number;
  timer: NodeJS.Timeout | null;
}

/** Turns changes of documents into pushes to the screens that show them. */
@Injectable()
export class Pusher implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #entries = new Map<string, Entry>();
  readonly #ofDocument = new Map<string, Set<Entry>>();
  #stopListening: (() => Promise<void>)[] = [];
  #lookAgain: NodeJS.Timeout | null = null;

  constructor(
    @Inject(VIEWS) private readonly views: ViewReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
    private readonly access: LiveAccess,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#stopListening = [
      await this.views.onChange((change) => this.#changed(change)),
      await this.views.onReset(() => this.#lookAtAll()),
    ];
    this.#lookAgain = setInterval(() => this.#lookAtAll(), LOOK_AGAIN_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.#lookAgain) clearInterval(this.#lookAgain);
    for (const { timer } of this.#entries.values()) if (timer) clearTimeout(timer);
    this.#entries.clear();
    this.#ofDocument.clear();
    await Promise.all(this.#stopListening.map((stop) => stop()));
  }

  /**
   * Adds a screen to a subject.
   * @param allowed runs once access is granted, before anything is shown; when it throws, nothing is
   * @returns false when the reader may not see this
   */
  async subscribe(
    receiver: Receiver,
    subject: Subject,
    allowed: () => Promise<void>,
    first: (snapshot: Snapshot) => void,
  ): Promise<boolean> {
    const id = channelId(subject);
    const entry = this.#entryOf(id, subject);
    try {
      return await entry.channel.subscribe(receiver, allowed, first);
    } finally {
      this.#forgetIfEmpty(id, entry);
    }
  }

  unsubscribe(receiverId: string, subject: Subject): void {
    const id = channelId(subject);
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.channel.unsubscribe(receiverId);
    this.#forgetIfEmpty(id, entry);
  }

  /** A slow screen can take in more again. */
  drained(subjects: Iterable<Subject>): void {
    for (const subject of subjects) {
      const entry = this.#entries.get(channelId(subject));
      if (entry) this.#soon(entry);
    }
  }

  #entryOf(id: string, subject: Subject): Entry {
    const known = this.#entries.get(id);
    if (known) return known;
    const { views, access, clock } = this;
    const channel = subject.open({ views, access, clock });
    const entry: Entry = { subject, channel, lastAt: -Infinity, timer: null };
    this.#entries.set(id, entry);
    const address = addressOf(subject.source);
    this.#ofDocument.set(address, (this.#ofDocument.get(address) ?? new Set()).add(entry));
    return entry;
  }

  #forgetIfEmpty(id: string, entry: Entry): void {
    if (!entry.channel.isEmpty || this.#entries.get(id) !== entry) return;
    if (entry.timer) clearTimeout(entry.timer);
    this.#entries.delete(id);
    const address = addressOf(entry.subject.source);
    const sharing = this.#ofDocument.get(address);
    sharing?.delete(entry);
    if (sharing?.size === 0) this.#ofDocument.delete(address);
  }

  #changed(change: ViewChange): void {
    for (const entry of this.#ofDocument.get(addressOf(change)) ?? []) this.#soon(entry);
  }

  #lookAtAll(): void {
    for (const entry of this.#entries.values()) this.#soon(entry);
  }

  /** At once when nothing was pushed for a tick, else at the end of the tick. */
  #soon(entry: Entry, afterMs = entry.lastAt + TICK_MS - performance.now()): void {
    if (entry.timer) return;
    entry.timer = setTimeout(() => void this.#refresh(entry), Math.max(0, afterMs));
  }

  async #refresh(entry: Entry): Promise<void> {
    entry.lastAt = performance.now();
    entry.timer = null;
    try {
      await entry.channel.refresh();
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      this.log.warn({ view: entry.subject.view, error: name }, 'a view could not be pushed');
      this.#soon(entry, LOOK_AGAIN_MS);
    }
  }
}

const addressOf = ({ view, key }: { readonly view: string; readonly key: string }): string =>
  `${view} ${key}`;
