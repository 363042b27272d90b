import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { participantIdentity, type PersonRef } from '@hearth/domain';
import { StoreUnavailable } from '@hearth/eventstore';
import { checkRoomName } from '@hearth/video';
import { AccessToken } from 'livekit-server-sdk';
import { SignJWT } from 'jose';
import { createHash } from 'node:crypto';
import supertest from 'supertest';
import { startApi, START, VIDEO_KEY, type ApiUnderTest } from '../testing/api-under-test.js';
import { aLiveSession, PATIENTS, SESSION, STAFF } from '../testing/programme-under-test.js';
import { LateWebhooks } from './late-webhooks.js';

const patient: PersonRef = { kind: 'patient', id: PATIENTS[0] };

interface Sent {
  readonly id?: string;
  readonly event?: string;
  readonly room?: string;
  readonly identity?: string;
  readonly sid?: string;
  /** By LiveKit's clock. */
  readonly at?: number;
}

const bodyOf = ({
  id = 'EV_1',
  event = 'participant_joined',
  room,
  identity,
  sid = 'PA_1',
  at = START,
}: Sent): string =>
  JSON.stringify({
    event,
    id,
    createdAt: String(Math.floor(at / 1_000)),
    room: { sid: 'RM_1', name: room ?? `${SESSION}.0` },
    participant: {
      sid,
      identity: identity ?? participantIdentity(SESSION, patient),
      state: 'ACTIVE',
      joinedAt: String(Math.floor(at / 1_000)),
      joinedAtMs: String(at),
      disconnectReason: 'CLIENT_INITIATED',
    },
  });

/** Whether a fact's moment, with what is uncertain of it, has the true one in it. */
const covers = (fact: Readonly<Record<string, unknown>> | undefined, moment: number): boolean =>
  Math.abs(Number(fact?.['at']) - moment) <= Number(fact?.['uncertaintyMs']);

const sign = async (body: string, secret = VIDEO_KEY.apiSecret, ttl = 300): Promise<string> => {
  const token = new AccessToken(VIDEO_KEY.apiKey, secret, { ttl });
  token.sha256 = createHash('sha256').update(body).digest('base64');
  return token.toJwt();
};

const TWO_MINUTES = 120_000;

/** As LiveKit signs, by a clock that is so far ahead of ours: valid from its now on, for five minutes. */
const signAhead = (body: string, aheadMs: number): Promise<string> => {
  const now = Math.floor((Date.now() + aheadMs) / 1_000);
  return new SignJWT({ sha256: createHash('sha256').update(body).digest('base64') })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(VIDEO_KEY.apiKey)
    .setNotBefore(now)
    .setExpirationTime(now + 300)
    .sign(new TextEncoder().encode(VIDEO_KEY.apiSecret));
};

describe.each([TWO_MINUTES, -TWO_MINUTES])('the inbox of a LiveKit whose clock is %i ms ahead', (aheadMs) => {
  let api: ApiUnderTest;
  /** What LiveKit's clock is known to be, and what it is found to be when it is asked again. */
  const known = { before: 0, asked: 0 };
  beforeEach(async () => {
    Object.assign(known, { before: aheadMs, asked: aheadMs });
    api = await startApi({
      videoClock: {
        ahead: () => Promise.resolve(known.before),
        aheadNow: () => Promise.resolve(known.asked),
      },
    });
    await aLiveSession(api);
  });
  afterEach(() => api.close());

  const deliver = async (sent: Sent) => {
    const body = bodyOf({ ...sent, at: api.clock.at + aheadMs });
    const answer = await supertest(api.app.getHttpServer())
      .post('/livekit/webhook')
      .set('Content-Type', 'application/webhook+json')
      .set('Authorization', await signAhead(body, aheadMs))
      .send(body);
    return answer.status;
  };
  const facts = () =>
    api.store
      .wire('session', SESSION)
      .filter(({ type }) => type.startsWith('Participant'))
      .map(({ data }) => data);
  const LATER = 60_000;

  it.each([
    ['is known', aheadMs],
    ['was set since it was last asked', 0],
  ])('keeps who joined and who left on our clock, when that %s', async (_, before) => {
    known.before = before;
    expect(await deliver({})).toBe(200);
    api.clock.at += LATER;
    expect(await deliver({ id: 'EV_2', event: 'participant_left' })).toBe(200);
    const [joined, left] = facts();
    expect([covers(joined, START), covers(left, START + LATER)]).toEqual([true, true]);
    for (const fact of [joined, left]) expect(Number(fact?.['uncertaintyMs'])).toBeLessThanOrEqual(2_500);
  });
});

describe('the inbox of LiveKit', () => {
  let api: ApiUnderTest;
  let lead: Awaited<ReturnType<typeof aLiveSession>>['lead'];
  beforeEach(async () => {
    api = await startApi();
    ({ lead } = await aLiveSession(api));
  });
  afterEach(() => api.close());

  const deliver = async (body: string, authorization?: string) =>
    supertest(api.app.getHttpServer())
      .post('/livekit/webhook')
      .set('Content-Type', 'application/webhook+json')
      .set('Authorization', authorization ?? (await sign(body)))
      .send(body);
  const facts = () => api.store.wire('session', SESSION).filter(({ type }) => type.startsWith('Participant'));

  it('keeps who joined and who left, as facts with a witness', async () => {
    expect((await deliver(bodyOf({}))).body).toEqual({ outcome: 'recorded' });
    expect((await deliver(bodyOf({ id: 'EV_2', event: 'participant_left' }))).status).toBe(200);
    expect(facts().map(({ type, data }) => [type, data.witness, data.person, data.participantSid])).toEqual([
      ['ParticipantJoined', 'livekit-webhook', patient, 'PA_1'],
      ['ParticipantLeft', 'livekit-webhook', patient, 'PA_1'],
    ]);
    expect(facts()[0]?.data).toMatchObject({ roomSid: 'RM_1' });
    expect(covers(facts()[0]?.data, START)).toBe(true);
  });

  it('takes nothing for certain that has yet to happen, when LiveKit cannot be asked for its clock', async () => {
    const aheadMs = 50_000;
    const body = bodyOf({ at: START + aheadMs });
    expect((await deliver(body, await signAhead(body, aheadMs))).status).toBe(200);
    const [joined] = facts();
    expect(joined?.data['at']).toBe(START);
    expect(joined?.data['uncertaintyMs']).toBeGreaterThanOrEqual(aheadMs);
  });

  it('keeps a webhook once, if it comes a hundred times, some of them at once', async () => {
    const body = bodyOf({});
    const authorization = await sign(body);
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(Array.from({ length: 5 }, () => deliver(body, authorization)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    }
    expect(facts()).toHaveLength(1);
  });

  it('refuses what LiveKit did not sign: another key, no signature, a changed body', async () => {
    const body = bodyOf({});
    expect((await deliver(body, await sign(body, 'b-secret-of-somebody-else-32-chars!'))).status).toBe(401);
    expect((await deliver(body, 'garbage')).status).toBe(401);
    expect((await deliver(bodyOf({ sid: 'PA_9' }), await sign(body))).status).toBe(401);
    const unsigned = await supertest(api.app.getHttpServer())
      .post('/livekit/webhook')
      .set('Content-Type', 'application/webhook+json')
      .send(body);
    expect([unsigned.status, unsigned.body]).toEqual([
      401,
      expect.objectContaining({ code: 'unauthenticated' }),
    ]);
    expect(facts()).toHaveLength(0);
  });

  it('refuses a signature that is over', async () => {
    const body = bodyOf({});
    expect((await deliver(body, await sign(body, undefined, -3_600))).status).toBe(401);
  });

  it('takes note of what it cannot place, and keeps nothing', async () => {
    const strange = [
      bodyOf({ room: 'somebody-elses-room' }),
      bodyOf({ room: checkRoomName(participantIdentity('network-check', patient)) }),
      bodyOf({ room: 'nowhere.0' }),
      bodyOf({ identity: 'nobody' }),
      bodyOf({ event: 'something_new' }),
      bodyOf({ event: 'room_finished' }),
      bodyOf({ event: 'egress_started' }),
      '{"event":',
      '[]',
    ];
    for (const body of strange) expect([body, (await deliver(body)).status]).toEqual([body, 200]);
    expect(facts()).toHaveLength(0);
    const metrics = (await supertest(api.app.getHttpServer()).get('/metrics')).text;
    expect(metrics).toMatch(/hearth_livekit_webhooks_total\{outcome="unresolvable",service="api"\} 2/);
    expect(metrics).toMatch(/outcome="incident",service="api"\} 1/);
  });

  it('asks LiveKit to try again while the store is away', async () => {
    api.breakStore(new StoreUnavailable('away'));
    const answer = await deliver(bodyOf({}));
    expect([answer.status, answer.body]).toEqual([503, expect.objectContaining({ code: 'unavailable' })]);
    // LiveKit gives up after 15 s; this process does not.
    await api.app.get(LateWebhooks).tryAgain();
    expect(facts()).toHaveLength(0);
    api.breakStore(null);
    await api.app.get(LateWebhooks).tryAgain();
    await deliver(bodyOf({}));
    expect(facts().map(({ data }) => covers(data, START))).toEqual([true]);
    api.breakStore(null);
    expect((await deliver(bodyOf({}))).status).toBe(200);
    expect(facts()).toHaveLength(1);
  });

  it('turns out a removed patient who comes back with an old token', async () => {
    const removal = { patientId: PATIENTS[0], reasonCode: 'disruptive', reason: 'kept shouting' };
    expect((await lead.post(`/sessions/${SESSION}/removals`, removal)).status).toBe(204);
    const removedOnce = api.rooms.calls('remove').length;
    expect((await deliver(bodyOf({ id: 'EV_3', sid: 'PA_2' }))).status).toBe(200);
    expect(api.rooms.calls('remove').slice(removedOnce)).toEqual([
      { call: 'remove', room: `${SESSION}.0`, identity: participantIdentity(SESSION, patient) },
    ]);
  });

  it('turns out whose access was closed, and who comes back with an old token', async () => {
    const admin = await api.as(STAFF.admin);
    const closed = await admin.post(`/accounts/patient/${PATIENTS[0]}/deactivation`);
    expect(closed.status).toBe(204);
    expect((await deliver(bodyOf({ id: 'EV_3', sid: 'PA_2' }))).status).toBe(200);
    const out = { call: 'remove', room: `${SESSION}.0`, identity: participantIdentity(SESSION, patient) };
    expect(api.rooms.calls('remove')).toEqual([out]);
    // What was true is on record all the same.
    expect(facts()).toHaveLength(1);
  });

  it('is not there without a LiveKit', async () => {
    const bare = await startApi({ withoutVideo: true });
    const answer = await supertest(bare.app.getHttpServer()).post('/livekit/webhook').send({});
    expect(answer.status).toBe(404);
    await bare.close();
  });
});
