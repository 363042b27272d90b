import type { NetworkCheck } from '@hearth/contracts';
import { verdictOf, type NetworkVerdict, type SendingFigures } from './verdict';

export interface NetworkCheckPorts {
  /** Asks for a room to try the network in. */
  readonly open: () => Promise<NetworkCheck>;
  /** Sends something there; null when nothing got through. */
  readonly send: (url: string, token: string) => Promise<SendingFigures | null>;
  readonly close: () => Promise<void>;
}

/** Tries the way to the video server. Never throws: a test that cannot be made says nothing about the network. */
export const tryNetwork = async ({ open, send, close }: NetworkCheckPorts): Promise<NetworkVerdict> => {
  try {
    const { url, token } = await open();
    try {
      return verdictOf(await send(url, token));
    } finally {
      // The server forgets the room by itself; this only spares it the wait, and nobody waits for it.
      close().catch(() => undefined);
    }
  } catch {
    return 'unknown';
  }
};
