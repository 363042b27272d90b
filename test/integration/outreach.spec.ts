import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MINUTE, SECOND, type Instant } from '@hearth/domain';
import { authorizationsView, tasksView, type TasksDocument } from '@hearth/views';
import type { Browser } from '../../apps/api/src/testing/browser.js';
import {
  aProgramme,
  goodCheckIn,
  PATIENTS,
  PROGRAMME,
  SESSION,
  STAFF,
} from '../../apps/api/src/testing/programme-under-test.js';
import { startRealApi, type RealApi } from '../fixtures/api-on-real-services.js';
import { eventually } from '../fixtures/eventually.js';

const LONG_MS = 120_000;

/** What every part of the product takes for now; a test moves it. */
const clock = { at: Date.now(), now: (): Instant => clock.at };
let api: RealApi;
let lead: Browser;

const done = (answer: { readonly status: number }, what: string): void => {
  expect([what, answer.status]).toEqual([what, 204]);
};

const tasks = async (): Promise<TasksDocument['tasks']> =>
  (await api.views.read(tasksView, PROGRAMME))?.document.tasks ?? [];
const whom = async (): Promise<readonly string[]> =>
  (await tasks()).map(({ kind, patientId }) => `${kind} ${patientId}`).sort();
const untilTasks = (what: string, expected: readonly string[]) =>
  eventually(
    what,
    async () => {
      // Time goes on, for whatever looks again in a moment.
      clock.at += SECOND;
      return JSON.stringify(await whom()) === JSON.stringify([...expected].sort());
    },
    60_000,
  );
const everOpened = async (): Promise<number> => {
  let opened = 0;
  for await (const { id } of api.store.streams(['task'])) {
    for await (const stored of api.store.read('task', id)) {
      if (stored.kind === 'known' && stored.recorded.event.type === 'TaskOpened') opened += 1;
    }
  }
  return opened;
};

beforeAll(async () => {
  api = await startRealApi({ clock, policies: true });
  await aProgramme(api);
  lead = await api.as(STAFF.lead);
  clock.at = api.start - 10 * MINUTE;
  done(await lead.post(`/sessions/${SESSION}/doors`), 'doors');
}, LONG_MS);

afterAll(() => api.close(), LONG_MS);

describe('people who do not come to a group that has begun', () => {
  const [ana, ben] = PATIENTS;

  it(
    'are called half an hour later, once each, though the store and Redis were away in between',
    async () => {
      clock.at = api.start + 6 * MINUTE;
      await api.stopStore();
      clock.at = api.start + 31 * MINUTE;
      await api.startStore();
      await untilTasks('both are to be called', [`call ${ana}`, `call ${ben}`]);
      // It comes back with nothing: views and timers are made again from the events.
      await api.redis.kill();
      await api.redis.start();
      clock.at = api.start + 32 * MINUTE;
      await untilTasks('the same two are there', [`call ${ana}`, `call ${ben}`]);
      expect(await everOpened()).toBe(2);
    },
    LONG_MS,
  );

  it(
    'are not called any more when they come, or say that they cannot',
    async () => {
      const patient = await api.as(ana);
      done(await patient.post(`/sessions/${SESSION}/check-in`, goodCheckIn), 'check-in');
      done(await patient.post(`/sessions/${SESSION}/waiting-room`), 'waiting room');
      await untilTasks('only the other one is left', [`call ${ben}`]);
      const other = await api.as(ben);
      const absence = { sessionIds: [SESSION] };
      done(await other.post(`/enrollments/enr-${ben}/absences`, absence), 'absence');
      await untilTasks('nobody is left', []);
      expect(await everOpened()).toBe(2);
    },
    LONG_MS,
  );
});

describe('an authorization of which most units are used', () => {
  const terms = {
    payer: 'Commercial (S9480)',
    levelOfCare: 'iop',
    codes: ['S9480'],
    revenueCode: '0905',
    units: 30,
    from: '2026-01-01',
    to: '2099-12-31',
    usedBefore: 24,
    review: { nextOn: null, everyDays: null },
    telehealth: { placeOfService: 'by-residence', modifier: '95' },
    number: 'A-4711',
  };

  it(
    'is a task for whoever supervises at 24 of 30, and none any more once it is extended',
    async () => {
      const supervisor = await api.as(STAFF.supervisor);
      const path = `/enrollments/enr-${PATIENTS[0]}/authorizations`;
      done(await supervisor.post(path, { authorizationId: 'auth-1', ...terms }), 'authorization');
      await untilTasks('the task is there', [`units-used ${PATIENTS[0]}`]);
      const list = await api.views.read(authorizationsView, PROGRAMME);
      expect(list?.document.rows).toMatchObject([{ used: 24, left: 6, number: 'A-4711' }]);
      done(await supervisor.post('/authorizations/auth-1/changes', { ...terms, units: 60 }), 'extension');
      await untilTasks('the task is gone', []);
    },
    LONG_MS,
  );
});
