import { mediaTroubleOf, type MediaTrouble } from './media-trouble';

export type PreviewPart =
  | { readonly state: 'off' }
  | { readonly state: 'asking' }
  | { readonly state: 'on'; readonly stream: MediaStream }
  | { readonly state: 'failed'; readonly trouble: MediaTrouble };

export interface PreviewState {
  readonly camera: PreviewPart;
  readonly microphone: PreviewPart;
}

const off: PreviewPart = { state: 'off' };

const stop = (part: PreviewPart): void => {
  if (part.state === 'on') for (const track of part.stream.getTracks()) track.stop();
};

type Part = 'camera' | 'microphone';

/**
 * Camera and microphone before the room, each for itself, so that a missing camera does not cost the microphone.
 * Nothing leaves the device. Outside React; `close` turns both off.
 */
export class MediaPreview {
  private current: PreviewState = { camera: off, microphone: off };
  private readonly listeners = new Set<() => void>();
  private asks: Record<Part, number> = { camera: 0, microphone: 0 };

  constructor(private readonly media: MediaDevices | undefined) {}

  readonly state = (): PreviewState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Turns one on, with the device that was chosen, or the usual one when that is gone. */
  async open(part: Part, deviceId: string | null): Promise<void> {
    const ask = (this.asks[part] += 1);
    stop(this.current[part]);
    this.set(part, { state: 'asking' });
    const next = await this.capture(part, deviceId);
    if (ask !== this.asks[part]) return stop(next);
    if (next.state === 'on')
      next.stream
        .getTracks()[0]
        ?.addEventListener('ended', () => this.set(part, { state: 'failed', trouble: 'unplugged' }), {
          once: true,
        });
    this.set(part, next);
  }

  shut(part: Part): void {
    this.asks[part] += 1;
    stop(this.current[part]);
    this.set(part, off);
  }

  close(): void {
    this.shut('camera');
    this.shut('microphone');
  }

  private async capture(part: Part, deviceId: string | null): Promise<PreviewPart> {
    if (this.media === undefined) return { state: 'failed', trouble: 'insecure' };
    const constraint = deviceId === null ? true : { deviceId: { ideal: deviceId } };
    try {
      const stream = await this.media.getUserMedia(
        part === 'camera' ? { video: constraint } : { audio: constraint },
      );
      return { state: 'on', stream };
    } catch (error) {
      return { state: 'failed', trouble: mediaTroubleOf(error) };
    }
  }

  private set(part: Part, next: PreviewPart): void {
    this.current = { ...this.current, [part]: next };
    for (const listener of this.listeners) listener();
  }
}
