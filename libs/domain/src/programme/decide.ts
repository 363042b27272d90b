import type { Decider } from '../decider.js';
import { dayRoot, type ChainEntry } from '../attendance/day-root.js';
import { usualAuthorizationAlerts } from '../authorization/alerts.js';
import { usualOutreachTimes } from '../outreach/times.js';
import { Rejection } from '../rejection.js';
import { declareHolidays, setCapacityLimits } from './decide-calendar.js';
import { setAuthorizationAlerts, setOutreachTimes } from './decide-follow-up.js';
import type { ProgrammeCommand } from './commands.js';
import type { ProgrammeEvent } from './events.js';
import { entryOf, noParts, withEntry } from './keyed-parts.js';
import { hasCorrection, nextLink, type ProgrammeState } from './state.js';

type CommandOf<Type extends ProgrammeCommand['type']> = Extract<ProgrammeCommand, { readonly type: Type }>;

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
  if (entryOf(state.links, sessionId)?.hash === hash) return [];
  const next = nextLink(state);
  const hasMoved =
    expected !== undefined &&
    (expected.sequence !== next.sequence || expected.previousHash !== next.previousHash);
  if (hasMoved) throw new Rejection('stale-fact', { sequence: next.sequence });
  return [{ type: 'SealChained', data: { sessionId, hash, at, ...next } }];
};

const chainCorrection = (
  { type: _type, ...data }: CommandOf<'ChainCorrection'>,
  state: ProgrammeState,
): readonly ProgrammeEvent[] => {
  if (state.status === 'none') throw new Rejection('not-found');
  if (hasCorrection(state, data.correctionId)) return [];
  const next = nextLink(state);
  if (data.sequence !== next.sequence || data.previousHash !== next.previousHash) {
    throw new Rejection('stale-fact', { sequence: next.sequence });
  }
  return [{ type: 'CorrectionChained', data }];
};

/** The text-free part of a root: what it would be of everything chained since the one before. */
export const nextRoot = (
  state: Extract<ProgrammeState, { readonly status: 'established' }>,
  day: string,
  unsealed: readonly string[],
): { readonly root: string; readonly previousRoot: string | null } => {
  const previousRoot = state.lastRoot?.root ?? null;
  const { programmeId, unrooted } = state;
  return { root: dayRoot({ programmeId, day, previousRoot, unsealed, links: unrooted }), previousRoot };
};

const rootDay = (
  { type: _type, ...data }: CommandOf<'RootDay'>,
  state: ProgrammeState,
): readonly ProgrammeEvent[] => {
  if (state.status === 'none') throw new Rejection('not-found');
  if (state.unrooted.length === 0 || (state.lastRoot !== null && state.lastRoot.day >= data.day)) return [];
  const { root, previousRoot } = nextRoot(state, data.day, data.unsealed);
  const isOfNow =
    data.root === root &&
    data.previousRoot === previousRoot &&
    data.firstSequence === state.unrooted[0]?.sequence &&
    data.lastSequence === state.unrooted.at(-1)?.sequence;
  if (!isOfNow) throw new Rejection('stale-fact');
  return [{ type: 'DayRooted', data }];
};

const decide = (command: ProgrammeCommand, state: ProgrammeState): readonly ProgrammeEvent[] => {
  switch (command.type) {
    case 'EstablishProgramme':
      return establish(command, state);
    case 'ChainSeal':
      return chain(command, state);
    case 'ChainCorrection':
      return chainCorrection(command, state);
    case 'RootDay':
      return rootDay(command, state);
    case 'DeclareHolidays':
      return declareHolidays(command, state);
    case 'SetCapacityLimits':
      return setCapacityLimits(command, state);
    case 'SetOutreachTimes':
      return setOutreachTimes(command, state);
    case 'SetAuthorizationAlerts':
      return setAuthorizationAlerts(command, state);
    default:
      return command satisfies never;
  }
};

const linked = (
  state: Extract<ProgrammeState, { readonly status: 'established' }>,
  entry: ChainEntry,
): Extract<ProgrammeState, { readonly status: 'established' }> => {
  const { sequence, hash, previousHash } = entry;
  return { ...state, head: { sequence, hash, previousHash }, unrooted: [...state.unrooted, entry] };
};

const evolve = (state: ProgrammeState, event: ProgrammeEvent): ProgrammeState => {
  if (event.type === 'ProgrammeEstablished') {
    const { programmeId, timeZone } = event.data;
    const chain = { head: null, links: noParts, corrections: noParts, lastRoot: null, unrooted: [] };
    const usual = { outreachTimes: usualOutreachTimes, authorizationAlerts: usualAuthorizationAlerts };
    const nothing = { ...chain, holidays: [], limits: [], ...usual };
    return { status: 'established', programmeId, timeZone, ...nothing };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'SealChained': {
      const { sessionId, sequence, hash, previousHash } = event.data;
      const next = linked(state, { kind: 'seal', ...event.data });
      return { ...next, links: withEntry(state.links, sessionId, { sequence, hash, previousHash }) };
    }
    case 'CorrectionChained': {
      const { keyId: _keyId, signature: _signature, ...link } = event.data;
      const next = linked(state, { kind: 'correction', ...link });
      return { ...next, corrections: withEntry(state.corrections, link.correctionId, true) };
    }
    case 'DayRooted': {
      const { day, root, lastSequence } = event.data;
      const unrooted = state.unrooted.filter(({ sequence }) => sequence > lastSequence);
      return { ...state, lastRoot: { day, root }, unrooted };
    }
    case 'HolidaysDeclared':
      return { ...state, holidays: event.data.holidays };
    case 'CapacityLimitsSet':
      return { ...state, limits: event.data.limits };
    case 'OutreachTimesSet':
      return { ...state, outreachTimes: event.data.times };
    case 'AuthorizationAlertsSet':
      return { ...state, authorizationAlerts: event.data.alerts };
    default:
      return event satisfies never;
  }
};

export const programmeDecider: Decider<ProgrammeCommand, ProgrammeState, ProgrammeEvent> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
