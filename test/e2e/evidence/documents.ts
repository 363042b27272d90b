import type { LiveDocuments, LiveView } from '@hearth/contracts';
import { createPatch } from 'rfc6902';
import { HttpDoor } from '../../../apps/demo/src/door/http-door.js';
import { LiveDoor } from '../../../apps/demo/src/door/live-door.js';

const PATIENCE_MS = 90_000;

/** Reads documents over the live channel as one signed-in person, as a screen would. */
export class DocumentReader {
  private constructor(
    private readonly live: LiveDoor,
    private readonly listeners: Set<() => void>,
  ) {}

  static async of(apiUrl: string, personaId: string, signal: AbortSignal): Promise<DocumentReader> {
    const door = new HttpDoor(apiUrl, signal);
    await door.signIn(personaId);
    return new DocumentReader(new LiveDoor(apiUrl, () => door.cookie()), new Set());
  }

  /** Waits until the document is what `wanted` asks for, and answers with it. */
  until<View extends LiveView>(
    view: View,
    key: string,
    wanted: (document: LiveDocuments[View]) => boolean,
  ): Promise<LiveDocuments[View]> {
    return new Promise((resolve) => {
      const look = (): void => {
        const { document } = watched;
        if (document !== null && wanted(document)) resolve(document);
      };
      const watched = this.live.watch(view, key, () => queueMicrotask(look));
      this.listeners.add(look);
    });
  }

  /**
   * Waits until the document equals what it was before.
   * @throws Error with the difference when it does not come to that
   */
  async equal<View extends LiveView>(view: View, key: string, expected: LiveDocuments[View]): Promise<void> {
    let newest: LiveDocuments[View] | null = null;
    const equal = this.until(view, key, (document) => {
      newest = document;
      return createPatch(expected, document).length === 0;
    });
    const late = new Promise<never>((_, reject) => {
      const complain = () =>
        reject(
          new Error(`${view} differs: ${JSON.stringify(createPatch(expected, newest)).slice(0, 4_000)}`),
        );
      setTimeout(complain, PATIENCE_MS).unref();
    });
    await Promise.race([equal, late]);
  }

  close(): void {
    this.live.close();
  }
}
