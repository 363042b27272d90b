import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { patientsOfProgramme, programmes, staffOfProgramme } from '@hearth/views';
import { SETUP_TOKEN, START, startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import {
  aProgramme,
  inThePast,
  PATIENTS,
  PROGRAMME,
  SESSION,
  STAFF,
} from '../testing/programme-under-test.js';

const setup = {
  programmeId: 'prog-2',
  organisationId: 'org-1',
  title: 'Another',
  timeZone: 'America/New_York',
  emergencyNumber: '911',
  admin: { staffId: 'admin-2', displayName: 'Second', locale: 'en' },
};
const bearer = { authorization: `Bearer ${SETUP_TOKEN}` };

describe('coming in', () => {
  let api: ApiUnderTest;
  beforeEach(async () => {
    api = await startApi();
  });
  afterEach(() => api.close());

  it('says who is signed in, with what their pages need', async () => {
    await aProgramme(api);
    expect((await (await api.as(PATIENTS[0])).get('/me')).body).toEqual({
      person: { kind: 'patient', id: PATIENTS[0] },
      role: 'patient',
      displayName: `Name of ${PATIENTS[0]}`,
      locale: 'en',
      programmes: [
        {
          programmeId: PROGRAMME,
          title: 'Evening IOP',
          timeZone: 'America/New_York',
          emergencyNumber: '911',
        },
      ],
      enrollmentId: `enr-${PATIENTS[0]}`,
      asksSubstanceUse: true,
    });
    const supervisor = await (await api.as(STAFF.supervisor)).get('/me');
    expect(supervisor.body).toMatchObject({ role: 'supervisor', enrollmentId: null });
  });

  it('writes down who comes and goes', async () => {
    await aProgramme(api);
    const patient = await api.as(PATIENTS[0]);
    await patient.post('/sign-out');
    const entries = api.store.wire('audit', '2026-11-16').map(({ data }) => [data.action, data.by]);
    expect(entries.slice(-2)).toEqual([
      ['sign-in', { kind: 'patient', id: PATIENTS[0] }],
      ['sign-out', { kind: 'patient', id: PATIENTS[0] }],
    ]);
  });

  it('offers the made-up people, whom nobody is in production', async () => {
    await aProgramme(api);
    api.views.index(programmes, [PROGRAMME]);
    api.views.index(patientsOfProgramme(PROGRAMME), [PATIENTS[0]]);
    api.views.index(staffOfProgramme(PROGRAMME), [STAFF.lead]);
    const profile = { simulated: false, locale: 'en' };
    api.views.put('patient', PATIENTS[0], { ...profile, personId: PATIENTS[0], displayName: 'Mia' });
    api.views.put('staff', STAFF.lead, {
      ...profile,
      personId: STAFF.lead,
      role: 'therapist',
      displayName: 'Tom',
    });
    const personas = (await api.browser().get('/demo/personas')).body as {
      personaId: string;
      role: string;
    }[];
    expect(personas.map(({ personaId, role }) => [personaId, role])).toEqual([
      [PATIENTS[0], 'patient'],
      [STAFF.lead, 'therapist'],
    ]);
    const nobody = await api.browser().post('/sign-in/demo', { personaId: 'nobody' });
    expect(nobody.status).toBe(404);
  });

  it('is set up once, by the bearer of the set-up token', async () => {
    const unknown = await api.browser().post('/setup', setup, { authorization: 'Bearer wrong' });
    expect(unknown.status).toBe(401);
    expect((await api.browser().post('/setup', setup)).status).toBe(401);
    expect((await api.browser().post('/setup', setup, bearer)).body).toEqual({ invitation: null });
    expect((await api.browser().post('/setup', setup, bearer)).status).toBe(200);
    const again = await api.browser().post('/setup', { ...setup, programmeId: 'prog-3' }, bearer);
    expect([again.status, again.body]).toEqual([409, expect.objectContaining({ code: 'already-exists' })]);
  });

  it('lets an admin set up only what is theirs', async () => {
    const admin = await aProgramme(api);
    const staff = {
      staffId: 'x',
      programmeIds: [PROGRAMME, 'other'],
      role: 'admin',
      displayName: 'X',
      locale: 'en',
      simulated: false,
    };
    const answer = await admin.post('/staff', staff);
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: 'forbidden' })]);
    const again = await admin.post('/staff', { ...staff, staffId: STAFF.lead, programmeIds: [PROGRAMME] });
    expect(again.body).toMatchObject({ code: 'already-exists' });
    const refusals = api.store.wire('audit', '2026-11-16').filter(({ data }) => data.action === 'refused');
    expect(refusals.map(({ data }) => data.by)).toEqual([{ kind: 'staff', id: STAFF.admin }]);
  });

  it('lays down a past moment for the bearer of the set-up token only', async () => {
    await aProgramme(api);
    const lead = await api.as(STAFF.lead);
    const past = inThePast(START - 30 * 60_000);
    const { 'x-hearth-setup': _token, ...untrusted } = past as Record<string, string>;
    expect((await lead.post(`/sessions/${SESSION}/doors`, {}, untrusted)).status).toBe(403);
    expect((await lead.post(`/sessions/${SESSION}/doors`, {}, past)).status).toBe(204);
    expect(api.store.wire('session', SESSION).at(-1)?.data).toMatchObject({ at: START - 30 * 60_000 });
  });
});

describe('coming in, in production', () => {
  it('has no demo sign-in, no personas, no past, and secure cookies', async () => {
    const api = await startApi({ mode: 'production' });
    const hello = await api.browser().get('/hello');
    expect(
      hello.get('Set-Cookie')?.every((cookie) => cookie.startsWith('__Host-') && /; Secure/.test(cookie)),
    ).toBe(true);
    expect(hello.headers['strict-transport-security']).toContain('max-age');
    expect((await api.browser().get('/demo/personas')).status).toBe(404);
    // The cookies of production need https, so the request stops at the CSRF check.
    expect([403, 404]).toContain((await api.browser().post('/sign-in/demo', { personaId: 'x' })).status);
    await api.close();
  });
});
