import { describe, expect, it } from '@jest/globals';
import { scheduleOf } from '../../test/staff-documents';
import { END, START, minute } from '../../test/staff-people';
import { attentionFirst, sessionDays } from './today';

describe('sessionDays', () => {
  it('parts today from tomorrow by the calendar of the programme', () => {
    const { today, tomorrow } = sessionDays(scheduleOf(), minute(-30));
    expect(today.map((session) => session.sessionId)).toEqual(['s1']);
    expect(tomorrow.map((session) => session.sessionId)).toEqual(['s4']);
  });

  it('puts what does not take place behind what does', () => {
    const [session] = scheduleOf().sessions;
    if (session === undefined) throw new Error('the schedule of the test has a session');
    const off = { ...session, sessionId: 'off', status: 'cancelled' as const, startsAt: session.startsAt - 1 };
    const { today } = sessionDays(scheduleOf({ sessions: [off, session] }), minute(-30));
    expect(today.map(({ sessionId }) => sessionId)).toEqual(['s1', 'off']);
  });

  it('keeps a session that runs past midnight', () => {
    const [session] = scheduleOf().sessions;
    const late = scheduleOf({
      sessions: session === undefined ? [] : [{ ...session, status: 'live', startsAt: START, endsAt: END }],
    });
    expect(sessionDays(late, START + 8 * 3_600_000).today).toHaveLength(1);
  });
});

describe('attentionFirst', () => {
  it('has safety first, then location', () => {
    const attention = scheduleOf().sessions[0]?.roster?.attention ?? [];
    expect(attentionFirst(attention).map((each) => each.patientId)).toEqual(['p7', 'p5', 'p9']);
  });
});
