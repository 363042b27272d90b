import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE, participantIdentity } from '@hearth/domain';
import { openSessions, sessionsOfPerson, staffOfIdentity } from '@hearth/views';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import { connected, liveSocket } from '../testing/live-socket.js';
import { aProgramme, PATIENTS, SESSION, STAFF } from '../testing/programme-under-test.js';
import { rateLimits, signInTimes, type ProviderSettings } from '../settings.js';
import { identityHash } from '../sign-in/identity.js';
import { ProviderError, type IdentityProvider } from '../sign-in/identity-provider.js';

const provider: ProviderSettings = {
  issuer: 'https://id.test',
  clientId: 'hearth',
  clientSecret: 'a client secret',
  scopes: 'openid',
  name: 'Clinic account',
  endsSession: false,
  publicUrl: 'https://hearth.test',
};
const MAYA = { issuer: provider.issuer, subject: 'the subject of Maya' };

/** The provider, as far as this api sees it: the browser comes back as somebody, or does not. */
const someProvider = () => {
  const state = { comesBack: MAYA as typeof MAYA | null };
  const identityProvider: IdentityProvider = {
    begin: () =>
      Promise.resolve({
        url: 'https://id.test/authorize',
        secrets: { state: 's', nonce: 'n', verifier: 'v' },
      }),
    finish: () =>
      state.comesBack === null
        ? Promise.reject(new ProviderError('provider-refused', 'access_denied'))
        : Promise.resolve({ identity: state.comesBack, idToken: 'token' }),
    endSessionUrl: () => Promise.resolve(null),
  };
  return { state, identityProvider };
};

describe('who may sign in', () => {
  let api: ApiUnderTest;
  let admin: Browser;
  const { state, identityProvider } = someProvider();
  beforeEach(async () => {
    state.comesBack = MAYA;
    api = await startApi({ provider, identityProvider });
    admin = await aProgramme(api);
  });
  afterEach(() => api.close());

  const account = `/accounts/staff/${STAFF.lead}`;
  const invite = async () => {
    const { link } = (await admin.post(`${account}/invitation`)).body as { link: string };
    return new URL(link).hash.slice(1);
  };
  const back = async (browser: Browser) => {
    const answer = await browser.get('/sign-in/callback?code=c&state=s');
    return answer.headers['location'];
  };
  const accept = async (browser: Browser, invitation: string) => {
    const begun = await browser.post('/sign-in/provider', { invitation });
    return begun.status === 200 ? back(browser) : (begun.body as { code: string }).code;
  };

  it('is who has come back with an invitation, and nobody else', async () => {
    const browser = api.browser();
    expect(await accept(browser, await invite())).toBe('/');
    expect((await browser.get('/me')).body).toMatchObject({ person: { id: STAFF.lead } });
    const another = api.browser();
    await another.post('/sign-in/provider', {});
    expect(await back(another)).toBe('/sign-in?trouble=not-linked');
    // The views know by now.
    api.views.index(staffOfIdentity(identityHash(new Uint8Array(32).fill(7), MAYA)), [STAFF.lead]);
    await another.post('/sign-in/provider', { returnTo: '/sessions' });
    expect(await back(another)).toBe('/sessions');
    expect((await another.get('/me')).body).toMatchObject({ person: { id: STAFF.lead } });
  });

  it('believes no view that the stream does not bear out', async () => {
    api.views.index(staffOfIdentity(identityHash(new Uint8Array(32).fill(7), MAYA)), [STAFF.lead]);
    const browser = api.browser();
    await browser.post('/sign-in/provider', {});
    expect(await back(browser)).toBe('/sign-in?trouble=not-linked');
  });

  it('expires invitations by the clock', async () => {
    const invitation = await invite();
    api.clock.at += signInTimes().invitationMs;
    expect(await accept(api.browser(), invitation)).toBe('invitation-expired');
  });

  it('is nobody with an invitation that was made up', async () => {
    const [kind, id] = (await invite()).split('.');
    const forged = [kind, id, 'A'.repeat(43)].join('.');
    for (const invitation of [forged, 'nonsense', '']) {
      expect(await accept(api.browser(), invitation)).toBe('invitation-unknown');
    }
  });

  it('says when the provider declined, and takes the attempt once', async () => {
    const browser = api.browser();
    await browser.post('/sign-in/provider', {});
    state.comesBack = null;
    expect(await back(browser)).toBe('/sign-in?trouble=provider-refused');
    expect(await back(browser)).toBe('/sign-in?trouble=sign-in-failed');
  });

  it('ends the requests and the connections of who is deactivated', async () => {
    const lead = await api.as(STAFF.lead);
    const socket = liveSocket(api, lead);
    expect(await connected(socket)).toBe('connected');
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    expect((await admin.post(`${account}/deactivation`)).status).toBe(204);
    await gone;
    expect((await lead.get('/me')).status).toBe(401);
    expect((await lead.post(`/sessions/${SESSION}/doors`)).status).toBe(401);
    const again = await api.browser().post('/sign-in/demo', { personaId: STAFF.lead });
    expect(again.status).toBe(404);
  });

  it('is out of the video room when access is closed, and of no other', async () => {
    const leadOf = `${SESSION}.0`;
    api.views.index(sessionsOfPerson(STAFF.lead), [SESSION, 'session-over']);
    api.views.index(openSessions, [SESSION, 'session-of-others']);
    expect((await admin.post(`${account}/deactivation`)).status).toBe(204);
    const identity = participantIdentity(SESSION, { kind: 'staff', id: STAFF.lead });
    expect(api.rooms.calls('remove')).toEqual([{ call: 'remove', room: leadOf, identity }]);
  });

  it('has no access though LiveKit and the views are away when it is closed', async () => {
    const lead = await api.as(STAFF.lead);
    const other = await api.as(STAFF.second);
    api.views.index(sessionsOfPerson(STAFF.lead), [SESSION]);
    api.views.index(openSessions, [SESSION]);
    api.rooms.isAway = true;
    expect((await admin.post(`${account}/deactivation`)).status).toBe(204);
    api.views.members = () => Promise.reject(new Error('away'));
    expect((await admin.post(`/accounts/staff/${STAFF.second}/deactivation`)).status).toBe(204);
    expect([(await lead.get('/me')).status, (await other.get('/me')).status]).toEqual([401, 401]);
  });

  it('cannot be taken from oneself', async () => {
    expect((await admin.post(`/accounts/staff/${STAFF.admin}/deactivation`)).status).toBe(403);
    expect((await admin.delete(`/accounts/staff/${STAFF.admin}/link`)).status).toBe(403);
  });

  it('leaves neither secrets nor subjects in streams and logs', async () => {
    const invitation = await invite();
    await accept(api.browser(), invitation);
    const secret = invitation.split('.')[2] ?? 'none';
    const lying = JSON.stringify([
      api.store.wire('staff', STAFF.lead),
      api.store.wire('audit', '2026-11-16'),
      api.logged,
    ]);
    for (const word of [secret, MAYA.subject, identityHash(new Uint8Array(32).fill(7), MAYA)]) {
      expect(lying).not.toContain(word);
    }
    expect(lying).toContain('IdentityLinked');
  });
});

describe('a sign-in', () => {
  it('ends by idleness, which every request puts off, and at its time', async () => {
    const api = await startApi({ signIn: signInTimes(60, 3) });
    await aProgramme(api);
    const patient = await api.as(PATIENTS[0]);
    for (const minutes of [59, 59, 59]) {
      api.clock.at += minutes * MINUTE;
      expect((await patient.get('/me')).status).toBe(200);
    }
    api.clock.at += 4 * MINUTE;
    expect((await patient.get('/me')).status).toBe(401);
    const idle = await api.as(PATIENTS[0]);
    api.clock.at += 61 * MINUTE;
    expect((await idle.get('/me')).status).toBe(401);
    await api.close();
  });

  it('goes on while the views are away, and says what is missing', async () => {
    const api = await startApi();
    await aProgramme(api);
    const known = await api.as(PATIENTS[0]);
    expect((await known.get('/me')).body).toMatchObject({ enrollmentId: `enr-${PATIENTS[0]}` });
    api.views.members = () => Promise.reject(new Error('away'));
    expect((await known.get('/me')).body).toMatchObject({ enrollmentId: `enr-${PATIENTS[0]}` });
    const unknown = await api.as(PATIENTS[1]);
    expect((await unknown.get('/me')).body).toMatchObject({
      enrollmentId: null,
      asksSubstanceUse: true,
      missing: ['enrollment'],
    });
    await api.close();
  });

  it('that was tried too often ends on the sign-in page, with a sentence', async () => {
    const once = { ...rateLimits(), 'sign-in': { limit: 1, windowMs: MINUTE } };
    const api = await startApi({
      rateLimits: once,
      provider,
      identityProvider: someProvider().identityProvider,
    });
    const browser = api.browser();
    const answers = [await browser.get('/sign-in/callback'), await browser.get('/sign-in/callback')];
    expect(answers.map(({ headers }) => headers['location'])).toEqual([
      '/sign-in?trouble=sign-in-failed',
      '/sign-in?trouble=too-many-requests',
    ]);
    await api.close();
  });

  it('cannot be begun with a provider that is not there', async () => {
    const api = await startApi();
    const admin = await aProgramme(api);
    expect((await api.browser().post('/sign-in/provider', {})).status).toBe(404);
    expect((await api.browser().get('/sign-in/callback?code=c')).status).toBe(404);
    expect((await admin.post(`/accounts/staff/${STAFF.lead}/invitation`)).status).toBe(404);
    await api.close();
  });
});
