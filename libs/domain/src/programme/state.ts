import type { ChainEntry } from '../attendance/day-root.js';
import type { AuthorizationAlerts } from '../authorization/alerts.js';
import type { OutreachTimes } from '../outreach/times.js';
import type { CapacityLimit } from './calendar-events.js';
import { entryOf, type KeyedParts } from './keyed-parts.js';

/** A link in the chain of seals. */
export interface ChainLink {
  readonly sequence: number;
  readonly hash: string;
  readonly previousHash: string | null;
}

export type ProgrammeState =
  | { readonly status: 'none' }
  | {
      readonly status: 'established';
      readonly head: ChainLink | null;
      readonly programmeId: string;
      readonly timeZone: string;
      readonly holidays: readonly { readonly day: string; readonly title: string }[];
      readonly limits: readonly CapacityLimit[];
      readonly outreachTimes: OutreachTimes;
      readonly authorizationAlerts: AuthorizationAlerts;
      /** The newest link of each session. */
      readonly links: KeyedParts<ChainLink>;
      /** Ids of the corrections that have a link. */
      readonly corrections: KeyedParts<true>;
      readonly lastRoot: { readonly day: string; readonly root: string } | null;
      /** What was chained since the last root. */
      readonly unrooted: readonly ChainEntry[];
    };

/** Where the next seal would go. */
export const nextLink = (state: ProgrammeState): Pick<ChainLink, 'sequence' | 'previousHash'> =>
  state.status === 'none' || state.head === null
    ? { sequence: 0, previousHash: null }
    : { sequence: state.head.sequence + 1, previousHash: state.head.hash };

/** The place of a session in the chain; null while it has none. */
export const linkOf = (state: ProgrammeState, sessionId: string): ChainLink | null =>
  state.status === 'none' ? null : entryOf(state.links, sessionId);

/** Whether a correction has its place in the chain. */
export const hasCorrection = (state: ProgrammeState, correctionId: string): boolean =>
  state.status !== 'none' && entryOf(state.corrections, correctionId) !== null;
