import type { HelpRequest, SignalSummary } from '../room/document.js';
import type { BoardSession } from './document.js';

/** As much of a session as its place on the board hangs on. */
export interface Attended extends Pick<
  BoardSession,
  'sessionId' | 'startsAt' | 'status' | 'notHeld' | 'unstaffedSince'
> {
  readonly signals: readonly Pick<SignalSummary, 'closed'>[];
  readonly help: readonly Pick<HelpRequest, 'answered'>[];
}

/** Who needs attention first. Smaller comes first. */
const attentionOf = (session: Attended): number => {
  if (session.signals.some(({ closed }) => closed === null)) return 0;
  if (session.unstaffedSince !== null) return 1;
  if (session.help.some(({ answered }) => answered === null)) return 2;
  switch (session.status) {
    case 'live':
      return 3;
    case 'doors-open':
      return 4;
    case 'scheduled':
      return 5;
    case 'ended':
      return 6;
    case 'sealed':
      return 7;
    case 'cancelled':
      // Somebody should ask why; it is not to be lost at the end.
      return session.notHeld === true ? 6 : 8;
    default:
      return session.status satisfies never;
  }
};

/** Orders sessions: open safety signals, then unstaffed, then open help, then live, then the rest by time. */
export const byAttention = (a: Attended, b: Attended): number =>
  attentionOf(a) - attentionOf(b) || a.startsAt - b.startsAt || (a.sessionId < b.sessionId ? -1 : 1);
