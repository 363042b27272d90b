import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import { aLiveSession, aProgramme, PATIENTS, SESSION, STAFF } from '../testing/programme-under-test.js';

describe('the course of a session', () => {
  let api: ApiUnderTest;
  beforeEach(async () => {
    api = await startApi();
  });
  afterEach(() => api.close());

  const types = () => api.store.wire('session', SESSION).map(({ type }) => type);

  it('goes from the schedule to the seal, and each step is an event', async () => {
    const { lead, patient } = await aLiveSession(api);
    const second = await api.as(STAFF.second);
    expect((await lead.post(`/sessions/${SESSION}/break`)).status).toBe(204);
    expect((await lead.delete(`/sessions/${SESSION}/break`)).status).toBe(204);
    expect((await lead.post(`/sessions/${SESSION}/handover`, { to: STAFF.second })).status).toBe(204);
    expect((await second.post(`/sessions/${SESSION}/end`)).status).toBe(204);
    expect(api.rooms.calls('deleteRoom')).toEqual([{ call: 'deleteRoom', room: `${SESSION}.0` }]);
    const feedback = { heard: 8, useful: 9, fit: 7, overall: 8 };
    expect((await patient.post(`/sessions/${SESSION}/feedback`, feedback)).status).toBe(204);
    expect((await second.post(`/sessions/${SESSION}/seal`)).status).toBe(204);
    expect(types()).toEqual([
      'SessionScheduled',
      'DoorsOpened',
      'CheckInSubmitted',
      'WaitingRoomEntered',
      'SessionStarted',
      'PatientAdmitted',
      'BreakStarted',
      'BreakEnded',
      'FacilitatorHandedOver',
      'SessionEnded',
      'SessionFeedbackGiven',
      'AttendanceSealed',
    ]);
    expect(api.store.wire('programme', 'prog-1').map(({ type }) => type)).toContain('SealChained');
  });

  it('is sealed once, and by a facilitator only', async () => {
    const { lead } = await aLiveSession(api);
    const early = await lead.post(`/sessions/${SESSION}/seal`);
    expect(early.body).toMatchObject({ code: 'session-still-open' });
    await lead.post(`/sessions/${SESSION}/end`);
    const other = await api.as(STAFF.other);
    expect((await other.post(`/sessions/${SESSION}/seal`)).body).toMatchObject({ code: 'not-facilitator' });
    expect((await lead.post(`/sessions/${SESSION}/seal`)).status).toBe(204);
    expect((await lead.post(`/sessions/${SESSION}/seal`)).status).toBe(204);
    expect(types().filter((type) => type === 'AttendanceSealed')).toHaveLength(1);
    expect((await other.post(`/sessions/${SESSION}/seal`)).body).toMatchObject({ code: 'not-facilitator' });
  });

  it('refuses what comes at the wrong moment, with a reason', async () => {
    await aProgramme(api);
    const lead = await api.as(STAFF.lead);
    const start = await lead.post(`/sessions/${SESSION}/start`);
    expect([start.status, start.body]).toEqual([409, expect.objectContaining({ code: 'doors-not-open' })]);
    const unknown = await lead.post('/sessions/nowhere/doors');
    expect([unknown.status, unknown.body]).toEqual([404, expect.objectContaining({ code: 'not-found' })]);
    const other = await api.as(STAFF.other);
    const foreign = await other.post(`/sessions/${SESSION}/doors`);
    expect([foreign.status, foreign.body]).toEqual([
      403,
      expect.objectContaining({ code: 'not-facilitator' }),
    ]);
  });

  it('does nothing twice when a request is sent again with its key', async () => {
    const { lead, patient } = await aLiveSession(api);
    const key = { 'idempotency-key': '3f0c1a52-6f0e-4a4c-9d53-4f9a0f6c1d11' };
    const message = { text: 'may I step out?' };
    expect((await patient.post(`/sessions/${SESSION}/messages`, message, key)).status).toBe(204);
    expect((await patient.post(`/sessions/${SESSION}/messages`, message, key)).status).toBe(204);
    expect(types().filter((type) => type === 'MessagePosted')).toHaveLength(1);
    // Another person's key is another key.
    const answer = { text: 'yes', patientId: PATIENTS[0] };
    expect((await lead.post(`/sessions/${SESSION}/messages`, answer, key)).status).toBe(204);
    expect(types().filter((type) => type === 'MessagePosted')).toHaveLength(2);
  });
});
