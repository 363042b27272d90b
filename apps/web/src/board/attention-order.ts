import type { BoardSession } from '@hearth/views';
import { openHelpOf, openSignalsOf } from './totals';

const statusRank = (session: BoardSession): number => {
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
      return 8;
    default: {
      const unknown: never = session.status;
      return unknown;
    }
  }
};

const attentionRank = (session: BoardSession): number => {
  if (openSignalsOf(session).length > 0) return 0;
  if (session.unstaffedSince !== null) return 1;
  if (openHelpOf(session) > 0) return 2;
  return statusRank(session);
};

/** Safety first, then unstaffed, then open help, then live, then the rest by time. */
export const byAttention = (sessions: readonly BoardSession[]): readonly BoardSession[] =>
  [...sessions].sort(
    (a, b) =>
      attentionRank(a) - attentionRank(b) ||
      a.startsAt - b.startsAt ||
      a.sessionId.localeCompare(b.sessionId),
  );
