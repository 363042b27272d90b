import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import { aProgramme, PATIENTS, SESSION, STAFF } from '../testing/programme-under-test.js';
import { rateLimits } from '../settings.js';

const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const claimsOf = (answer: { body: unknown }) => decodeJwt((answer.body as { token: string }).token);

describe('trying the network', () => {
  let api: ApiUnderTest;
  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
  });
  afterEach(() => api.close());

  it('gives a patient, let in or not, a key that opens nothing but an empty room of their own', async () => {
    const answer = await (await api.as(PATIENTS[0])).post('/network-check');
    expect(answer.status).toBe(200);
    const { video, sub, exp = 0, nbf = 0 } = claimsOf(answer);
    expect(video).toEqual({
      roomJoin: true,
      room: `check-${sub}`,
      canPublish: true,
      canPublishSources: ['camera'],
      canSubscribe: false,
      canPublishData: false,
      canUpdateOwnMetadata: false,
    });
    expect(exp - nbf).toBe(60);
    expect(JSON.stringify(claimsOf(answer))).not.toContain(PATIENTS[0]);
    expect([...api.rooms.checksOpen]).toEqual([`check-${sub}`]);
    expect(api.rooms.calls('ensureRoom')).toEqual([]);
  });

  it('gives each their own room, and the same one again', async () => {
    const [first, again, other] = [
      await (await api.as(PATIENTS[0])).post('/network-check'),
      await (await api.as(PATIENTS[0])).post('/network-check'),
      await (await api.as(PATIENTS[1])).post('/network-check'),
    ].map((answer) => claimsOf(answer).sub);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('closes the room of whoever asks, and no other', async () => {
    const patient = await api.as(PATIENTS[0]);
    await patient.post('/network-check');
    await (await api.as(PATIENTS[1])).post('/network-check');
    expect((await patient.delete('/network-check')).status).toBe(204);
    expect(api.rooms.checksOpen.size).toBe(1);
  });

  it('is for patients only', async () => {
    for (const person of [STAFF.lead, STAFF.supervisor]) {
      const answer = await (await api.as(person)).post('/network-check');
      expect([answer.status, code(answer)]).toEqual([403, 'forbidden']);
    }
    expect((await api.browser().post('/network-check')).status).toBe(401);
  });

  it('says that video is off while LiveKit is away', async () => {
    api.rooms.isAway = true;
    expect(code(await (await api.as(PATIENTS[0])).post('/network-check'))).toBe('video-off');
  });

  it('is given a few times a minute', async () => {
    await api.close();
    api = await startApi({ rateLimits: rateLimits(1) });
    await aProgramme(api);
    const patient = await api.as(PATIENTS[0]);
    const statuses: number[] = [];
    for (let times = 0; times < 7; times += 1) statuses.push((await patient.post('/network-check')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
  });

  it('leaves no trace in any session', async () => {
    const before = api.store.wire('session', SESSION).length;
    await (await api.as(PATIENTS[0])).post('/network-check');
    expect(api.store.wire('session', SESSION)).toHaveLength(before);
  });
});
