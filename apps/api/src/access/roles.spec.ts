import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@hearth/contracts';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import {
  aProgramme,
  goodCheckIn,
  GROUP,
  PATIENTS,
  PROGRAMME,
  SESSION,
  STAFF,
} from '../testing/programme-under-test.js';
import { programmePaths } from '../testing/programme-paths.js';

type Caller = Role | 'nobody';
const staff = ['therapist', 'supervisor', 'prescriber', 'admin'] as const;
const everybody = ['patient', ...staff] as const;
const at = `/sessions/${SESSION}`;

/** Which roles a path is for at all; for anybody else it must be 403, and for nobody 401. */
const paths: readonly [
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  roles: readonly Role[],
  body?: object,
][] = [
  ['GET', '/me', everybody],
  ['GET', '/accounts', ['admin']],
  ['POST', `/accounts/staff/${STAFF.other}/invitation`, ['admin']],
  ['DELETE', `/accounts/staff/${STAFF.other}/invitation`, ['admin']],
  ['DELETE', '/accounts/staff/nobody/link', ['admin']],
  ['POST', '/accounts/staff/nobody/deactivation', ['admin']],
  ['DELETE', '/accounts/staff/nobody/deactivation', ['admin']],
  ['POST', '/staff', ['admin'], {}],
  ['POST', '/patients', ['admin'], {}],
  ['POST', '/groups', ['admin'], {}],
  ['POST', '/enrollments', ['admin'], {}],
  ['POST', '/sessions', ['therapist', 'supervisor', 'admin'], {}],
  ['POST', `${at}/doors`, staff],
  ['POST', `${at}/start`, staff],
  ['POST', `${at}/end`, staff],
  ['POST', `${at}/seal`, staff],
  ['POST', `${at}/break`, staff],
  ['DELETE', `${at}/break`, staff],
  ['POST', `${at}/handover`, staff, { to: STAFF.second }],
  ['POST', `${at}/observation`, ['supervisor', 'admin']],
  ['DELETE', `${at}/observation`, ['supervisor', 'admin']],
  ['POST', `${at}/check-in`, ['patient'], goodCheckIn],
  ['GET', `${at}/check-in/offer`, ['patient']],
  ['POST', `${at}/waiting-room`, ['patient']],
  ['DELETE', `${at}/waiting-room`, ['patient']],
  ['POST', `${at}/admissions`, staff, { patientId: PATIENTS[0] }],
  ['POST', `${at}/admissions/all-clear`, staff],
  ['POST', `${at}/turn-aways`, staff, { patientId: PATIENTS[0], reasonCode: 'late' }],
  ['POST', `${at}/token`, everybody],
  ['POST', '/network-check', ['patient']],
  ['DELETE', '/network-check', ['patient']],
  ['POST', `${at}/hand`, ['patient']],
  ['DELETE', `${at}/hand`, ['patient']],
  ['DELETE', `${at}/hands/${PATIENTS[0]}`, staff],
  ['POST', `${at}/share`, everybody, { kind: 'voice' }],
  ['DELETE', `${at}/share`, everybody],
  ['POST', `${at}/messages`, everybody, { text: 'hello' }],
  ['POST', `${at}/help`, ['patient']],
  ['POST', `${at}/help/help-1/answer`, staff],
  ['POST', `${at}/mutes`, staff, { person: { kind: 'patient', id: PATIENTS[0] } }],
  ['POST', `${at}/removals`, staff, { patientId: PATIENTS[0], reasonCode: 'other', reason: 'why' }],
  ['POST', `${at}/media`, everybody, { participantSid: 'PA_1', camera: true, microphone: true }],
  ['POST', `${at}/speaking`, staff, { intervals: [{ identity: 'x', from: 1, to: 2 }] }],
  ['POST', `${at}/feedback`, ['patient'], { heard: 1, useful: 1, fit: 1, overall: 1 }],
  ['POST', `${at}/presence`, staff, {}],
  ['POST', `${at}/corrections`, staff, {}],
  ['GET', `${at}/as-of`, staff],
  ['GET', '/enrollments/enr-patient-a/as-of', staff],
  ['GET', `/programmes/${PROGRAMME}/as-of`, ['supervisor', 'admin']],
  ['GET', `${at}/proof`, staff],
  ['GET', `${at}/proof.pdf`, staff],
  ['GET', '/enrollments/enr-patient-a/proof', everybody],
  ['GET', '/enrollments/enr-patient-a/proof.pdf', everybody],
  ['GET', `/programmes/${PROGRAMME}/proof`, ['supervisor', 'admin']],
  ['GET', `/programmes/${PROGRAMME}/proof.pdf`, ['supervisor', 'admin']],
  ['POST', '/signals/signal-1/acknowledgement', staff],
  ['POST', '/signals/signal-1/closure', staff, { disposition: 'assessed', note: 'spoke to them' }],
  ['POST', '/enrollments/enr-patient-a/forecast', staff, {}],
  ['GET', `/programmes/${PROGRAMME}/rules`, staff],
  ['POST', `/programmes/${PROGRAMME}/rules/overrides`, ['supervisor', 'admin'], {}],
  ['POST', `/programmes/${PROGRAMME}/rules/withdrawals`, ['supervisor', 'admin'], {}],
  ['POST', '/organisations/org-1/rules/overrides', ['admin'], {}],
  ['POST', '/organisations/org-1/rules/withdrawals', ['admin'], {}],
  ['POST', `/programmes/${PROGRAMME}/rules/packs`, ['admin'], {}],
  ['POST', `/programmes/${PROGRAMME}/rules/adoptions`, ['admin'], {}],
  ['POST', `/programmes/${PROGRAMME}/replay`, ['supervisor', 'admin'], {}],
  ['POST', `/programmes/${PROGRAMME}/replays`, ['supervisor', 'admin'], {}],
  ['GET', `/programmes/${PROGRAMME}/replays/newest`, ['supervisor', 'admin']],
  ['GET', `/programmes/${PROGRAMME}/replays/nothing`, ['supervisor', 'admin']],
  ['DELETE', `/programmes/${PROGRAMME}/replays/nothing`, ['supervisor', 'admin']],
  ...programmePaths,
];

describe('who may call what', () => {
  let api: ApiUnderTest;
  const browsers = new Map<Caller, Browser>();

  beforeAll(async () => {
    api = await startApi();
    const admin = await aProgramme(api);
    await admin.post('/staff', {
      staffId: 'staff-pre',
      programmeIds: [PROGRAMME],
      role: 'prescriber',
      displayName: 'P',
      locale: 'en',
      simulated: false,
    });
    browsers.set('nobody', api.browser());
    browsers.set('patient', await api.as(PATIENTS[0]));
    browsers.set('therapist', await api.as(STAFF.other));
    browsers.set('supervisor', await api.as(STAFF.supervisor));
    browsers.set('prescriber', await api.as('staff-pre'));
    browsers.set('admin', admin);
  });
  afterAll(() => api.close());

  const call = async (caller: Caller, method: string, path: string, body: object | undefined) => {
    const browser = browsers.get(caller);
    if (!browser) throw new Error(caller);
    if (method === 'GET') return browser.get(path);
    return method === 'POST' ? browser.post(path, body) : browser.delete(path);
  };

  it.each(paths.map(([method, path, roles, body]) => ({ method, path, roles, body })))(
    '$method $path',
    async ({ method, path, roles, body }) => {
      expect((await call('nobody', method, path, body)).status).toBe(401);
      for (const role of everybody) {
        const answer = await call(role, method, path, body);
        const isRefusedByRole =
          answer.status === 403 && (answer.body as { code: string }).code === 'forbidden';
        // Whoever the path is for is judged by relation and moment, which other tests look at.
        if (!roles.includes(role)) expect([role, isRefusedByRole]).toEqual([role, true]);
        expect([role, answer.status === 401]).toEqual([role, false]);
        expect([role, answer.status >= 500]).toEqual([role, false]);
      }
    },
  );

  it('names every path of the api but those that need no sign-in', async () => {
    const document = (await browsers.get('nobody')?.get('/openapi.json'))?.body as {
      paths: Record<string, object>;
    };
    const open = [
      '/api/hello',
      '/api/demo/personas',
      '/api/sign-in/demo',
      '/api/sign-in/provider',
      '/api/sign-in/callback',
      // For calendar programs, by a secret in the address.
      '/api/calendar/{address}',
      '/api/sign-out',
      '/api/setup',
    ];
    const outside = ['/health/live', '/health/ready', '/metrics', '/livekit/webhook'];
    const known = new Set(paths.map(([method, path]) => `${method} ${path.replace(/\?.*/, '')}`));
    const concrete = Object.entries(document.paths)
      .filter(([path]) => !open.includes(path) && !outside.includes(path))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => {
          const filled = path
            .replace('/api', '')
            .replace('{sessionId}', SESSION)
            .replace('{patientId}', PATIENTS[0])
            .replace('{enrollmentId}', 'enr-patient-a')
            .replace('{programmeId}', PROGRAMME)
            .replace('{organisationId}', 'org-1')
            .replace('{replayId}', 'nothing')
            .replace('{groupId}', GROUP)
            .replace('{trackId}', 'track-1')
            .replace('{requestId}', 'r1')
            .replace('{staffId}', STAFF.lead)
            .replace('{helpId}', 'help-1')
            .replace('{kind}', 'staff')
            .replace(/\{personId\}(?=\/invitation)/, STAFF.other)
            .replace('{personId}', 'nobody')
            .replace('{signalId}', 'signal-1')
            .replace('{taskId}', 'nothing')
            .replace('{authorizationId}', 'nothing');
          return `${method.toUpperCase()} ${filled}`;
        }),
      );
    expect(concrete.filter((path) => !known.has(path))).toEqual([]);
    expect(concrete.length).toBe(paths.length);
  });
});
