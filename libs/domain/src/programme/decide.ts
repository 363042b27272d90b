import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { ProgrammeCommand } from './commands.js';
import type { ProgrammeEvent } from './events.js';

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
      /** The newest link of each session. */
      readonly links: Readonly<Record<string, ChainLink>>;
    };

type CommandOf<Type extends ProgrammeCommand['type']> = Extract<ProgrammeCommand, { readonly type: Type }>;

/** Where the next seal would go. */
export const nextLink = (state: ProgrammeState): Pick<ChainLink, 'sequence' | 'previousHash'> =>
  state.status === 'none' || state.head === null
    ? { sequence: 0, previousHash: null }
    : { sequence: state.head.sequence + 1, previousHash: state.head.hash };

/** The place of a session in the chain; null while it has none. */
export const linkOf = (state: ProgrammeState, sessionId: string): ChainLink | null =>
  state.status === 'none' ? null : (state.links[sessionId] ?? null);

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const establish = (
  { type: _type, ...data }: CommandOf<'EstablishProgramme'>,
  state: ProgrammeState,
): readonly ProgrammeEvent[] => {
  if (state.status !== 'none') throw new Rejection('already-exists');
  if (!isTimeZone(data.timeZone)) throw new Rejection('invalid');
  return [{ type: 'ProgrammeEstablished', data }];
};

/**
 * Once per session and hash. When sealing was interrupted between the chain and the session, and a fact came in
 * between, the session is chained again under its new hash: its last link is the one that its seal names, and the
 * link before it stays in the chain.
 */
const chain = (command: CommandOf<'ChainSeal'>, state: ProgrammeState): readonly ProgrammeEvent[] => {
  if (state.status === 'none') throw new Rejection('not-found');
  const { sessionId, hash, at, expected } = command;
  if (state.links[sessionId]?.hash === hash) return [];
  const next = nextLink(state);
  const hasMoved =
    expected !== undefined &&
    (expected.sequence !== next.sequence || expected.previousHash !== next.previousHash);
  if (hasMoved) throw new Rejection('stale-fact', { sequence: next.sequence });
  return [{ type: 'SealChained', data: { sessionId, hash, at, ...next } }];
};

const decide = (command: ProgrammeCommand, state: ProgrammeState): readonly ProgrammeEvent[] => {
  switch (command.type) {
    case 'EstablishProgramme':
      return establish(command, state);
    case 'ChainSeal':
      return chain(command, state);
    default:
      return command satisfies never;
  }
};

const evolve = (state: ProgrammeState, event: ProgrammeEvent): ProgrammeState => {
  switch (event.type) {
    case 'ProgrammeEstablished':
      return { status: 'established', head: null, links: {} };
    case 'SealChained': {
      if (state.status === 'none') return state;
      const { sessionId, sequence, hash, previousHash } = event.data;
      const head: ChainLink = { sequence, hash, previousHash };
      return { ...state, head, links: { ...state.links, [sessionId]: head } };
    }
    default:
      return event satisfies never;
  }
};

export const programmeDecider: Decider<ProgrammeCommand, ProgrammeState, ProgrammeEvent> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
