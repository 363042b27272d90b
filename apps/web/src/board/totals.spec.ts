import { describe, expect, it } from '@jest/globals';
import { boardOf, boardSessionOf, signal } from '../../test/staff-documents';
import { allSignals, totalsOf } from './totals';

describe('totalsOf', () => {
  it('counts sessions, people, open help, open signals and unstaffed rooms', () => {
    expect(totalsOf(boardOf())).toEqual({
      live: 2,
      inRoom: 12,
      waiting: 4,
      openHelp: 1,
      openSignals: 1,
      unstaffed: 1,
    });
  });

  it('counts a signal once though both the board and a session carry it', () => {
    const board = boardOf({ sessions: [boardSessionOf({ signals: [signal()] })], signals: [signal()] });
    expect(allSignals(board)).toHaveLength(1);
  });

  it('leaves answered help and closed signals out', () => {
    const help = { helpId: 'h', patientId: 'p', at: 1, answered: { by: 'maya', at: 2 } };
    const closed = signal({ closed: { at: 1, disposition: 'assessed' } });
    const board = boardOf({
      sessions: [boardSessionOf({ help: [help], signals: [closed] })],
      signals: [closed],
    });
    expect(totalsOf(board)).toMatchObject({ openHelp: 0, openSignals: 0 });
  });
});
