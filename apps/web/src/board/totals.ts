import type { BoardDocument, BoardSession, SignalSummary } from '@hearth/views';

export interface BoardTotals {
  readonly live: number;
  readonly inRoom: number;
  readonly waiting: number;
  readonly openHelp: number;
  readonly openSignals: number;
  readonly unstaffed: number;
}

export const isOpenSignal = (signal: SignalSummary): boolean => signal.closed === null;

/** Help requests of a session that nobody has answered yet. */
export const openHelpOf = (session: Pick<BoardSession, 'help'>): number =>
  session.help.filter((request) => request.answered === null).length;

/** The open signals of a session; those of the programme as a whole are on the board itself. */
export const openSignalsOf = (session: Pick<BoardSession, 'signals'>): readonly SignalSummary[] =>
  session.signals.filter(isOpenSignal);

/** Every signal on the board once, although the board and a session may both carry it. */
export const allSignals = (board: BoardDocument): readonly SignalSummary[] => {
  const byId = new Map<string, SignalSummary>();
  for (const signal of [...board.sessions.flatMap((session) => session.signals), ...board.signals])
    byId.set(signal.signalId, signal);
  return [...byId.values()];
};

/** The figures of the header strip. */
export const totalsOf = (board: BoardDocument): BoardTotals => {
  const sum = (of: (session: BoardSession) => number) =>
    board.sessions.reduce((total, session) => total + of(session), 0);
  return {
    live: board.sessions.filter((session) => session.status === 'live').length,
    inRoom: sum((session) => session.counts.inRoom),
    waiting: sum((session) => session.counts.waiting),
    openHelp: sum(openHelpOf),
    openSignals: allSignals(board).filter(isOpenSignal).length,
    unstaffed: board.sessions.filter((session) => session.unstaffedSince !== null).length,
  };
};
