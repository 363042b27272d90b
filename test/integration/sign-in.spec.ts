import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { invitation, setUpDone, type Account, type Me, type Problem } from '@hearth/contracts';
import { openIdProvider } from '../../apps/api/src/sign-in/openid-provider.js';
import { SETUP_TOKEN } from '../../apps/api/src/testing/api-under-test.js';
import { startRealApi, type RealApi } from '../fixtures/api-on-real-services.js';
import { eventually } from '../fixtures/eventually.js';
import { startIdentityProvider, type TestIdentityProvider } from '../fixtures/identity-provider.js';
import { Visitor, type Arrived } from '../fixtures/visitor.js';

jest.setTimeout(180_000);

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const setUp = {
  programmeId: 'prog-1',
  organisationId: 'org-1',
  title: 'Evening IOP',
  timeZone: 'America/New_York',
  emergencyNumber: '911',
  admin: { staffId: 'admin-1', displayName: 'Ada Admin', locale: 'en' },
};
const HEARTH_PAGE = (url: URL) => url.pathname === '/' || !url.pathname.startsWith('/api');

describe('signing in with a real OpenID Connect provider', () => {
  let home: string;
  let provider: TestIdentityProvider;
  let api: RealApi;
  let admin: Visitor;
  let programmeId: string;

  const visitor = () => new Visitor(home);
  const json = <Body>({ text }: Arrived) => JSON.parse(text) as Body;
  const tokenIn = (link: string) => new URL(link).hash.slice(1);
  const trouble = (arrived: Arrived) => arrived.url.searchParams.get('trouble');
  const isHome = (url: URL) => url.origin === home && HEARTH_PAGE(url);

  /** To the provider and back; answers where the browser ends up. */
  const signIn = async (who: Visitor, body: object = {}): Promise<Arrived> => {
    const begun = await who.ask('POST', '/sign-in/provider', body);
    if (begun.status !== 200) return begun;
    return who.go(json<{ url: string }>(begun).url, isHome);
  };
  const me = async (who: Visitor) => json<Me>(await who.ask('GET', '/me'));
  const claim = async (body: object): Promise<Response> =>
    fetch(`${home}/api/setup`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SETUP_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const invite = async (person: string): Promise<string> => {
    const made = await admin.ask('POST', `/accounts/${person}/invitation`);
    return tokenIn(invitation.parse(json(made)).link);
  };
  const register = async (staffId: string): Promise<string> => {
    const profile = { role: 'therapist', displayName: staffId, locale: 'en', simulated: false };
    const answer = await admin.ask('POST', '/staff', { staffId, programmeIds: [programmeId], ...profile });
    expect(answer.status).toBe(204);
    return `staff/${staffId}`;
  };
  /** Somebody who has accepted an invitation, and can be found by their identity from now on. */
  const linked = async (staffId: string): Promise<Visitor> => {
    const person = await register(staffId);
    provider.person = `subject-of-${staffId}`;
    const who = visitor();
    await signIn(who, { invitation: await invite(person) });
    expect((await me(who)).person.id).toBe(staffId);
    await eventually('the link in the views', async () => {
      const accounts = json<Account[]>(await admin.ask('GET', '/accounts'));
      return accounts.some(({ person: { id }, way }) => id === staffId && way.kind === 'linked');
    });
    return who;
  };

  beforeAll(async () => {
    const port = await freePort();
    home = `http://127.0.0.1:${port}`;
    provider = await startIdentityProvider(home);
    const settings = {
      issuer: provider.issuer,
      clientId: provider.client.id,
      clientSecret: provider.client.secret,
      scopes: 'openid',
      name: 'Clinic account',
      endsSession: true,
      publicUrl: home,
    };
    api = await startRealApi({
      port,
      provider: { settings, identityProvider: openIdProvider(settings, 'test') },
    });
  });
  afterAll(async () => {
    await api.close();
    await provider.close();
  });

  it('lets one of two set-ups at once claim the installation, and invites its first admin', async () => {
    const rival = { ...setUp, programmeId: 'prog-2', admin: { ...setUp.admin, staffId: 'admin-2' } };
    const answers = await Promise.all([claim(setUp), claim(rival)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers[0]?.status === 200 ? setUp : rival;
    expect((await claim(won === setUp ? rival : setUp)).status).toBe(409);
    // Sent again, the same set-up makes another link, in place of the first.
    const first = setUpDone.parse(await answers.find(({ status }) => status === 200)?.json()).invitation;
    const second = setUpDone.parse(await (await claim(won)).json()).invitation;
    expect(first?.link.startsWith(`${home}/invitation#staff.`)).toBe(true);

    admin = visitor();
    provider.person = 'ada';
    const stale = await signIn(admin, { invitation: tokenIn(first?.link ?? '') });
    expect([stale.status, json<Problem>(stale).code]).toEqual([410, 'invitation-revoked']);
    const arrived = await signIn(admin, { invitation: tokenIn(second?.link ?? '') });
    expect([arrived.url.pathname, trouble(arrived)]).toEqual(['/', null]);
    expect(await me(admin)).toMatchObject({ role: 'admin', person: { id: won.admin.staffId } });
    expect(setUpDone.parse(await (await claim(won)).json())).toEqual({ invitation: null });
    programmeId = won.programmeId;
  });

  beforeEach(() => {
    provider.person = 'somebody';
  });

  it('tells the sign-in page whom to sign in with', async () => {
    expect(json(await visitor().ask('GET', '/hello'))).toMatchObject({
      provider: { name: 'Clinic account' },
    });
  });

  it('keeps the way there secret: code flow, PKCE, state and nonce, and a lax cookie that is sealed', async () => {
    const who = visitor();
    const { url } = json<{ url: string }>(await who.ask('POST', '/sign-in/provider', {}));
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', scope: 'openid' });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked[name]?.length).toBeGreaterThanOrEqual(43);
    }
    const kept = who.cookies().get('hearth-attempt');
    expect(kept?.sameSite).toBe('lax');
    expect(kept?.value).not.toContain(asked['state']);
  });

  it('signs in again whoever is linked, and brings them back to their page', async () => {
    await linked('again');
    provider.person = 'subject-of-again';
    const who = visitor();
    const arrived = await signIn(who, { returnTo: '/sessions' });
    expect(arrived.url.href).toBe(`${home}/sessions`);
    expect(await me(who)).toMatchObject({ person: { kind: 'staff', id: 'again' }, role: 'therapist' });
    expect(who.cookies().get('hearth-session')?.sameSite).toBe('strict');
    expect(who.cookies().has('hearth-attempt')).toBe(false);
  });

  it('gives each sign-in a session of its own', async () => {
    const who = await linked('rotating');
    const before = who.cookies().get('hearth-session')?.value;
    provider.person = 'subject-of-rotating';
    await signIn(who);
    expect(who.cookies().get('hearth-session')?.value).not.toBe(before);
  });

  it('knows nobody by having signed in elsewhere', async () => {
    provider.person = 'a stranger';
    const who = visitor();
    expect(trouble(await signIn(who))).toBe('not-linked');
    expect((await who.ask('GET', '/me')).status).toBe(401);
  });

  it('takes an invitation once, and lets nobody take the place of another', async () => {
    const person = await register('once');
    const token = await invite(person);
    provider.person = 'subject-of-once';
    expect(trouble(await signIn(visitor(), { invitation: token }))).toBeNull();
    provider.person = 'a thief';
    const again = await signIn(visitor(), { invitation: token });
    expect([again.status, json<Problem>(again).code]).toEqual([410, 'invitation-used']);
    const more = await admin.ask('POST', `/accounts/${person}/invitation`);
    expect([more.status, json<Problem>(more).code]).toEqual([409, 'already-linked']);
  });

  it('links one identity to one person', async () => {
    await linked('only');
    const token = await invite(await register('second-of-only'));
    provider.person = 'subject-of-only';
    expect(trouble(await signIn(visitor(), { invitation: token }))).toBe('identity-taken');
  });

  it('refuses an invitation that was taken back while its holder was away', async () => {
    const person = await register('late');
    const who = visitor();
    const begun = await who.ask('POST', '/sign-in/provider', { invitation: await invite(person) });
    expect((await admin.ask('DELETE', `/accounts/${person}/invitation`)).status).toBe(204);
    const arrived = await who.go(json<{ url: string }>(begun).url, isHome);
    expect(trouble(arrived)).toBe('invitation-revoked');
    expect((await who.ask('GET', '/me')).status).toBe(401);
  });

  it('refuses what came back to another state, or to no attempt', async () => {
    await linked('stateful');
    provider.person = 'subject-of-stateful';
    const who = visitor();
    const { url } = json<{ url: string }>(await who.ask('POST', '/sign-in/provider', {}));
    const back = await who.go(url, (at) => at.origin === home);
    back.url.searchParams.set('state', 'another-state');
    expect(trouble(await who.go(back.url.href, isHome))).toBe('sign-in-failed');
    expect(trouble(await visitor().go(back.url.href, isHome))).toBe('sign-in-failed');
    expect((await who.ask('GET', '/me')).status).toBe(401);
  });

  it('refuses a code that was used, also with the cookie put back', async () => {
    await linked('replayed');
    provider.person = 'subject-of-replayed';
    const who = visitor();
    const { url } = json<{ url: string }>(await who.ask('POST', '/sign-in/provider', {}));
    const attempt = who.cookies().get('hearth-attempt');
    const back = await who.go(url, (at) => at.origin === home);
    expect(trouble(await who.go(back.url.href, isHome))).toBeNull();
    expect(trouble(await who.go(back.url.href, isHome))).toBe('sign-in-failed');
    if (!attempt) throw new Error('no attempt');
    who.putBack('hearth-attempt', attempt);
    expect(trouble(await who.go(back.url.href, isHome))).toBe('sign-in-failed');
  });

  it('refuses a token that was made for another nonce, or another verifier', async () => {
    await linked('nonced');
    provider.person = 'subject-of-nonced';
    for (const name of ['nonce', 'code_challenge']) {
      const who = visitor();
      const begun = json<{ url: string }>(await who.ask('POST', '/sign-in/provider', {}));
      const url = new URL(begun.url);
      url.searchParams.set(name, 'A'.repeat(43));
      expect([name, trouble(await who.go(url.href, isHome))]).toEqual([name, 'sign-in-failed']);
      expect((await who.ask('GET', '/me')).status).toBe(401);
    }
  });

  it('says so when the person or the provider declines', async () => {
    provider.person = null;
    expect(trouble(await signIn(visitor()))).toBe('provider-refused');
  });

  it('leads nowhere but to its own pages', async () => {
    for (const returnTo of ['//evil.example', 'https://evil.example', '/\\evil.example', '/api/sign-out']) {
      const answer = await visitor().ask('POST', '/sign-in/provider', { returnTo });
      expect([returnTo, answer.status]).toEqual([returnTo, 400]);
    }
  });

  it('signs out here and at the provider', async () => {
    const who = await linked('leaving');
    const out = await who.ask('POST', '/sign-out');
    expect(out.status).toBe(200);
    const { endSessionUrl } = json<{ endSessionUrl: string }>(out);
    expect((await who.ask('GET', '/me')).status).toBe(401);
    expect(new URL(endSessionUrl).searchParams.has('id_token_hint')).toBe(true);
    const asked = await who.go(endSessionUrl);
    const gone = await who.submit(asked, { logout: 'yes' });
    expect(gone.url.href).toBe(`${home}/sign-in`);
  });

  it('ends the sign-ins of who is deactivated, and refuses them, until that is undone', async () => {
    const who = await linked('leaver');
    expect((await admin.ask('POST', '/accounts/staff/leaver/deactivation')).status).toBe(204);
    expect((await who.ask('GET', '/me')).status).toBe(401);
    provider.person = 'subject-of-leaver';
    expect(trouble(await signIn(visitor()))).toBe('account-deactivated');
    expect((await admin.ask('DELETE', '/accounts/staff/leaver/deactivation')).status).toBe(204);
    expect((await who.ask('GET', '/me')).status).toBe(401);
    const back = visitor();
    expect(trouble(await signIn(back))).toBeNull();
    expect((await me(back)).person.id).toBe('leaver');
  });

  it('unlinks, which ends what is signed in, and lets another identity be linked', async () => {
    const who = await linked('moved');
    expect((await admin.ask('DELETE', '/accounts/staff/moved/link')).status).toBe(204);
    expect((await who.ask('GET', '/me')).status).toBe(401);
    provider.person = 'subject-of-moved';
    expect(trouble(await signIn(visitor()))).toBe('not-linked');
    provider.person = 'a new subject of moved';
    const anew = visitor();
    expect(trouble(await signIn(anew, { invitation: await invite('staff/moved') }))).toBeNull();
    expect((await me(anew)).person.id).toBe('moved');
  });

  it('writes down who came in, and keeps no subject in the clear', async () => {
    await linked('written');
    const day = new Date().toISOString().slice(0, 10);
    const entries: unknown[] = [];
    for await (const stored of api.store.read('audit', day)) {
      if (stored.kind === 'known') entries.push(stored.recorded.event);
    }
    const written = JSON.stringify(entries);
    for (const action of ['invite', 'link', 'sign-in', 'deactivate', 'unlink', 'revoke']) {
      expect(written).toContain(`"${action}"`);
    }
    const own: string[] = [];
    for await (const stored of api.store.read('staff', 'written')) {
      if (stored.kind === 'known') own.push(JSON.stringify(stored.recorded.event));
    }
    expect(own.some((event) => event.includes('IdentityLinked'))).toBe(true);
    expect(own.join()).not.toContain('subject-of-written');
    expect(own.join()).not.toContain(provider.issuer);
    expect(written).not.toContain('subject-of-');
  });

  it('keeps people signed in while Redis is away, and lets nobody new in', async () => {
    const who = await linked('steady');
    await api.redis.kill();
    const answer = await who.ask('GET', '/me');
    expect(answer.status).toBe(200);
    provider.person = 'subject-of-steady';
    expect(trouble(await signIn(visitor()))).toBe('unavailable');
    await api.redis.start();
    await eventually('Redis is back', async () => trouble(await signIn(visitor())) === null, 60_000);
  });
});
