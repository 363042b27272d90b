import type { Instant } from '../time.js';
import type { ProgrammeEvent } from './events.js';

type Established = Extract<ProgrammeEvent, { readonly type: 'ProgrammeEstablished' }>['data'];

export type ProgrammeCommand =
  | ({ readonly type: 'EstablishProgramme' } & Established)
  | {
      /**
       * Gives a session's seal its place in the programme's chain, before the session itself is sealed with that
       * place. Place and predecessor are decided here; a caller that has already promised them to somebody may
       * name them, and is refused when the chain has moved on since.
       */
      readonly type: 'ChainSeal';
      readonly sessionId: string;
      readonly hash: string;
      readonly at: Instant;
      readonly expected?: { readonly sequence: number; readonly previousHash: string | null };
    };
