import { describe, expect, it } from '@jest/globals';
import { boardOf, boardSessionOf, signal } from '../../test/staff-documents';
import { withYesterday } from './merge-days';

describe('withYesterday', () => {
  it('keeps what runs past midnight and drops what is over', () => {
    const yesterday = boardOf({
      sessions: [
        boardSessionOf({ sessionId: 'late', status: 'live' }),
        boardSessionOf({ sessionId: 'over', status: 'sealed' }),
      ],
      signals: [
        signal({ signalId: 'open' }),
        signal({ signalId: 'done', closed: { at: 1, disposition: 'assessed' } }),
      ],
    });
    const merged = withYesterday(boardOf({ sessions: [], signals: [] }), yesterday);
    expect(merged.sessions.map((session) => session.sessionId)).toEqual(['late']);
    expect(merged.signals.map((each) => each.signalId)).toEqual(['open']);
  });

  it('says nothing twice', () => {
    const board = boardOf();
    expect(withYesterday(board, board).sessions).toHaveLength(board.sessions.length);
    expect(withYesterday(board, null)).toBe(board);
  });
});
