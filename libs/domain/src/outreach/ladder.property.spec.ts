import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BEGUN, expectedOn, minute } from '../testing/outreach-story.js';
import type { OutreachCommand } from './commands.js';
import { outreachDecider } from './decide.js';
import type { OutreachEvent } from './events.js';

const sessions = ['monday-1', 'monday-2'] as const;
const at = fc.integer({ min: -30, max: 240 }).map(minute);
const session = fc.constantFrom(...sessions);
const of = (sessionId: string) =>
  expectedOn({ sessionId, begunAt: sessionId === 'monday-1' ? BEGUN : minute(70) });

const command: fc.Arbitrary<OutreachCommand> = fc.oneof(
  fc.record({ session, at }).map(({ session: id, at: when }): OutreachCommand => {
    const expected = of(id);
    return { type: 'AwaitPatient', ...expected, at: Math.max(when, expected.begunAt) };
  }),
  fc.record({ session, at }).map(({ session: id, at: when }): OutreachCommand => {
    return { type: 'CountAbsence', ...of(id), at: when };
  }),
  fc.record({ session, at }).map(({ session: id, at: when }): OutreachCommand => {
    const { day, begunAt } = of(id);
    return { type: 'NoteArrival', sessionId: id, day, begunAt, at: when };
  }),
  fc.record({ session, at }).map(({ session: id, at: when }): OutreachCommand => {
    return { type: 'StopOutreach', sessionId: id, why: 'cancelled', at: when };
  }),
  fc.record({ session, at }).map(({ session: id, at: when }): OutreachCommand => {
    return { type: 'AnnounceAbsence', patientId: 'ana', sessionIds: [id], at: when };
  }),
  fc.record({ session, at }).map(({ session: id, at: when }): OutreachCommand => {
    const steps = ['notice', 'reminder', 'second-reminder'] as const;
    const step = steps[Math.abs(when) % 3] ?? 'notice';
    return {
      type: 'ClaimMessage',
      messageId: `${id}-${step}`,
      sessionId: id,
      step,
      channel: 'mail',
      at: when,
    };
  }),
);

/** Facts and timers in any order, each told any number of times. */
const telling = fc
  .array(command, { maxLength: 24 })
  .chain((commands) => fc.shuffledSubarray([...commands, ...commands, ...commands], { minLength: 0 }));

const decided = (commands: readonly OutreachCommand[]): readonly OutreachEvent[] => {
  const events: OutreachEvent[] = [];
  let state = outreachDecider.initialState();
  for (const one of commands) {
    for (const event of outreachDecider.decide(one, state)) {
      events.push(event);
      state = outreachDecider.evolve(state, event);
    }
  }
  return events;
};

const keysOf = (events: readonly OutreachEvent[], type: OutreachEvent['type']): readonly string[] =>
  events.flatMap((event) => {
    if (event.type !== type) return [];
    if (event.type === 'OutreachStepTaken' || event.type === 'MessageClaimed') {
      return [`${event.data.sessionId} ${event.data.step}`];
    }
    if (event.type === 'AbsenceCounted') return [event.data.day];
    return event.type === 'OutreachBegun' ? [event.data.sessionId] : [];
  });

const isOnce = (keys: readonly string[]): boolean => new Set(keys).size === keys.length;

describe('the ladder, whatever is told in whichever order and however often', () => {
  it('takes each step at most once, and never two reminders at one moment', () => {
    fc.assert(
      fc.property(telling, (commands) => {
        const events = decided(commands);
        expect(isOnce(keysOf(events, 'OutreachStepTaken'))).toBe(true);
        expect(isOnce(keysOf(events, 'MessageClaimed'))).toBe(true);
        expect(isOnce(keysOf(events, 'OutreachBegun'))).toBe(true);
        for (const one of commands) {
          const atOnce = events.filter(
            (event) =>
              event.type === 'OutreachStepTaken' && event.data.step !== 'call' && event.data.at === one.at,
          );
          const tellings = commands.filter((other) => other.at === one.at).length;
          expect(atOnce.length).toBeLessThanOrEqual(tellings);
        }
      }),
    );
  });

  it('does nothing about a session after the person came to it, and leaves no task', () => {
    fc.assert(
      fc.property(telling, session, (commands, sessionId) => {
        const { day, begunAt } = of(sessionId);
        const came: OutreachCommand = { type: 'NoteArrival', sessionId, day, begunAt, at: begunAt + 1 };
        const before = decided(commands);
        const arrived = decided([...commands, came]);
        const tasks = arrived.reduce(outreachDecider.evolve, outreachDecider.initialState()).tasks;
        const isLate = arrived.length > before.length;
        if (isLate) expect(tasks.every(({ over }) => over !== null)).toBe(true);
        const after = decided([...commands, came, ...commands]).slice(arrived.length);
        const about = after.filter(
          (event) =>
            (event.type === 'OutreachStepTaken' ||
              event.type === 'MessageClaimed' ||
              event.type === 'OutreachBegun' ||
              event.type === 'AbsenceCounted') &&
            event.data.sessionId === sessionId,
        );
        expect(about).toEqual([]);
      }),
    );
  });

  it('changes nothing when the last thing is told again', () => {
    fc.assert(
      fc.property(telling, command, (commands, last) => {
        const once = decided([...commands, last]);
        expect(decided([...commands, last, last, last])).toEqual(once);
      }),
    );
  });
});
