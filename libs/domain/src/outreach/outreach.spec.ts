import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { BEGUN, expectedOn, minute } from '../testing/outreach-story.js';
import { HOUR, MINUTE } from '../time.js';
import type { OutreachCommand } from './commands.js';
import { outreachDecider } from './decide.js';
import type { OutreachEvent } from './events.js';
import { nextOutreachAt } from './state.js';
import { areSoundTimes, usualOutreachTimes } from './times.js';

const told = (...commands: readonly OutreachCommand[]): readonly OutreachEvent[] =>
  commands.reduce<readonly OutreachEvent[]>(
    (events, command) => [...events, ...outreachDecider.decide(command, fold(outreachDecider, events))],
    [],
  );
const stateAfter = (...commands: readonly OutreachCommand[]) => fold(outreachDecider, told(...commands));
const steps = (events: readonly OutreachEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'OutreachStepTaken' ? [event.data.step] : []));

const awaiting = (at: number, change = {}): OutreachCommand => ({
  type: 'AwaitPatient',
  ...expectedOn(change),
  at,
});
const missing = (at: number, change = {}): OutreachCommand => ({
  type: 'CountAbsence',
  ...expectedOn(change),
  at,
});
const arriving = (at: number, sessionId = 'monday-1', day = '2026-11-16'): OutreachCommand => ({
  type: 'NoteArrival',
  sessionId,
  day,
  begunAt: BEGUN,
  at,
});
const tuesday = { sessionId: 'tuesday-1', day: '2026-11-17', begunAt: BEGUN + 24 * HOUR };

describe('somebody who has not come', () => {
  it('is noticed at once, reminded, reminded again, and then somebody is asked to call', () => {
    const events = told(
      awaiting(BEGUN),
      awaiting(minute(5)),
      awaiting(minute(20)),
      awaiting(minute(30)),
      awaiting(minute(50)),
    );
    expect(steps(events)).toEqual(['notice', 'reminder', 'second-reminder', 'call']);
    const [call] = fold(outreachDecider, events).tasks;
    expect(call).toMatchObject({ kind: 'call', therapistId: 'maya', dueAt: minute(60), over: null });
  });

  it('is looked at again when the next step is due', () => {
    expect(nextOutreachAt(stateAfter(awaiting(BEGUN)))).toBe(minute(5));
    expect(nextOutreachAt(stateAfter(awaiting(minute(6))))).toBe(minute(20));
    expect(nextOutreachAt(stateAfter(awaiting(minute(30))))).toBeNull();
  });

  it('gets one reminder and not three when Hearth was away', () => {
    expect(steps(told(awaiting(minute(25))))).toEqual(['second-reminder']);
    expect(steps(told(awaiting(minute(45))))).toEqual(['second-reminder', 'call']);
  });

  it('is waited for once a day, however many groups the evening has', () => {
    const events = told(
      awaiting(minute(30)),
      awaiting(minute(75), { sessionId: 'monday-2', begunAt: minute(70) }),
      awaiting(minute(110), { sessionId: 'monday-2', begunAt: minute(70) }),
    );
    expect(events.filter(({ type }) => type === 'OutreachBegun')).toHaveLength(1);
  });

  it('is not waited for any more once they came, whichever session it was', () => {
    const events = told(awaiting(minute(30)), arriving(minute(72), 'monday-2'), awaiting(minute(90)));
    expect(events.at(-1)?.type).toBe('ArrivalNoted');
    expect(fold(outreachDecider, events).tasks).toMatchObject([{ kind: 'call', over: 'came' }]);
  });

  it('is still waited for today when it is told late that they came yesterday', () => {
    const yesterday: OutreachCommand = {
      type: 'NoteArrival',
      sessionId: 'sunday-1',
      day: '2026-11-15',
      begunAt: BEGUN - 24 * HOUR,
      at: BEGUN - 23 * HOUR,
    };
    const state = stateAfter(awaiting(minute(30)), yesterday);
    expect(state.round?.begun.sessionId).toBe('monday-1');
    expect(state.tasks).toMatchObject([{ kind: 'call', over: null }]);
  });

  it('leaves no trace when they come in time', () => {
    expect(told(arriving(BEGUN - 5 * MINUTE))).toEqual([]);
  });

  it('is not chased when they said that they cannot come, before or after the begin', () => {
    const saying: OutreachCommand = {
      type: 'AnnounceAbsence',
      patientId: 'ana',
      sessionIds: ['monday-1', 'monday-2'],
      at: minute(7),
    };
    expect(steps(told({ ...saying, at: BEGUN - HOUR }, awaiting(BEGUN), awaiting(minute(40))))).toEqual([]);
    const events = told(awaiting(minute(5)), saying, awaiting(minute(40)), missing(minute(60)));
    expect(steps(events)).toEqual(['reminder']);
    expect(events.at(-1)).toMatchObject({ type: 'OutreachEnded', data: { why: 'cannot-come' } });
  });

  it('may change their mind', () => {
    const sessionIds = ['monday-1'];
    const state = stateAfter(
      { type: 'AnnounceAbsence', patientId: 'ana', sessionIds, reason: ' tired ', at: BEGUN - HOUR },
      { type: 'TakeAbsenceBack', patientId: 'ana', sessionIds, at: BEGUN - HOUR / 2 },
      awaiting(minute(5)),
    );
    expect(state.announced).toEqual([]);
    expect(state.round?.begun.sessionId).toBe('monday-1');
  });

  it.each(['cancelled', 'rescheduled', 'not-expected', 'away'] as const)('is let be when %s', (why) => {
    const state = stateAfter(
      awaiting(minute(30)),
      { type: 'StopOutreach', sessionId: why === 'away' ? null : 'monday-1', why, at: minute(31) },
      awaiting(minute(59)),
    );
    expect(state.round).toBeNull();
    expect(state.tasks.every(({ over }) => over !== null)).toBe(true);
  });
});

describe('days missed', () => {
  it('are counted once each; after two in a row the supervisor is asked', () => {
    const events = told(
      awaiting(minute(30)),
      missing(minute(60)),
      missing(minute(130), { sessionId: 'monday-2', begunAt: minute(70) }),
      awaiting(tuesday.begunAt + 30 * MINUTE, tuesday),
      missing(tuesday.begunAt + HOUR, tuesday),
    );
    const counts = events.flatMap((event) => (event.type === 'AbsenceCounted' ? [event.data.inARow] : []));
    expect(counts).toEqual([1, 2]);
    const open = fold(outreachDecider, events).tasks.filter(({ over }) => over === null);
    expect(open.map(({ kind, sessionId }) => [kind, sessionId])).toEqual([
      ['call', 'tuesday-1'],
      ['repeated-absence', 'tuesday-1'],
    ]);
  });

  it('begin anew when somebody comes in between', () => {
    const state = stateAfter(
      awaiting(minute(30)),
      missing(minute(60)),
      arriving(tuesday.begunAt - MINUTE, 'tuesday-1', tuesday.day),
    );
    expect(state.missedDays).toEqual([]);
    expect(state.tasks.every(({ over }) => over === 'came')).toBe(true);
  });

  it('still lead to a call when the session was too short for it', () => {
    expect(steps(told(awaiting(minute(6)), missing(minute(25))))).toEqual(['reminder', 'call']);
    expect(steps(told(missing(minute(60))))).toEqual(['call']);
  });
});

describe('a message', () => {
  const claim: OutreachCommand = {
    type: 'ClaimMessage',
    messageId: 'm',
    sessionId: 'monday-1',
    step: 'reminder',
    channel: 'mail',
    at: minute(5) + 1,
  };
  it('is claimed once', () => {
    expect(
      told(awaiting(minute(5)), claim, claim).filter(({ type }) => type === 'MessageClaimed'),
    ).toHaveLength(1);
  });

  it('does not leave when it is too late for it, or a newer one is due', () => {
    const late = { ...claim, at: minute(16) };
    expect(told(awaiting(minute(5)), late).at(-1)?.type).toBe('OutreachStepTaken');
    expect(told(awaiting(minute(5)), arriving(minute(5) + 1), claim).at(-1)?.type).toBe('ArrivalNoted');
    expect(told(awaiting(minute(5)), awaiting(minute(20)), { ...claim, at: minute(20) }).at(-1)?.type).toBe(
      'OutreachStepTaken',
    );
  });
});

describe('the times of a programme', () => {
  it('come one after the other', () => {
    expect(areSoundTimes(usualOutreachTimes)).toBe(true);
    expect(areSoundTimes({ ...usualOutreachTimes, reminderMinutes: 25 })).toBe(false);
    expect(areSoundTimes({ ...usualOutreachTimes, callDueMinutes: 29 })).toBe(false);
  });

  it('are those of the moment in which the waiting began', () => {
    const state = stateAfter(
      awaiting(BEGUN),
      awaiting(minute(1), { times: { ...usualOutreachTimes, reminderMinutes: 1 } }),
    );
    expect(state.round?.taken.map(({ step }) => step)).toEqual(['notice']);
  });
});
