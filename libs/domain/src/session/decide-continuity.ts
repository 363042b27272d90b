import type { SessionCommandOf } from './commands.js';
import { continuityOf } from './continuity.js';
import type { SessionEvent } from './events.js';
import { known } from './guard.js';
import type { SessionState } from './state.js';

const resumed = (state: SessionState, at: number): readonly SessionEvent[] =>
  state.status === 'live' && state.heldSince !== null ? [{ type: 'GroupResumed', data: { at } }] : [];

/**
 * Keeps a running group led, by rule: the co-facilitator takes charge when the facilitator is lost, the group is held
 * when nobody is left, and goes on when somebody is back. Nothing when all is as it should be.
 */
export const keepLed = (
  { at }: SessionCommandOf<'KeepGroupLed'>,
  state: SessionState,
): readonly SessionEvent[] => {
  const session = known(state);
  const continuity = continuityOf(session, at);
  switch (continuity.kind) {
    case 'not-running':
    case 'waiting':
      return [];
    case 'led':
      return resumed(session, at);
    case 'promote': {
      const { to } = continuity;
      return [
        { type: 'FacilitatorHandedOver', data: { from: session.lead, to, at } },
        ...resumed(session, at),
      ];
    }
    case 'hold':
      if (session.status !== 'live' || session.heldSince !== null) return [];
      return [{ type: 'GroupHeld', data: { since: continuity.since, at } }];
    default:
      return continuity satisfies never;
  }
};

/** Keeps that whoever is on call was told, or could not be. */
export const recordOnCallAlert = (
  { type: _type, ...data }: SessionCommandOf<'RecordOnCallAlert'>,
  state: SessionState,
): readonly SessionEvent[] => {
  known(state);
  return [{ type: 'OnCallAlerted', data }];
};
