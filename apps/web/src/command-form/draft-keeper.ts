import { createContext } from 'react';

/** What holds a form that can be put away: as long as something is entered there and not sent, it must not be lost. */
export interface KeepsDrafts {
  /** Something was entered. */
  readonly begun: () => void;
  /** It was sent, and has arrived. */
  readonly sent: () => void;
}

/** A form that always stands on its screen needs nobody to keep what is entered. */
export const DraftKeeper = createContext<KeepsDrafts>({ begun: () => undefined, sent: () => undefined });
