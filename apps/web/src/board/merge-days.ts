import type { BoardDocument, BoardSession } from '@hearth/views';
import { isOpenSignal } from './totals';

const isRunning = (session: BoardSession): boolean =>
  session.status === 'live' || session.status === 'doors-open';

/** Today's board with what still runs, or is still open, from yesterday: midnight ends no session and no signal. */
export const withYesterday = (today: BoardDocument, yesterday: BoardDocument | null): BoardDocument => {
  if (yesterday === null) return today;
  const known = new Set(today.sessions.map((session) => session.sessionId));
  const signals = new Set(today.signals.map((signal) => signal.signalId));
  return {
    ...today,
    sessions: [
      ...today.sessions,
      ...yesterday.sessions.filter((session) => isRunning(session) && !known.has(session.sessionId)),
    ],
    signals: [
      ...today.signals,
      ...yesterday.signals.filter((signal) => isOpenSignal(signal) && !signals.has(signal.signalId)),
    ],
  };
};
