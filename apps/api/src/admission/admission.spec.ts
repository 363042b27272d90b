import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { patientDecider } from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import { startApi, START, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import {
  aProgramme,
  goodCheckIn,
  PATIENTS,
  SESSION,
  STAFF,
  STRANGER,
} from '../testing/programme-under-test.js';

const path = (rest: string) => `/sessions/${SESSION}/${rest}`;

describe('the way in', () => {
  let api: ApiUnderTest;
  let lead: Browser;
  let patient: Browser;
  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
    lead = await api.as(STAFF.lead);
    patient = await api.as(PATIENTS[0]);
  });
  afterEach(() => api.close());

  const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
  /** As the worker's policy does after a check-in. */
  const confirmContact = () => {
    const { location, callbackNumber, emergencyContact } = goodCheckIn;
    const command = {
      type: 'ConfirmContact',
      patientId: PATIENTS[0],
      sessionId: SESSION,
      contact: { location, callbackNumber, emergencyContact },
      at: START,
    } as const;
    const context = { commandId: 'c', correlationId: 'c', actor: { kind: 'system', id: 'policy' } as const };
    return handleCommand(api.store, patientDecider, 'patient', PATIENTS[0], command, context);
  };
  const audited = (action: string) =>
    api.store.wire('audit', '2026-11-16').filter(({ data }) => data.action === action);

  it('waits until the doors are open', async () => {
    expect(code(await patient.post(path('waiting-room')))).toBe('doors-not-open');
    api.clock.at = START - 2 * 3_600_000;
    const early = await lead.post(path('doors'));
    expect([early.status, code(early)]).toEqual([409, 'doors-too-early']);
  });

  it('offers what was confirmed last time, and what the plan asks', async () => {
    expect((await patient.get(path('check-in/offer'))).body).toEqual({ asksSubstanceUse: true });
    await confirmContact();
    const { location, callbackNumber, emergencyContact } = goodCheckIn;
    expect((await patient.get(path('check-in/offer'))).body).toEqual({
      location,
      callbackNumber,
      emergencyContact,
      asksSubstanceUse: true,
    });
    const other = await api.as(PATIENTS[1]);
    expect((await other.get(path('check-in/offer'))).body).toEqual({ asksSubstanceUse: true });
    expect((await (await api.as(STRANGER)).get(path('check-in/offer'))).status).toBe(403);
  });

  it('does not admit before the check-in is there, but for a reason that is kept', async () => {
    await lead.post(path('doors'));
    await patient.post(path('waiting-room'));
    const refused = await lead.post(path('admissions'), { patientId: PATIENTS[0] });
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({
        code: 'check-in-missing',
        details: { missing: ['check-in', 'location', 'contact', 'attestations'] },
      }),
    ]);
    const override = { patientId: PATIENTS[0], override: { reason: 'seen in person an hour ago' } };
    expect((await lead.post(path('admissions'), override)).status).toBe(204);
    expect(audited('override').map(({ data }) => data.entity)).toEqual([
      { kind: 'admission', patientId: PATIENTS[0], sessionId: SESSION },
    ]);
  });

  it('puts safety first', async () => {
    await lead.post(path('doors'));
    const unsafe = { ...goodCheckIn, answers: { ...goodCheckIn.answers, safeNow: 'no' } };
    await patient.post(path('check-in'), unsafe);
    await patient.post(path('waiting-room'));
    expect(code(await lead.post(path('admissions'), { patientId: PATIENTS[0] }))).toBe('safety-first');
  });

  it('admits all who are clear, and nobody who has gone', async () => {
    await lead.post(path('doors'));
    for (const id of PATIENTS) {
      const browser = await api.as(id);
      await browser.post(path('check-in'), goodCheckIn);
      await browser.post(path('waiting-room'));
    }
    expect((await patient.delete(path('waiting-room'))).status).toBe(204);
    expect((await lead.post(path('admissions/all-clear'))).status).toBe(204);
    const admitted = api.store.wire('session', SESSION).filter(({ type }) => type === 'PatientAdmitted');
    expect(admitted.map(({ data }) => data.patientId)).toEqual([PATIENTS[1]]);
    expect(code(await lead.post(path('admissions'), { patientId: PATIENTS[0] }))).toBe('not-in-waiting-room');
    expect(code(await lead.post(path('admissions'), { patientId: STRANGER }))).toBe('not-on-roster');
  });

  it('turns away with a reason, and lets nobody in who was', async () => {
    await lead.post(path('doors'));
    await patient.post(path('waiting-room'));
    const away = { patientId: PATIENTS[0], reasonCode: 'not-private', reason: 'in a café' };
    expect((await lead.post(path('turn-aways'), away)).status).toBe(204);
    expect(code(await patient.post(path('waiting-room')))).toBe('turned-away');
    const token = await patient.post(path('token'));
    expect([token.status, code(token)]).toEqual([403, 'turned-away']);
  });

  it('is by facilitators of this session only', async () => {
    await lead.post(path('doors'));
    await patient.post(path('waiting-room'));
    for (const id of [STAFF.other, STAFF.supervisor]) {
      const answer = await (await api.as(id)).post(path('admissions'), { patientId: PATIENTS[0] });
      expect([answer.status, code(answer)]).toEqual([403, 'not-facilitator']);
    }
    expect(audited('refused')).toHaveLength(2);
  });
});
