import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CSRF_HEADER } from '@hearth/contracts';
import { SignJWT } from 'jose';
import supertest from 'supertest';
import { rateLimits } from '../settings.js';
import { startApi, START, type ApiUnderTest } from '../testing/api-under-test.js';
import { aProgramme, PATIENTS, SESSION, STAFF } from '../testing/programme-under-test.js';

describe('what the api keeps out', () => {
  let api: ApiUnderTest;
  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
  });
  afterEach(() => api.close());

  const server = () => supertest(api.app.getHttpServer());

  it('refuses a change without the CSRF token, with a wrong one, or of another visit', async () => {
    const patient = await api.as(PATIENTS[0]);
    const path = `/api/sessions/${SESSION}/hand`;
    const bare = await patient.agent.post(path).send({});
    expect([bare.status, bare.body]).toEqual([403, expect.objectContaining({ code: 'csrf' })]);
    const wrong = await patient.agent.post(path).set(CSRF_HEADER, 'made-up').send({});
    expect(wrong.status).toBe(403);
    const other = (await api.browser().get('/hello')).body as { csrfToken: string };
    const foreign = await patient.agent.post(path).set(CSRF_HEADER, other.csrfToken).send({});
    expect(foreign.body).toMatchObject({ code: 'csrf' });
  });

  it('refuses a change that comes from a page of somebody else', async () => {
    const patient = await api.as(PATIENTS[0]);
    const headers: [string, string][] = [
      ['origin', 'https://evil.example'],
      ['origin', 'null'],
      ['sec-fetch-site', 'same-site'],
    ];
    for (const [name, value] of headers) {
      const answer = await patient.post(`/sessions/${SESSION}/hand`, {}, { [name]: value });
      expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: 'csrf' })]);
    }
  });

  it('believes no cookie that it has not signed, and none for longer than it said', async () => {
    const claims = { person: { kind: 'staff', id: STAFF.admin }, role: 'admin' };
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('hearth')
      .setJti('x')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('another secret that is long enough'));
    for (const token of [forged, 'nonsense', '']) {
      const answer = await server().get('/api/me').set('Cookie', `hearth-session=${token}`);
      expect(answer.status).toBe(401);
    }
    const patient = await api.as(PATIENTS[0]);
    expect((await patient.get('/me')).status).toBe(200);
    api.clock.at += 12 * 3_600_000 + 1_000;
    expect((await patient.get('/me')).status).toBe(401);
  });

  it('sets cookies that scripts and other sites cannot use', async () => {
    const browser = api.browser();
    await browser.get('/hello');
    const answer = await browser.post('/sign-in/demo', { personaId: PATIENTS[0] });
    const cookies = answer.get('Set-Cookie') ?? [];
    expect(cookies.find((cookie) => cookie.startsWith('hearth-session='))).toMatch(
      /HttpOnly; SameSite=Strict/,
    );
    expect((await browser.post('/sign-out')).status).toBe(204);
    expect((await browser.get('/me')).status).toBe(401);
  });

  it('limits bodies, and says so as a problem', async () => {
    const patient = await api.as(PATIENTS[0]);
    const huge = await patient.post(`/sessions/${SESSION}/messages`, { text: 'x'.repeat(70_000) });
    expect([huge.status, huge.body]).toEqual([413, expect.objectContaining({ code: 'too-large' })]);
    const broken = await patient.post(
      `/sessions/${SESSION}/messages`,
      {},
      { 'content-type': 'application/json' },
    );
    expect(broken.status).toBe(400);
  });

  it('names the fields of a body that is wrong, and repeats nothing of it', async () => {
    const patient = await api.as(PATIENTS[0]);
    const body = { answers: { mood: 'Rosa', anxiety: 99 }, attestations: {} };
    const answer = await patient.post(`/sessions/${SESSION}/check-in`, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid-body', correlationId: expect.any(String) });
    const { fields } = answer.body as { fields: { path: string }[] };
    expect(fields.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['answers.mood', 'answers.anxiety']),
    );
    expect(answer.text).not.toContain('Rosa');
  });

  it('refuses ids that could be anything else', async () => {
    const patient = await api.as(PATIENTS[0]);
    for (const id of ['%2e%2e', 'a%2Fb', 'x%00', '%20', 'a'.repeat(200)]) {
      expect([400, 404]).toContain((await patient.post(`/sessions/${id}/hand`)).status);
    }
  });

  it('answers a problem for what is not there', async () => {
    const answer = await server().get('/api/nothing-here');
    expect([answer.status, answer.body]).toEqual([404, expect.objectContaining({ code: 'not-found' })]);
  });

  it('gives each request a correlation id, its own or a new one', async () => {
    const own = await server().get('/api/hello').set('x-correlation-id', 'abcdefgh-1');
    expect(own.headers['x-correlation-id']).toBe('abcdefgh-1');
    const bad = await server().get('/api/hello').set('x-correlation-id', 'a b<script>');
    expect(bad.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
    const patient = await api.as(PATIENTS[0]);
    await (await api.as(STAFF.lead)).post(`/sessions/${SESSION}/doors`);
    await patient.post(`/sessions/${SESSION}/waiting-room`, {}, { 'x-correlation-id': 'through-1' });
    const last = api.store.wire('session', SESSION).at(-1);
    expect(last?.metadata).toMatchObject({ $correlationId: 'through-1', actor: { id: PATIENTS[0] } });
  });

  it('has a policy that lets in our own scripts, LiveKit, and nothing inline', async () => {
    const answer = await server().get('/api/hello');
    const policy = answer.headers['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' ws://video.test:7880 http://video.test:7880");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('keeps HTML as the text that it is', async () => {
    const lead = await api.as(STAFF.lead);
    const patient = await api.as(PATIENTS[0]);
    await lead.post(`/sessions/${SESSION}/doors`);
    await patient.post(`/sessions/${SESSION}/waiting-room`);
    const text = '<img src=x onerror=alert(1)> & "so"';
    expect((await patient.post(`/sessions/${SESSION}/messages`, { text })).status).toBe(204);
    const texts: string[] = [];
    for await (const stored of api.store.read('session', SESSION)) {
      if (stored.kind !== 'known' || stored.recorded.event.type !== 'MessagePosted') continue;
      const { personal } = stored.recorded.event.data;
      if (personal !== 'redacted') texts.push(personal.text);
    }
    expect(texts).toEqual([text]);
  });

  it('logs nothing about a person', async () => {
    const patient = await api.as(PATIENTS[0]);
    await patient.post(`/sessions/${SESSION}/messages`, { text: 'my secret trouble' });
    await patient.post(`/sessions/${SESSION}/check-in`, { answers: 'my secret trouble' });
    api.breakStore(new Error('my secret trouble'));
    const failed = await patient.post(`/sessions/${SESSION}/messages`, { text: 'my secret trouble' });
    expect([failed.status, failed.body]).toEqual([500, expect.objectContaining({ code: 'internal' })]);
    expect(failed.text).not.toContain('secret');
    expect(api.logged.length).toBeGreaterThan(0);
    for (const line of api.logged) {
      expect(line).not.toContain('secret trouble');
      expect(line).not.toContain('Name of');
      expect(line).not.toContain(PATIENTS[0]);
    }
  });

  it('limits how often somebody may ask, by person', async () => {
    await api.close();
    const one = { limit: 2, windowMs: 60_000 };
    const lots = { limit: 10_000, windowMs: 60_000 };
    api = await startApi({
      rateLimits: { ...rateLimits(), 'sign-in': lots, 'check-in': one, token: one, any: lots },
    });
    await aProgramme(api);
    const [a, b] = [await api.as(PATIENTS[0]), await api.as(PATIENTS[1])];
    const statuses = async (browser: typeof a) => {
      const seen: number[] = [];
      for (let n = 0; n < 3; n += 1) seen.push((await browser.post(`/sessions/${SESSION}/token`)).status);
      return seen;
    };
    expect(await statuses(a)).toEqual([409, 409, 429]);
    expect(await statuses(b)).toEqual([409, 409, 429]);
    api.clock.at = START;
    expect((await a.post(`/sessions/${SESSION}/token`)).status).toBe(409);
  });
});
