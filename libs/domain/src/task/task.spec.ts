import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { Rejection } from '../rejection.js';
import { HOUR, MINUTE } from '../time.js';
import type { TaskCommand } from './commands.js';
import { outcomesOf, taskDecider } from './decide.js';
import { taskKinds, type TaskEvent } from './events.js';

const AT = Date.UTC(2026, 10, 16, 23, 0);
const open: TaskCommand = {
  type: 'OpenTask',
  taskId: 'task',
  programmeId: 'programme',
  kind: 'call',
  patientId: 'ana',
  enrollmentId: 'enrollment-ana',
  sessionId: 'monday-1',
  authorizationId: null,
  owner: { kind: 'role', role: 'supervisor' },
  dueAt: AT + 30 * MINUTE,
  again: { minutes: 120, tries: 3 },
  at: AT,
};
const report = (
  outcome: 'spoke' | 'not-reached' | 'left-message' | 'safety-concern',
  note?: string,
): TaskCommand => ({
  type: 'ReportTask',
  by: 'maya',
  outcome,
  at: AT + MINUTE,
  ...(note === undefined ? {} : { note }),
});

const told = (...commands: readonly TaskCommand[]): readonly TaskEvent[] =>
  commands.reduce<readonly TaskEvent[]>(
    (events, command) => [...events, ...taskDecider.decide(command, fold(taskDecider, events))],
    [],
  );
const stateAfter = (...commands: readonly TaskCommand[]) => fold(taskDecider, told(...commands));

describe('a task', () => {
  it('is opened once, whoever tells it and however often', () => {
    expect(told(open, open)).toHaveLength(1);
    expect(told(open, report('spoke'), open).map(({ type }) => type)).toEqual(['TaskOpened', 'TaskClosed']);
  });

  it('becomes the own task of whoever takes it', () => {
    const state = stateAfter(open, { type: 'TakeTask', by: 'maya', at: AT });
    expect(state).toMatchObject({ owner: { kind: 'person', staffId: 'maya' } });
    expect(
      told(open, { type: 'TakeTask', by: 'maya', at: AT }, { type: 'TakeTask', by: 'maya', at: AT }),
    ).toHaveLength(2);
  });

  it('stays open when nobody was reached, is due again later, and is closed with the last try', () => {
    const once = stateAfter(open, report('not-reached'));
    expect(once).toMatchObject({ status: 'open', tries: 1, dueAt: AT + MINUTE + 2 * HOUR });
    const thrice = stateAfter(open, report('not-reached'), report('left-message'), report('not-reached'));
    expect(thrice).toMatchObject({ status: 'closed', outcome: 'not-reached' });
  });

  it('keeps what was written about it, and nothing when nothing was', () => {
    expect(told(open, report('spoke', '  fine  ')).at(-1)?.data).toMatchObject({
      personal: { note: 'fine' },
    });
    expect(told(open, report('spoke', '  ')).at(-1)?.data).not.toHaveProperty('personal');
  });

  it('is withdrawn when there is nothing left to do, and opened again when there is', () => {
    const withdraw: TaskCommand = { type: 'WithdrawTask', why: 'no-longer-so', at: AT };
    expect(stateAfter(open, withdraw, withdraw).status).toBe('withdrawn');
    expect(stateAfter(open, withdraw, open).status).toBe('open');
    expect(told(withdraw)).toEqual([]);
    expect(stateAfter(open, report('spoke'), withdraw).status).toBe('closed');
  });

  it('cannot be reported when it is over, nor with an outcome that it does not have', () => {
    expect(() => told(open, report('spoke'), report('spoke'))).toThrow(new Rejection('task-over'));
    expect(() => told(report('spoke'))).toThrow(new Rejection('not-found'));
    expect(() => told({ ...open, kind: 'units-used' }, report('spoke'))).toThrow(Rejection);
  });

  it.each(taskKinds)('of the kind %s has outcomes to choose from', (kind) => {
    expect(outcomesOf(kind)).toContain('not-needed');
  });
});
