const remembered = 24;

/**
 * What time it is at the server. A message arrives late, never early, so the sample with the largest offset is the
 * one that was delayed least; old samples fall out, so that a clock that jumps is followed.
 */
export class ServerClock {
  private samples: number[] = [];
  private offset = 0;

  constructor(private readonly localNow: () => number) {}

  /** Takes in a message that carried the server's time. */
  observe(serverTime: number): void {
    this.samples = [...this.samples.slice(1 - remembered), serverTime - this.localNow()];
    this.offset = Math.max(...this.samples);
  }

  /** ms since the epoch, by the server. Before the first message: by this device. */
  now(): number {
    return this.localNow() + this.offset;
  }
}
