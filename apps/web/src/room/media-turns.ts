import type { MediaKind } from './video-room';

/** Lets what concerns one device happen one after the other, so that what was asked for last holds in the end. */
export class MediaTurns {
  private readonly last = new Map<MediaKind, Promise<void>>();

  /** @param act does not reject */
  take(kind: MediaKind, act: () => Promise<void>): Promise<void> {
    const turn = (this.last.get(kind) ?? Promise.resolve()).then(act);
    this.last.set(kind, turn);
    return turn;
  }
}
