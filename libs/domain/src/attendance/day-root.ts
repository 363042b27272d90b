import { canonicalJson, sha256Hex } from './canonical.js';

// Type aliases, not interfaces: only those have a canonical form.
/** One link of a programme's chain: a seal, or a correction of one. */
export type ChainEntry = {
  readonly kind: 'seal' | 'correction';
  readonly sessionId: string;
  /** Only of a correction. */
  readonly correctionId?: string;
  readonly sequence: number;
  readonly hash: string;
  readonly previousHash: string | null;
  readonly at: number;
};

/** What a day's root is taken of: a plain list, since every proof carries its links anyway. */
export type DayRootContent = {
  readonly programmeId: string;
  /** The programme's calendar day that was over; the root holds all links since the root before it. */
  readonly day: string;
  readonly previousRoot: string | null;
  /** Sessions of the day that were still not sealed at the deadline. */
  readonly unsealed: readonly string[];
  readonly links: readonly ChainEntry[];
};

/** Lower-case hex SHA-256 over the day, the root before it and the links, in the order of the chain. */
export const dayRoot = (content: DayRootContent): string => sha256Hex(canonicalJson(content));

/** What is signed of a root. */
export const dayRootPayload = (day: string, root: string): string => `day-root.${day}.${root}`;
