import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FollowUpAnswer } from '@hearth/contracts';
import { outreachView, taskView } from '@hearth/views';
import { taskDecider } from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import { startApi, START, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import { aProgramme, PATIENTS, PROGRAMME, SESSION, STAFF } from '../testing/programme-under-test.js';
import { Current } from '../command/current.js';

const EPISODE = `enr-${PATIENTS[0]}`;

describe('people who cannot come, and what is done about people who do not', () => {
  let api: ApiUnderTest;
  let patient: Browser;
  const outreach = () => new Current(api.store).read(outreachView, EPISODE);

  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
    patient = await api.as(PATIENTS[0]);
  });
  afterEach(() => api.close());

  it('lets a patient say that they cannot come, with or without a reason, and take it back', async () => {
    const path = `/enrollments/${EPISODE}`;
    const said = await patient.post(`${path}/absences`, { sessionIds: [SESSION], reason: 'My child is ill' });
    expect(said.status).toBe(204);
    expect((await outreach())?.announced).toMatchObject([{ sessionId: SESSION, reason: 'My child is ill' }]);
    expect((await patient.post(`${path}/absence-withdrawals`, { sessionIds: [SESSION] })).status).toBe(204);
    expect((await outreach())?.announced).toEqual([]);
    expect(api.logged.join()).not.toContain('child');
  });

  it('takes it from staff of the programme, and from nobody else', async () => {
    const body = { sessionIds: [SESSION] };
    const other = await api.as(PATIENTS[1]);
    expect((await other.post(`/enrollments/${EPISODE}/absences`, body)).status).toBe(403);
    const lead = await api.as(STAFF.lead);
    expect((await lead.post(`/enrollments/${EPISODE}/absences`, body)).status).toBe(204);
  });

  it('knows only sessions that the patient is expected in', async () => {
    const answer = await patient.post(`/enrollments/${EPISODE}/absences`, { sessionIds: ['elsewhere'] });
    expect(answer.body).toMatchObject({ code: 'not-on-roster' });
  });

  it('keeps an address for reminders that only its owner sees, and no log does', async () => {
    expect((await patient.get('/me/reminders')).body).toEqual({ mail: null });
    expect((await patient.post('/me/reminders', { mail: 'ana@example.org' })).status).toBe(204);
    expect((await patient.get('/me/reminders')).body).toEqual({ mail: 'ana@example.org' });
    expect((await patient.post('/me/reminders', { mail: 'not an address' })).status).toBe(400);
    expect((await patient.post('/me/reminders', { mail: null })).status).toBe(204);
    expect((await patient.get('/me/reminders')).body).toEqual({ mail: null });
    expect(api.logged.join()).not.toContain('example.org');
  });

  it('has times that the programme sets, and refuses those that do not follow each other', async () => {
    const supervisor = await api.as(STAFF.supervisor);
    const { body } = await supervisor.get(`/programmes/${PROGRAMME}/follow-up`);
    const { outreachTimes } = body as { outreachTimes: Record<string, number> };
    expect(outreachTimes).toMatchObject({
      reminderMinutes: 5,
      secondReminderMinutes: 20,
      callDueMinutes: 60,
    });
    const later = { ...outreachTimes, secondReminderMinutes: 25 };
    expect((await supervisor.post(`/programmes/${PROGRAMME}/outreach-times`, later)).status).toBe(204);
    const wrong = { ...outreachTimes, reminderMinutes: 50 };
    expect((await supervisor.post(`/programmes/${PROGRAMME}/outreach-times`, wrong)).status).toBe(422);
    const after = await supervisor.get(`/programmes/${PROGRAMME}/follow-up`);
    expect(after.body).toMatchObject({ outreachTimes: { secondReminderMinutes: 25 } });
  });

  it('says who decided figures last, and when; nobody, as long as the usual ones hold', async () => {
    const supervisor = await api.as(STAFF.supervisor);
    const path = `/programmes/${PROGRAMME}/follow-up`;
    const before = (await supervisor.get(path)).body as FollowUpAnswer;
    expect([before.authorizationAlertsSet, before.outreachTimesSet]).toEqual([null, null]);
    const alerts = { ...before.authorizationAlerts, unitsPercent: 70 };
    expect((await supervisor.post(`/programmes/${PROGRAMME}/authorization-alerts`, alerts)).status).toBe(204);
    expect((await supervisor.get(path)).body).toMatchObject({
      authorizationAlerts: { unitsPercent: 70 },
      authorizationAlertsSet: { displayName: expect.stringMatching(/./), at: api.clock.at },
      outreachTimesSet: null,
    });
    const wrong = { ...alerts, unitsPercent: 101 };
    expect((await supervisor.post(`/programmes/${PROGRAMME}/authorization-alerts`, wrong)).status).toBe(400);
  });

  const openTask = (taskId: string, kind: 'call' | 'units-used', programmeId = PROGRAMME) =>
    handleCommand(
      api.store,
      taskDecider,
      'task',
      taskId,
      {
        type: 'OpenTask',
        taskId,
        programmeId,
        kind,
        patientId: PATIENTS[0],
        enrollmentId: EPISODE,
        sessionId: null,
        authorizationId: null,
        owner: { kind: 'role', role: 'supervisor' },
        dueAt: START,
        again: null,
        at: START,
      },
      { commandId: taskId, correlationId: 'k', actor: { kind: 'system', id: 'test' } },
    );

  it('lets staff take a task and say what came of it, once', async () => {
    await openTask('task-1', 'call');
    const lead = await api.as(STAFF.lead);
    expect((await lead.post('/tasks/task-1/taking')).status).toBe(204);
    expect((await lead.post('/tasks/task-1/report', { outcome: 'spoke', note: 'Fine' })).status).toBe(204);
    const again = await lead.post('/tasks/task-1/report', { outcome: 'spoke' });
    expect([again.status, again.body]).toMatchObject([409, { code: 'task-over' }]);
    const task = await new Current(api.store).read(taskView, 'task-1');
    expect(task?.task?.end).toMatchObject({ how: 'closed', outcome: 'spoke', note: 'Fine', by: STAFF.lead });
  });

  it('leaves what is a payer’s to those who oversee, and tasks of other programmes to theirs', async () => {
    await openTask('task-2', 'units-used');
    await openTask('task-3', 'call', 'another');
    const lead = await api.as(STAFF.lead);
    expect((await lead.post('/tasks/task-2/taking')).status).toBe(403);
    expect((await lead.post('/tasks/task-3/taking')).status).toBe(403);
    expect((await lead.post('/tasks/task-4/taking')).status).toBe(404);
    const supervisor = await api.as(STAFF.supervisor);
    expect((await supervisor.post('/tasks/task-2/report', { outcome: 'request-sent' })).status).toBe(204);
  });
});
