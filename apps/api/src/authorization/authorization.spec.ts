import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { authorizationView, enrollmentsOfProgramme } from '@hearth/views';
import { Current } from '../command/current.js';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import { connected, liveSocket, subscribe } from '../testing/live-socket.js';
import { aProgramme, PATIENTS, PROGRAMME, STAFF } from '../testing/programme-under-test.js';

const EPISODE = `enr-${PATIENTS[0]}`;
const terms = {
  payer: 'Commercial (S9480)',
  levelOfCare: 'iop',
  codes: ['S9480'],
  revenueCode: '0905',
  units: 30,
  from: '2026-11-02',
  to: '2026-12-31',
  usedBefore: 0,
  review: { nextOn: '2026-11-23', everyDays: 7 },
  telehealth: { placeOfService: 'by-residence', modifier: '95' },
};
const letter = { number: 'A-4711' };

describe('authorizations of payers', () => {
  let api: ApiUnderTest;
  let supervisor: Browser;
  const entered = async () => (await new Current(api.store).read(authorizationView, 'auth-1'))?.entered;

  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
    supervisor = await api.as(STAFF.supervisor);
    const body = { authorizationId: 'auth-1', ...terms, ...letter };
    expect((await supervisor.post(`/enrollments/${EPISODE}/authorizations`, body)).status).toBe(204);
  });
  afterEach(() => api.close());

  it('are entered, changed, reviewed and closed', async () => {
    expect(await entered()).toMatchObject({ number: 'A-4711', terms: { units: 30 }, patientId: PATIENTS[0] });
    const change = { ...terms, units: 40, ...letter };
    expect((await supervisor.post('/authorizations/auth-1/changes', change)).status).toBe(204);
    const held = { on: '2026-11-23', outcome: 'continued' };
    expect((await supervisor.post('/authorizations/auth-1/reviews', held)).status).toBe(204);
    expect(await entered()).toMatchObject({ terms: { units: 40, review: { nextOn: '2026-11-30' } } });
    expect((await supervisor.post('/authorizations/auth-1/closure', { why: 'replaced' })).status).toBe(204);
    const late = await supervisor.post('/authorizations/auth-1/changes', change);
    expect([late.status, late.body]).toMatchObject([409, { code: 'authorization-closed' }]);
  });

  it('are refused with what is wrong about them', async () => {
    const backwards = { authorizationId: 'auth-2', ...terms, to: '2026-11-01', ...letter };
    const refused = await supervisor.post(`/enrollments/${EPISODE}/authorizations`, backwards);
    expect([refused.status, refused.body]).toMatchObject([422, { details: { field: 'to' } }]);
    const nothing = await supervisor.post(`/enrollments/nothing/authorizations`, {
      authorizationId: 'auth-3',
      ...terms,
      ...letter,
    });
    expect(nothing.status).toBe(404);
  });

  it('leave no number in any log', () => {
    expect(api.logged.join()).not.toContain('A-4711');
  });

  it('are exported as a table, which is written down', async () => {
    const row = { enrollmentId: EPISODE, patientId: PATIENTS[0], displayName: '=Ana', simulated: true };
    api.views.put('authorizations', PROGRAMME, {
      programmeId: PROGRAMME,
      rows: [{ ...row, authorizationId: 'auth-1', number: 'A-4711', terms, used: 24, left: 6, uncovered: 0 }],
    });
    const answer = await supervisor.get(`/programmes/${PROGRAMME}/authorizations.csv`);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.text).toContain("'=Ana");
    expect(answer.text).toContain('30,24,6');
    api.views.index(enrollmentsOfProgramme(PROGRAMME), [EPISODE]);
    api.views.put('authorization-use', EPISODE, {
      ...row,
      authorizations: [{ authorizationId: 'auth-1', number: 'A-4711' }],
      days: [
        {
          day: '2026-11-16',
          countedMinutes: 180,
          sealed: true,
          neededMinutes: null,
          discrete: [],
          unit: {
            authorizationId: 'auth-1',
            code: 'S9480',
            revenueCode: '0905',
            placeOfService: '10',
            modifier: '95',
          },
        },
        {
          day: '2026-11-17',
          countedMinutes: 125,
          sealed: true,
          neededMinutes: 55,
          discrete: [{ sessionId: 's', code: '90853', minutes: 60 }],
          unit: null,
        },
        { day: '2026-11-30', countedMinutes: 1, sealed: false, neededMinutes: 1, discrete: [], unit: null },
      ],
    });
    const units = await supervisor.get(`/programmes/${PROGRAMME}/units.csv?from=2026-11-16&to=2026-11-22`);
    const lines = units.text.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('180,1,S9480,0905,10,95,A-4711,yes');
    expect(lines[2]).toContain('125,0,,,,,,yes,90853 (60 min)');
  });

  it('are shown live to those who oversee the programme, and to nobody else', async () => {
    api.views.put('authorizations', PROGRAMME, { programmeId: PROGRAMME, rows: [] });
    api.views.put('tasks', PROGRAMME, { programmeId: PROGRAMME, tasks: [] });
    const see = async (personId: string, view: 'authorizations' | 'tasks', key = PROGRAMME) => {
      const socket = liveSocket(api, await api.as(personId));
      expect(await connected(socket)).toBe('connected');
      const answer = await subscribe(socket, view, key);
      socket.disconnect();
      return answer.ok;
    };
    expect(await see(STAFF.supervisor, 'authorizations')).toBe(true);
    expect(await see(STAFF.lead, 'authorizations')).toBe(false);
    expect(await see(STAFF.lead, 'tasks')).toBe(true);
    expect(await see(STAFF.lead, 'tasks', 'another')).toBe(false);
    expect(await see(PATIENTS[0], 'tasks')).toBe(false);
  });
});
