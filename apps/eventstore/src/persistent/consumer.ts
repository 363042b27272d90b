import type { ResolvedEvent } from '../protocol/encode-event.js';
import type { Failure } from '../protocol/failure.js';
import type { Step } from './progress.js';

/** An event that a group hands out. */
export interface Message {
  /** Id by which clients acknowledge: the link's, if the event came through one. */
  id: string;
  resolved: ResolvedEvent;
  retryCount: number;
  step: Step | undefined;
  /** Revision in the parked stream that it was replayed from. */
  parkedRevision: number | undefined;
}

/** The far side of one consumer. */
export interface Connection {
  send(message: Message): void;
  /** False while the client does not read. */
  hasRoom(): boolean;
  drop(failure: Failure): void;
  from: string;
  username: string;
  name: string;
}

interface InFlight {
  message: Message;
  /** Milliseconds, by `performance.now()`. */
  since: number;
}

const KEPT_LATENCIES = 1_000;

/** One connected client of a group, and what it has been given. */
export class Consumer {
  private readonly inFlight_ = new Map<string, InFlight[]>();
  private count = 0;
  private readonly connectedAt = performance.now();
  private readonly latencies: number[] = [];
  total = 0;
  sinceLastMeasurement = 0;

  constructor(
    readonly number: number,
    readonly connection: Connection,
    private readonly slots: number,
  ) {}

  get inFlight(): number {
    return this.count;
  }

  get availableSlots(): number {
    return Math.max(0, this.slots - this.count);
  }

  get perSecond(): number {
    return Math.round(this.total / Math.max(1, (performance.now() - this.connectedAt) / 1000));
  }

  get hasRoom(): boolean {
    return this.count < this.slots && this.connection.hasRoom();
  }

  give(message: Message): void {
    const same = this.inFlight_.get(message.id) ?? [];
    same.push({ message, since: performance.now() });
    this.inFlight_.set(message.id, same);
    this.count++;
    this.total++;
    this.sinceLastMeasurement++;
    this.connection.send(message);
  }

  /** Takes back the message with an id, if this consumer has it. */
  take(id: string): Message | undefined {
    const same = this.inFlight_.get(id);
    const found = same?.shift();
    if (same === undefined || found === undefined) return undefined;
    if (same.length === 0) this.inFlight_.delete(id);
    this.count--;
    this.latencies.push(performance.now() - found.since);
    if (this.latencies.length > KEPT_LATENCIES) this.latencies.shift();
    return found.message;
  }

  takeAll(): Message[] {
    const messages = [...this.inFlight_.values()].flat().map(({ message }) => message);
    this.inFlight_.clear();
    this.count = 0;
    return messages;
  }

  /** Takes back what has been out for longer than `timeout` milliseconds. */
  takeOverdue(timeout: number): Message[] {
    const now = performance.now();
    const overdue = [...this.inFlight_.values()].flat().filter(({ since }) => now - since > timeout);
    return overdue.flatMap(({ message }) => this.take(message.id) ?? []);
  }

  /** Latencies in milliseconds under the names that EventStoreDB uses. */
  measurements(): [key: string, value: number][] {
    const sorted = this.latencies.toSorted((a, b) => a - b);
    const at = (part: number): number =>
      Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0);
    const mean = sorted.reduce((sum, value) => sum + value, 0) / Math.max(1, sorted.length);
    const quintiles = [1, 2, 3, 4, 5].map((n): [string, number] => [`Quintile ${n}`, at(n / 5)]);
    return [
      ['Mean', Math.round(mean)],
      ['Median', at(0.5)],
      ...quintiles,
      ['90%', at(0.9)],
      ['95%', at(0.95)],
      ['99%', at(0.99)],
    ];
  }
}
