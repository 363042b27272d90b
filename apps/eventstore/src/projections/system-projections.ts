import { setTimeout as delay } from 'node:timers/promises';
import type { AddressedEvent } from '../engine/command.js';
import type { Engine } from '../engine/engine.js';
import { ClosedError, reasonOf, ReadOnlyError } from '../errors.js';
import type { StoredEvent } from '../log/record.js';
import { jsonEvent, lastJson, setMetadata } from '../persistent/system-stream.js';
import { linksOf } from './links.js';

const CHECKPOINT_STREAM = '$projections-$system-checkpoint';
const CHECKPOINT_TYPE = '$ProjectionCheckpoint';
/** After so many events without a link, how far it has come is written all the same. */
const EVENTS_PER_CHECKPOINT = 10_000;
/** What is heard and does not fit is read from the log again. */
const MAX_HEARD = 4_096;
const EVENTS_AT_ONCE = 512;
const RETRY_MS = 1_000;

/**
 * `$by_category`, `$by_event_type` and `$streams`: follows `$all` and writes links. The links of some events and how far
 * they go are one append, so a crash neither doubles nor loses one, and a start goes on where it was, from the first
 * event when it was never run before.
 */
export class SystemProjections {
  private cursor: number;
  private unwritten = 0;
  private heard: StoredEvent[] = [];
  private wake: (() => void) | undefined;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  /** @param report told why it had to stop; the node goes on without new links */
  constructor(
    private readonly engine: Engine,
    report: (reason: string) => void,
  ) {
    const stored = lastJson(engine, CHECKPOINT_STREAM);
    this.cursor = typeof stored === 'number' ? stored : 0;
    const stopListening = engine.feed.onAll((events) => this.hear(events));
    this.running = this.run()
      .catch((error: unknown) => report(reasonOf(error)))
      .finally(stopListening);
  }

  /** Resolves when nothing more is written. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake?.();
    await this.running;
  }

  private hear(events: readonly StoredEvent[]): void {
    if (this.heard.length + events.length > MAX_HEARD) this.heard = [];
    else this.heard.push(...events);
    this.wake?.();
  }

  private async run(): Promise<void> {
    if (this.engine.stream(CHECKPOINT_STREAM)?.limits.maxCount !== 1)
      await this.untilWritten(() => setMetadata(this.engine, CHECKPOINT_STREAM, { $maxCount: 1 }));
    while (!this.stopping.signal.aborted) {
      const events = await this.following();
      if (events.length > 0) await this.project(events);
      else if (this.engine.lastPosition <= this.cursor) await this.news();
    }
  }

  /** The next events after the cursor: those that were heard if they follow on it, else out of the log. */
  private async following(): Promise<StoredEvent[]> {
    this.heard = this.heard.filter(({ position }) => position > this.cursor);
    if (this.heard[0]?.position === this.cursor + 1) return this.heard.splice(0, EVENTS_AT_ONCE);
    if (this.engine.lastPosition <= this.cursor) return [];
    await this.untilWritten(() => this.engine.settled());
    const { events, next } = this.engine.readAll(this.cursor + 1, 'forwards');
    // Positions that compaction has emptied are passed over.
    if (events.length === 0 && next === undefined) this.cursor = this.engine.indexedPosition;
    return events;
  }

  private async project(events: readonly StoredEvent[]): Promise<void> {
    const last = events.at(-1)?.position ?? this.cursor;
    const links = events.flatMap(linksOf);
    this.unwritten += events.length;
    if (links.length > 0 || this.unwritten >= EVENTS_PER_CHECKPOINT)
      await this.untilWritten(() => this.write(links, last));
    this.cursor = last;
  }

  private async write(links: readonly AddressedEvent[], upTo: number): Promise<void> {
    const checkpoint = { stream: CHECKPOINT_STREAM, event: jsonEvent(CHECKPOINT_TYPE, upTo) };
    await this.engine.write({ kind: 'several', events: [...links, checkpoint] });
    this.unwritten = 0;
  }

  /** Tries again while the disk takes nothing. */
  private async untilWritten(work: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        if (error instanceof ClosedError) {
          this.stopping.abort();
          return;
        }
        if (!(error instanceof ReadOnlyError)) throw error;
      }
      const { signal } = this.stopping;
      await delay(RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
    }
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
      if (this.stopping.signal.aborted) resolve();
    });
  }
}
