import { setTimeout as delay } from 'node:timers/promises';
import type { RoomService } from '@hearth/video';

const LOOK_MS = 2_000;

/**
 * Notices that LiveKit has come back, so that the rooms of open sessions are made again at once and not at their
 * next poll.
 */
export class LiveKitWatch {
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  #ready: boolean | null = null;

  constructor(
    private readonly rooms: Pick<RoomService, 'health'>,
    private readonly onBack: () => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.#loop = this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  /** Whether LiveKit answered when last asked; null before the first answer. */
  get ready(): boolean | null {
    return this.#ready;
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const { ready } = await this.rooms.health();
      const isBack = ready && this.#ready === false;
      this.#ready = ready;
      try {
        if (isBack) await this.onBack();
        await delay(LOOK_MS, undefined, { signal });
      } catch (error) {
        if (!signal.aborted) this.onError(error);
      }
    }
  }
}
