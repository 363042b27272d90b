import type { ServerWritableStream } from '@grpc/grpc-js';
import type { streamsPb } from './stubs.js';

export type ReadCall = ServerWritableStream<streamsPb.ReadReq, Buffer>;

/** How long a reader that takes nothing may keep in memory what was read for it. */
const PATIENCE_MS = 1_000;

/**
 * Writes to a call no faster than its client reads: `send` says whether there is room for more, and `room` waits
 * for it. Nothing is queued here, so a client that never reads costs no more than one buffer.
 */
export class Outlet {
  private wake: (() => void) | undefined;
  private closed_ = false;
  private full = false;

  constructor(
    private readonly call: ReadCall,
    stopping: AbortSignal,
  ) {
    const close = (): void => {
      this.closed_ = true;
      this.notify();
    };
    call.on('cancelled', close);
    call.on('close', close);
    call.on('error', close);
    call.on('drain', () => {
      this.full = false;
      this.notify();
    });
    stopping.addEventListener('abort', close, { once: true });
    call.on('close', () => stopping.removeEventListener('abort', close));
  }

  /** The client has gone, or the node stops. */
  get closed(): boolean {
    return this.closed_;
  }

  get hasRoom(): boolean {
    return !this.full;
  }

  send(message: Buffer): void {
    if (this.closed_) return;
    if (!this.call.write(message)) this.full = true;
  }

  /** Resolves when there is room again, or the call has ended. */
  async room(): Promise<void> {
    while (this.full && !this.closed_) await this.next();
  }

  /** The same, but gives up after a while: false when there is still no room. */
  async roomSoon(): Promise<boolean> {
    if (!this.full || this.closed_) return true;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.notify();
    }, PATIENCE_MS);
    while (this.full && !this.closed_ && !isLate) await this.next();
    clearTimeout(timer);
    return !this.full || this.closed_;
  }

  /** Resolves at the next `notify`, or when the call ends or drains. */
  next(): Promise<void> {
    if (this.closed_) return Promise.resolve();
    return new Promise((resolve) => (this.wake = resolve));
  }

  notify(): void {
    const wake = this.wake;
    this.wake = undefined;
    wake?.();
  }

  /** Ends the call properly, if its client is still there. */
  end(): void {
    if (!this.call.cancelled) this.call.end();
  }
}
