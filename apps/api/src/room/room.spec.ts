import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { participantIdentity } from '@hearth/domain';
import { decodeJwt } from 'jose';
import { startApi, START, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import {
  aLiveSession,
  goodCheckIn,
  PATIENTS,
  SESSION,
  STAFF,
  STRANGER,
} from '../testing/programme-under-test.js';

const path = (rest: string) => `/sessions/${SESSION}/${rest}`;
const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const identityOf = (id: string) => participantIdentity(SESSION, { kind: 'patient', id });

describe('the room', () => {
  let api: ApiUnderTest;
  let lead: Browser;
  let patient: Browser;
  beforeEach(async () => {
    api = await startApi();
    ({ lead, patient } = await aLiveSession(api));
  });
  afterEach(() => api.close());

  const types = () => api.store.wire('session', SESSION).map(({ type }) => type);
  const last = () => api.store.wire('session', SESSION).at(-1);

  it('gives a key to who was let in: short, opaque, and written down', async () => {
    const answer = await patient.post(path('token'));
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        url: 'ws://video.test:7880',
        token: expect.any(String),
        identity: identityOf(PATIENTS[0]),
        canPublish: true,
      },
    ]);
    const claims = decodeJwt((answer.body as { token: string }).token);
    expect(claims).toMatchObject({
      sub: identityOf(PATIENTS[0]),
      video: { room: `${SESSION}.0`, roomJoin: true },
    });
    expect(JSON.stringify(claims)).not.toContain(PATIENTS[0]);
    expect(claims.video).not.toHaveProperty('roomAdmin');
    expect(api.rooms.calls('ensureRoom')).toHaveLength(1);
    const audit = api.store.wire('audit', '2026-11-16').at(-1);
    expect(audit?.data).toMatchObject({
      action: 'token-issued',
      entity: { kind: 'room', sessionId: SESSION },
    });
  });

  it('gives none to anybody else, and says why', async () => {
    const cases: [string, number, string][] = [
      [PATIENTS[1], 409, 'not-admitted'],
      [STRANGER, 403, 'not-on-roster'],
      [STAFF.other, 403, 'forbidden'],
      [STAFF.supervisor, 403, 'forbidden'],
    ];
    for (const [person, status, why] of cases) {
      const answer = await (await api.as(person)).post(path('token'));
      expect([person, answer.status, code(answer)]).toEqual([person, status, why]);
    }
    expect((await patient.post('/sessions/nowhere/token')).status).toBe(404);
    await lead.post(path('end'));
    expect(code(await patient.post(path('token')))).toBe('session-over');
  });

  it('says that video is off, without one and while it is away', async () => {
    api.rooms.isAway = true;
    const away = await patient.post(path('token'));
    expect([away.status, code(away)]).toEqual([503, 'video-off']);
    await api.close();
    api = await startApi({ withoutVideo: true });
    ({ patient, lead } = await aLiveSession(api));
    expect(code(await patient.post(path('token')))).toBe('video-off');
    expect((await api.browser().get('/hello')).body).toMatchObject({ videoAvailable: false });
  });

  it('keeps out whoever was removed, and leaves the others where they are', async () => {
    const removal = { patientId: PATIENTS[0], reasonCode: 'disruptive', reason: 'kept shouting' };
    expect(code(await lead.post(path('removals'), { ...removal, reason: ' ' }))).toBe('invalid-body');
    expect((await lead.post(path('removals'), removal)).status).toBe(204);
    expect(api.rooms.calls('remove')).toEqual([
      { call: 'remove', room: `${SESSION}.0`, identity: identityOf(PATIENTS[0]) },
    ]);
    expect(code(await patient.post(path('token')))).toBe('removed');
    const staff = (await lead.post(path('token'))).body as { token: string };
    expect(decodeJwt(staff.token)).toMatchObject({ video: { room: `${SESSION}.0` } });
  });

  it('removes in its own record even while LiveKit is away', async () => {
    api.rooms.isAway = true;
    const removal = { patientId: PATIENTS[0], reasonCode: 'safety', reason: 'needs care elsewhere' };
    expect((await lead.post(path('removals'), removal)).status).toBe(204);
    expect(types()).toContain('ParticipantRemoved');
  });

  it('mutes, raises and lowers hands', async () => {
    const person = { kind: 'patient', id: PATIENTS[0] };
    expect((await lead.post(path('mutes'), { person })).status).toBe(204);
    expect(api.rooms.calls('mute')).toHaveLength(1);
    for (const lower of [
      () => patient.delete(path('hand')),
      () => lead.delete(path(`hands/${PATIENTS[0]}`)),
    ]) {
      expect((await patient.post(path('hand'))).status).toBe(204);
      expect((await lower()).status).toBe(204);
      expect(last()?.type).toBe('HandLowered');
    }
    const other = await api.as(PATIENTS[1]);
    expect(code(await other.post(path('hand')))).toBe('not-admitted');
  });

  it('gives the floor, and with it the right to show a screen', async () => {
    expect((await patient.post(path('share'), { kind: 'screen' })).status).toBe(204);
    expect((await patient.delete(path('share'))).status).toBe(204);
    expect(api.rooms.calls('setPermission')).toHaveLength(2);
    expect(code(await patient.post(path('share'), { kind: 'voice', patientId: PATIENTS[1] }))).toBe(
      'not-facilitator',
    );
    expect(code(await lead.post(path('share'), { kind: 'voice' }))).toBe('invalid');
    expect((await lead.post(path('share'), { kind: 'journal', patientId: PATIENTS[0] })).status).toBe(204);
    expect(last()?.data).toMatchObject({ kind: 'journal', by: { id: STAFF.lead } });
  });

  it('carries calls for help and their answers', async () => {
    expect((await patient.post(path('help'))).status).toBe(204);
    const { helpId } = last()?.data as { helpId: string };
    expect((await lead.post(path(`help/${helpId}/answer`))).status).toBe(204);
    expect(types().slice(-2)).toEqual(['HelpRequested', 'HelpAnswered']);
    expect((await lead.post(path('help/none/answer'))).status).toBe(404);
  });

  it('lets a supervisor observe openly, for as long as the session runs', async () => {
    const supervisor = await api.as(STAFF.supervisor);
    expect((await supervisor.post(path('observation'))).status).toBe(204);
    expect(last()?.data).toMatchObject({ staffId: STAFF.supervisor, visible: true });
    const token = await supervisor.post(path('token'));
    expect(token.body).toMatchObject({ canPublish: false });
    expect((await supervisor.delete(path('observation'))).status).toBe(204);
    expect(code(await supervisor.post(path('token')))).toBe('forbidden');
    const observed = api.store.wire('audit', '2026-11-16').filter(({ data }) => data.action === 'observe');
    expect(observed).toHaveLength(1);
  });

  it('believes a browser about its own media only', async () => {
    const media = { participantSid: 'PA_1', camera: true, microphone: false };
    expect(code(await patient.post(path('media'), media))).toBe('stale-fact');
    const mine = {
      participantSid: 'PA_1',
      identity: identityOf(PATIENTS[0]),
      active: true,
      joinedAt: START,
      hidden: false,
      ordinary: true,
      camera: true,
      microphone: false,
    };
    api.rooms.listed = [
      { roomName: `${SESSION}.0`, roomSid: 'RM_1', createdAt: START, recording: false, participants: [mine] },
    ];
    expect((await patient.post(path('media'), media)).status).toBe(204);
    expect(code(await lead.post(path('media'), media))).toBe('stale-fact');
    expect(last()?.data).toMatchObject({ camera: true, microphone: false, person: { id: PATIENTS[0] } });
  });

  it('takes who spoke from facilitators, and leaves out whom it does not know', async () => {
    const spans = [
      { identity: identityOf(PATIENTS[0]), from: START, to: START + 4_000 },
      { identity: 'nobody', from: START, to: START + 4_000 },
    ];
    expect((await lead.post(path('speaking'), { intervals: spans })).status).toBe(204);
    expect(last()?.data).toEqual({
      by: STAFF.lead,
      intervals: [{ person: { kind: 'patient', id: PATIENTS[0] }, from: START, to: START + 4_000 }],
    });
    const other = await api.as(STAFF.other);
    expect(code(await other.post(path('speaking'), { intervals: spans }))).toBe('not-facilitator');
  });

  it('carries messages between one patient and the facilitators', async () => {
    expect((await patient.post(path('messages'), { text: ' may I step out? ' })).status).toBe(204);
    expect((await lead.post(path('messages'), { patientId: PATIENTS[0], text: 'of course' })).status).toBe(
      204,
    );
    expect(code(await patient.post(path('messages'), { patientId: PATIENTS[1], text: 'hi' }))).toBe(
      'not-facilitator',
    );
    expect(code(await lead.post(path('messages'), { text: 'to whom?' }))).toBe('invalid');
    expect((await patient.post(path('messages'), { text: '   ' })).status).toBe(400);
    // What lies in the store cannot be read without the patient's key.
    expect(JSON.stringify(api.store.wire('session', SESSION))).not.toContain('step out');
    expect(JSON.stringify(api.store.wire('session', SESSION))).not.toContain(goodCheckIn.callbackNumber);
  });
});
