import { MINUTE, SECOND, type Instant } from '../time.js';
import { isOpen, type Connection } from './connection.js';
import type { SessionState, SessionStateOf } from './state.js';

/** For so long a facilitator may be away, as when a network comes back, before anything is done about it. */
export const HOLD_AFTER_MS = 30 * SECOND;

/**
 * A loss that is heard of later than this, of a group that should be over for as long, is the past: there is nobody left
 * whom a hold or an alert could help.
 */
export const PAST_AFTER_MS = 30 * MINUTE;

/** Who leads a running group now, and what is to be done when nobody does. */
export type Continuity =
  | { readonly kind: 'not-running' }
  /** Led by whoever has charge. */
  | { readonly kind: 'led' }
  /** Somebody is away, and it is too early to do anything. */
  | { readonly kind: 'waiting'; readonly until: Instant }
  /** Whoever has charge is away, and another facilitator is in the room. */
  | { readonly kind: 'promote'; readonly to: string }
  /** No facilitator is in the room. */
  | { readonly kind: 'hold'; readonly since: Instant };

const connectionsOf = (session: SessionStateOf<'live'>, staffId: string): readonly Connection[] =>
  Object.values(session.connections).filter(
    ({ person, hidden }) => person.kind === 'staff' && person.id === staffId && !hidden,
  );

const lastLeft = (connections: readonly Connection[]): Instant | null => {
  const lefts = connections.flatMap(({ by }) => Object.values(by).map(({ leftAt }) => leftAt ?? 0));
  const last = Math.max(0, ...lefts);
  return last === 0 ? null : last;
};

/**
 * Decides by rule, from what the witnesses said so far. Only who was connected can be lost: a group that is led
 * without the video room goes on.
 */
export const continuityOf = (state: SessionState, at: Instant): Continuity => {
  if (state.status !== 'live') return { kind: 'not-running' };
  const present = state.plan.facilitators
    .map(({ staffId }) => staffId)
    .filter((staffId) => connectionsOf(state, staffId).some(isOpen));
  if (present.includes(state.lead)) return { kind: 'led' };
  const [other] = present;
  const facilitators =
    other === undefined ? state.plan.facilitators.map(({ staffId }) => staffId) : [state.lead];
  const since = lastLeft(facilitators.flatMap((staffId) => connectionsOf(state, staffId)));
  if (since === null) return { kind: 'led' };
  if (at >= Math.max(since, state.plan.endsAt) + PAST_AFTER_MS) return { kind: 'not-running' };
  const until = since + HOLD_AFTER_MS;
  if (at < until) return { kind: 'waiting', until };
  return other === undefined ? { kind: 'hold', since } : { kind: 'promote', to: other };
};
