import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReplayAnswer, ReplayAsked, ReplayJobAnswer } from '@hearth/contracts';
import { organisationRulesView, programmesOfOrganisation } from '@hearth/views';
import type { Browser } from '../testing/browser.js';
import { MONDAY, startJudgedProgramme, type JudgedProgramme } from '../testing/judged-programme.js';
import { PATIENTS, PROGRAMME } from '../testing/programme-under-test.js';

describe('the rules of a programme', () => {
  let api: JudgedProgramme['api'];
  let admin: Browser;
  let supervisor: Browser;
  let therapist: Browser;
  let project: JudgedProgramme['project'];
  let rules: JudgedProgramme['rules'];

  beforeEach(async () => {
    ({ api, admin, supervisor, therapist, project, rules } = await startJudgedProgramme());
  });
  afterEach(() => api.close());

  it('can be replayed under parameters that are not in force, with what flips day by day', async () => {
    const path = `/programmes/${PROGRAMME}/replay`;
    const body = {
      from: MONDAY,
      to: '2026-11-22',
      packId: 'base-iop',
      version: 2,
      proposal: { ruleId: 'BIL-1', parameters: { targetHours: 2.8 } },
    };
    const answer = await supervisor.post(path, body);
    expect(answer.status).toBe(200);
    expect(answer.body as ReplayAnswer).toMatchObject({
      patients: 1,
      weeks: 1,
      daysFlipped: 1,
      flips: [{ on: MONDAY, ruleId: 'BIL-1', before: { status: 'missed' }, after: { status: 'met' } }],
    });
    expect((await supervisor.post(path, { ...body, proposal: undefined })).body).toMatchObject({ flips: [] });
    expect((await therapist.post(path, body)).status).toBe(403);
    expect((await supervisor.post(path, { ...body, version: 99 })).status).toBe(404);
    expect((await supervisor.post(path, { ...body, to: '2026-11-01' })).status).toBe(422);
  });

  it('are replayed from what holds, the organisation’s own figures among it', async () => {
    const everywhere = {
      overrideId: 'everywhere',
      packId: 'base-iop',
      ruleId: 'BIL-1',
      parameters: { targetHours: 2.5 },
      binding: false,
      effectiveFrom: MONDAY,
      effectiveTo: null,
      reason: 'Two and a half hours everywhere.',
    };
    api.views.index(programmesOfOrganisation('org-1'), [PROGRAMME]);
    const body = { from: MONDAY, to: '2026-11-22', packId: 'base-iop', version: 2 };
    const proposal = { ruleId: 'BIL-1', parameters: { targetHours: 2.8 } };
    const path = `/programmes/${PROGRAMME}/replay`;
    expect((await supervisor.post(path, { ...body, proposal })).body).toMatchObject({ daysFlipped: 1 });
    await admin.post('/organisations/org-1/rules/overrides', everywhere);
    await project('org-1', organisationRulesView);
    // With two and a half hours everywhere the day is met already.
    expect((await supervisor.post(path, { ...body, proposal })).body).toMatchObject({ daysFlipped: 0 });
  });

  it('are replayed by the worker for a long period, which can be watched, stopped and read for a while', async () => {
    const path = `/programmes/${PROGRAMME}/replays`;
    const proposal = { ruleId: 'BIL-1', parameters: { targetHours: 2.8 } };
    const body = { from: '2026-01-01', to: '2026-12-31', packId: 'base-iop', version: 2, proposal };
    expect((await supervisor.get(`${path}/newest`)).body).toEqual({ replay: null });
    const direct = await supervisor.post(`/programmes/${PROGRAMME}/replay`, body);
    expect([direct.status, JSON.stringify(direct.body)]).toEqual([422, expect.stringContaining('35 days')]);
    for (const [change, status] of [
      [{ version: 99 }, 404],
      [{ to: '2025-01-01' }, 422],
      [{ proposal: { ruleId: 'BIL-1', parameters: { targetHours: -1 } } }, 422],
    ] as const) {
      expect((await supervisor.post(path, { ...body, ...change })).status).toBe(status);
    }
    const asked = await supervisor.post(path, body);
    expect(asked.status).toBe(202);
    const { replayId } = asked.body as ReplayAsked;
    const at = `${path}/${replayId}`;
    expect((await supervisor.get(at)).body).toMatchObject({ state: 'waiting', report: null, request: body });
    expect((await therapist.get(at)).status).toBe(403);
    expect((await supervisor.get(`/programmes/elsewhere/replays/${replayId}`)).status).toBe(403);
    expect((await supervisor.get(`${path}/nothing`)).status).toBe(404);
    await api.replays.work();
    const done = (await supervisor.get(at)).body as ReplayJobAnswer;
    expect(done).toMatchObject({ state: 'done', done: 1, of: 1 });
    expect(done.report).toMatchObject({
      daysFlipped: 1,
      leftOut: 0,
      flips: [
        {
          on: MONDAY,
          displayName: `Name of ${PATIENTS[0]}`,
          before: { status: 'missed' },
          after: { status: 'met' },
        },
      ],
    });
    expect((await supervisor.get(`${path}/newest`)).body).toEqual({ replay: done });
    const second = (await supervisor.post(path, body)).body as ReplayAsked;
    expect((await supervisor.delete(`${path}/${second.replayId}`)).status).toBe(204);
    await api.replays.work();
    expect((await supervisor.get(`${path}/${second.replayId}`)).body).toMatchObject({ state: 'cancelled' });
  });

  it('can be replayed under a pack that is only written yet, with every fault named', async () => {
    const path = `/programmes/${PROGRAMME}/replay`;
    const period = { from: MONDAY, to: '2026-11-22', packId: 'new', version: 1 };
    const faulty = await supervisor.post(path, { ...period, document: '{"id":"x"}' });
    expect(faulty.status).toBe(422);
    expect(JSON.stringify(faulty.body)).toMatch(/definitions.*rules/);
    const base = (await rules()).packs.find(({ id, version }) => id === 'base-iop' && version === 2);
    if (base === undefined) throw new Error('the base pack ships');
    const stricter = base.rules.map((rule) =>
      rule.kind === 'day-minutes' ? { ...rule, targetHours: 2.8 } : rule,
    );
    const document = JSON.stringify({ ...base, version: 3, rules: stricter });
    const answer = await supervisor.post(path, { ...period, document });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      packId: 'base-iop',
      version: 3,
      flips: [{ ruleId: 'BIL-1', before: { status: 'missed' }, after: { status: 'met' } }],
    });
    expect((await rules()).packs.some(({ version }) => version === 3)).toBe(false);
  });
});
