import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE, type AttendanceProof } from '@hearth/domain';
import { enrollmentsOfPatient, outlinesOfEnrollment, roomsOfDay } from '@hearth/views';
import { verify } from '../../../verifier/verify.mjs';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import {
  aLiveSession,
  PATIENTS,
  PROGRAMME,
  SESSION,
  STAFF,
  STRANGER,
} from '../testing/programme-under-test.js';

const at = `/sessions/${SESSION}`;
const period = '?from=2026-11-16&to=2026-11-16';

describe('proofs and corrections', () => {
  let api: ApiUnderTest;
  let lead: Browser;
  let supervisor: Browser;
  beforeEach(async () => {
    api = await startApi();
    ({ lead } = await aLiveSession(api));
    supervisor = await api.as(STAFF.supervisor);
    api.views.index(roomsOfDay(PROGRAMME, '2026-11-16'), [SESSION]);
    api.views.index(outlinesOfEnrollment('enr-patient-a'), [SESSION]);
    api.views.index(enrollmentsOfPatient(PATIENTS[0]), ['enr-patient-a']);
  });
  afterEach(() => api.close());

  const entry = (from: number, to: number) => ({
    patientId: PATIENTS[0],
    from: api.start + from * MINUTE,
    to: api.start + to * MINUTE,
    uncertaintyMs: MINUTE,
    how: 'telephone',
    reason: 'The camera would not start',
  });
  const correction = (change: object = {}) => ({
    patientId: PATIENTS[0],
    basis: 'telephone',
    reason: 'Stayed by telephone to the end',
    presence: [{ from: api.start + 60 * MINUTE, to: api.start + 90 * MINUTE, uncertaintyMs: MINUTE }],
    withdrawn: [],
    takeLateFacts: false,
    ...change,
  });
  const seal = async (): Promise<void> => {
    api.clock.at = api.start + 180 * MINUTE;
    expect((await lead.post(`${at}/presence`, entry(0, 60))).status).toBe(204);
    expect((await lead.post(`${at}/end`)).status).toBe(204);
    expect((await lead.post(`${at}/seal`)).status).toBe(204);
  };
  const audited = () =>
    api.store
      .wire('audit', '2026-11-17')
      .map(({ data }) => data as { action: string; entity: { kind: string } })
      .filter(({ entity }) => entity.kind.startsWith('attendance'))
      .map(({ action }) => action);

  it('are handed out of a sealed session, hold, and are written down', async () => {
    await seal();
    expect((await supervisor.post(`${at}/corrections`, correction())).status).toBe(204);
    const answer = await supervisor.get(`${at}/proof`);
    expect(answer.status).toBe(200);
    const proof = answer.body as AttendanceProof;
    expect(verify(proof)).toMatchObject({ sessions: 1, corrections: 1, links: 2 });
    expect(proof.sessions[0]?.corrections[0]).toMatchObject({ by: STAFF.supervisor, patientId: PATIENTS[0] });
    expect(answer.text).not.toContain('telephone to the end');
    expect(answer.text).not.toContain('Name of');
    expect(audited()).toEqual(['override', 'override', 'export']);
  });

  it('come for a patient and for a period too', async () => {
    await seal();
    const mine = (await supervisor.get(`/enrollments/enr-patient-a/proof${period}`)).body as AttendanceProof;
    expect(mine.scope).toMatchObject({ kind: 'patient', patientId: PATIENTS[0] });
    expect(verify(mine).sessions).toBe(1);
    const all = (await supervisor.get(`/programmes/${PROGRAMME}/proof${period}`)).body as AttendanceProof;
    expect(verify(all).sessions).toBe(1);
    const other = '?from=2026-11-01&to=2026-11-15';
    const none = (await supervisor.get(`/programmes/${PROGRAMME}/proof${other}`)).body as AttendanceProof;
    expect(verify(none).sessions).toBe(0);
    const tooLong = '?from=2026-01-01&to=2026-12-31';
    expect((await supervisor.get(`/programmes/${PROGRAMME}/proof${tooLong}`)).status).toBe(400);
  });

  it.each(['session', 'patient', 'period'])('are a tagged document to read, of a %s', async (scope) => {
    await seal();
    await supervisor.post(`${at}/corrections`, correction());
    const paths: Record<string, string> = {
      session: `${at}/proof.pdf`,
      patient: `/enrollments/enr-patient-a/proof.pdf${period}`,
      period: `/programmes/${PROGRAMME}/proof.pdf${period}`,
    };
    const answer = await supervisor.get(paths[scope] ?? '');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    const text = (answer.body as Buffer).toString('latin1');
    expect(text.slice(0, 8)).toBe('%PDF-1.7');
    for (const mark of ['/MarkInfo', '/Lang (en)', '/DisplayDocTitle true', '/StructTreeRoot', '/S /TH']) {
      expect([mark, text.includes(mark)]).toEqual([mark, true]);
    }
  });

  it('are not for patients, strangers, or of what is not sealed', async () => {
    expect((await supervisor.get(`${at}/proof`)).body).toMatchObject({ code: 'session-still-open' });
    await seal();
    for (const patientId of [PATIENTS[0], STRANGER]) {
      expect((await (await api.as(patientId)).get(`${at}/proof`)).status).toBe(403);
    }
    expect((await lead.get(`/programmes/${PROGRAMME}/proof${period}`)).status).toBe(403);
    expect((await supervisor.get(`/programmes/elsewhere/proof${period}`)).status).toBe(404);
    expect((await supervisor.get(`/enrollments/nowhere/proof${period}`)).status).toBe(404);
    expect(audited()).toEqual(['override']);
  });

  it('of a period have what was sealed late, though the views do not know of it, and nothing of other days', async () => {
    api.views.index(roomsOfDay(PROGRAMME, '2026-11-16'), []);
    await seal();
    const proved = async (from: string, to: string) => {
      const answer = await supervisor.get(`/programmes/${PROGRAMME}/proof?from=${from}&to=${to}`);
      return (answer.body as AttendanceProof).sessions.map(({ sessionId }) => sessionId);
    };
    expect(await proved('2026-11-16', '2026-11-16')).toEqual([SESSION]);
    expect(await proved('2026-11-17', '2026-11-17')).toEqual([]);
    expect(await proved('2026-11-01', '2026-11-15')).toEqual([]);
  });

  it('follow rules: entries by a facilitator before the seal, corrections with grounds after it', async () => {
    const other = await api.as(STAFF.other);
    api.clock.at = api.start + 100 * MINUTE;
    const refusal = async (who: Browser, path: string, body: object) =>
      ((await who.post(`${at}/${path}`, body)).body as { code: string }).code;
    expect(await refusal(other, 'presence', entry(0, 60))).toBe('not-facilitator');
    expect(await refusal(lead, 'presence', entry(60, 60))).toBe('invalid');
    expect(await refusal(lead, 'presence', entry(60, 160))).toBe('invalid');
    expect(await refusal(lead, 'corrections', correction())).toBe('session-still-open');
    await seal();
    expect(await refusal(lead, 'presence', entry(0, 60))).toBe('session-sealed');
    expect(await refusal(other, 'corrections', correction())).toBe('forbidden');
    expect(await refusal(lead, 'corrections', correction({ presence: [] }))).toBe('invalid');
    expect(await refusal(lead, 'corrections', correction({ basis: 'stated' }))).toBe('invalid-body');
  });

  it('correct what was sealed of somebody who has left the program since', async () => {
    await seal();
    const left = {
      type: 'EnrollmentEnded',
      data: { endedOn: '2026-11-16', disposition: 'left', at: 1 },
    } as const;
    const context = { commandId: 'x', correlationId: 'k', actor: { kind: 'system', id: 's' } } as const;
    await api.store.append('enrollment', 'enr-patient-a', [left], 'any', context);
    const key = { 'idempotency-key': '3f0c1a52-6f0e-4a4c-9d53-4f9a0f6c1d11' };
    expect((await supervisor.post(`${at}/corrections`, correction(), key)).status).toBe(204);
    expect((await supervisor.post(`${at}/corrections`, correction(), key)).status).toBe(204);
    const { sessions } = (await supervisor.get(`${at}/proof`)).body as AttendanceProof;
    expect(sessions[0]?.corrections).toHaveLength(1);
  });

  it('lets patients read and check their own, and nobody else’s', async () => {
    await seal();
    const patient = await api.as(PATIENTS[0]);
    const paper = await patient.get(`/enrollments/enr-patient-a/proof.pdf${period}`);
    expect([paper.status, paper.headers['content-type']]).toEqual([200, 'application/pdf']);
    const data = await patient.get(`/enrollments/enr-patient-a/proof${period}`);
    expect(verify(data.body)).toMatchObject({
      sessions: 1,
      countedMs: { [PATIENTS[0]]: expect.any(Number) },
    });
    expect((data.body as AttendanceProof).sessions[0]?.result.patients).toHaveLength(1);
    expect(data.text).not.toContain(PATIENTS[1]);
    expect((await patient.get(`${at}/proof.pdf`)).status).toBe(403);
    const other = await api.as(PATIENTS[1]);
    expect((await other.get(`/enrollments/enr-patient-a/proof.pdf${period}`)).status).toBe(404);
    expect((await other.get(`/enrollments/enr-patient-a/proof${period}`)).status).toBe(404);
  });
});
