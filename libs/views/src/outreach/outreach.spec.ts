import { describe, expect, it } from '@jest/globals';
import type { OutreachEvent, TaskEvent } from '@hearth/domain';
import { enrollmentView } from '../enrollment/view.js';
import { programmeView } from '../programme/view.js';
import { taskView, tasksOfEnrollment, tasksView, openTasksOf } from '../task/view.js';
import { a01Enrolled } from '../testing/a-eve.js';
import { lookupOf, minutes, programmeEstablished, told } from '../testing/story.js';
import { outreachHistoryView, outreachView, ownOutreach } from './view.js';

const begun: OutreachEvent = {
  type: 'OutreachBegun',
  data: {
    enrollmentId: 'e-a01',
    patientId: 'a01',
    programmeId: 'p1',
    sessionId: 's1',
    day: '2026-11-16',
    begunAt: minutes(0),
    therapistId: 'maya',
    steps: [],
    call: { dueAt: minutes(60), againMinutes: 120, tries: 3 },
    at: minutes(0),
  },
};
const step = (name: 'notice' | 'reminder' | 'call', at: number): OutreachEvent => ({
  type: 'OutreachStepTaken',
  data: { sessionId: 's1', step: name, at: minutes(at) },
});
const announced: OutreachEvent = {
  type: 'AbsenceAnnounced',
  data: { patientId: 'a01', sessionIds: ['s2'], at: minutes(2), personal: { reason: 'My child is ill' } },
};
const counted: OutreachEvent = {
  type: 'AbsenceCounted',
  data: { sessionId: 's1', day: '2026-11-16', inARow: 1, supervisorDueAt: null, at: minutes(60) },
};
const arrived: OutreachEvent = {
  type: 'ArrivalNoted',
  data: { sessionId: 's3', day: '2026-11-17', at: minutes(1_440) },
};
const documentOf = (...events: readonly OutreachEvent[]) => told(outreachView, 'e-a01', events).document;

describe("a patient's own part of outreach", () => {
  it('says that they are waited for, and by which step', () => {
    const own = ownOutreach(documentOf(begun, step('notice', 0), step('reminder', 5), step('call', 30)));
    expect(own.waitedFor).toEqual({ sessionId: 's1', since: minutes(0), step: 'reminder' });
  });

  it('names no calls, no tasks and no reasons', () => {
    const own = ownOutreach(documentOf(begun, step('call', 30), announced, counted));
    expect(Object.keys(own).sort()).toEqual(['announced', 'enrollmentId', 'missed', 'waitedFor']);
    expect(own.announced).toEqual(['s2']);
    expect(JSON.stringify(own)).not.toContain('ill');
    expect(own.missed).toEqual({ day: '2026-11-16', sessionId: 's1' });
  });

  it('forgets what was missed once they came', () => {
    expect(ownOutreach(documentOf(begun, counted, arrived)).missed).toBeNull();
  });
});

describe('the history of outreach, and the tasks of a programme', () => {
  const opened: TaskEvent = {
    type: 'TaskOpened',
    data: {
      taskId: 't1',
      programmeId: 'p1',
      kind: 'call',
      patientId: 'a01',
      enrollmentId: 'e-a01',
      sessionId: 's1',
      authorizationId: null,
      owner: { kind: 'person', staffId: 'maya' },
      dueAt: minutes(60),
      again: null,
      at: minutes(30),
    },
  };
  const closed: TaskEvent = {
    type: 'TaskClosed',
    data: {
      taskId: 't1',
      patientId: 'a01',
      by: 'maya',
      outcome: 'spoke',
      at: minutes(45),
      personal: 'redacted',
    },
  };
  const lookup = (...events: readonly TaskEvent[]) => {
    const task = told(taskView, 't1', events);
    const indexes = new Map(taskView.indexes(task.document).map((index) => [index, ['t1']]));
    return lookupOf(
      new Map<string, unknown>([
        ['task/t1', task.document],
        ['outreach/e-a01', documentOf(begun, announced)],
        ['enrollment/e-a01', told(enrollmentView, 'e-a01', [a01Enrolled]).document],
        ['programme/p1', told(programmeView, 'p1', [programmeEstablished]).document],
      ]),
      indexes,
    );
  };

  it('shows a task as long as it is open, and keeps it in the history afterwards', async () => {
    const open = lookup(opened);
    expect(tasksView.derive('p1', await tasksView.gather('p1', open))?.tasks).toHaveLength(1);
    const done = lookup(opened, closed);
    expect(await done.members(openTasksOf('p1'))).toEqual([]);
    expect(await done.members(tasksOfEnrollment('e-a01'))).toEqual(['t1']);
    expect(tasksView.derive('p1', await tasksView.gather('p1', done))?.tasks).toEqual([]);
    const history = outreachHistoryView.derive('e-a01', await outreachHistoryView.gather('e-a01', done));
    expect(history?.tasks).toMatchObject([{ end: { how: 'closed', outcome: 'spoke', note: null } }]);
    expect(history?.announced).toMatchObject([{ sessionId: 's2', reason: 'My child is ill' }]);
  });
});
