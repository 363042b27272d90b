import { randomUUID } from 'node:crypto';
import type { Engine } from '../engine/engine.js';
import { firstServedRevision } from '../engine/stream-state.js';
import type { StoredEvent } from '../log/record.js';
import { LINK_TYPE } from '../protocol/links.js';
import type { Message } from './consumer.js';
import { setMetadata } from './system-stream.js';

/** A link in the parked stream, and what it points to. */
export interface ParkedLink {
  revision: number;
  event: StoredEvent | undefined;
}

/** The stream of links to the messages that a group could not handle. */
export class Parked {
  /** Parked revisions that are being replayed; they leave the stream when they have been handled. */
  private readonly replaying = new Set<number>();
  private readonly handled = new Set<number>();

  constructor(
    private readonly engine: Engine,
    private readonly stream: string,
  ) {}

  get count(): number {
    const state = this.engine.stream(this.stream);
    if (state === undefined || state.last < 0) return 0;
    return Math.max(0, state.last + 1 - firstServedRevision(this.stream, state) - this.handled.size);
  }

  /** Writes a link to the message. Resolves when it is durable. */
  async park(message: Message, reason: string): Promise<void> {
    const origin = message.resolved.link ?? message.resolved.event;
    if (origin === undefined) return;
    const metadata = { added: new Date().toISOString(), reason, subscriptionEventNumber: origin.revision };
    const link = {
      id: Buffer.from(randomUUID().replaceAll('-', ''), 'hex'),
      type: LINK_TYPE,
      isJson: false,
      data: Buffer.from(`${origin.revision}@${origin.stream}`),
      metadata: Buffer.from(JSON.stringify(metadata)),
    };
    await this.engine.write({ kind: 'append', stream: this.stream, expected: 'any', events: [link] });
  }

  /** Links that are not being replayed yet, oldest first, at most `limit`. */
  async toReplay(limit: number): Promise<ParkedLink[]> {
    await this.engine.settled();
    const links: ParkedLink[] = [];
    let from: number | undefined = 0;
    while (from !== undefined && links.length < limit) {
      const page = this.engine.readStream(this.stream, from, 'forwards', Number.MAX_SAFE_INTEGER);
      if (page.kind !== 'page') break;
      for (const event of page.events) {
        if (links.length >= limit || this.replaying.has(event.revision) || this.handled.has(event.revision))
          continue;
        links.push({ revision: event.revision, event: this.engine.reader.target(event) });
      }
      from = page.next;
    }
    for (const { revision } of links) this.replaying.add(revision);
    return links;
  }

  /** A replayed message has been handled, or parked anew: its old link may go. */
  async finish(revision: number): Promise<void> {
    this.replaying.delete(revision);
    this.handled.add(revision);
    const state = this.engine.stream(this.stream);
    if (state === undefined) return;
    const first = firstServedRevision(this.stream, state);
    let keep = first;
    while (this.handled.has(keep)) keep++;
    if (keep === first) return;
    await setMetadata(this.engine, this.stream, { $tb: keep });
    for (let gone = first; gone < keep; gone++) this.handled.delete(gone);
  }

  /** What was being replayed was not handled: it can be replayed again. */
  giveBack(revision: number): void {
    this.replaying.delete(revision);
  }
}
