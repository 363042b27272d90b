import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { programmesOfOrganisation } from '@hearth/views';
import type { Browser } from '../testing/browser.js';
import {
  ENROLLMENT,
  MONDAY,
  startJudgedProgramme,
  type JudgedProgramme,
} from '../testing/judged-programme.js';
import { PATIENTS, PROGRAMME, STAFF } from '../testing/programme-under-test.js';

const reason = 'The contract of 2026 says so.';
const override = {
  overrideId: 'override-1',
  packId: 'base-iop',
  ruleId: 'BIL-1',
  parameters: { targetHours: 2.5 },
  effectiveFrom: MONDAY,
  effectiveTo: null,
  reason,
};

describe('the rules of a programme', () => {
  let api: JudgedProgramme['api'];
  let admin: Browser;
  let supervisor: Browser;
  let therapist: Browser;
  let rules: JudgedProgramme['rules'];

  beforeEach(async () => {
    ({ api, admin, supervisor, therapist, rules } = await startJudgedProgramme());
  });
  afterEach(() => api.close());

  it('are there to read for its staff, each with its source', async () => {
    const answer = await rules();
    expect(answer.packId).toBe('base-iop');
    expect(answer.inForce).toContainEqual({ packId: 'base-iop', version: 2 });
    expect(answer.packs.flatMap(({ rules }) => rules).every(({ source }) => source.length > 0)).toBe(true);
    const patient = await api.as(PATIENTS[0]);
    expect((await patient.get(`/programmes/${PROGRAMME}/rules`)).status).toBe(403);
    expect((await supervisor.get('/programmes/elsewhere/rules')).status).toBe(404);
  });

  it('are overridden by a supervisor, with a reason that can be read later', async () => {
    const path = `/programmes/${PROGRAMME}/rules/overrides`;
    expect((await therapist.post(path, override)).status).toBe(403);
    expect((await supervisor.post(path, override)).status).toBe(204);
    const { overrides, decisions } = await rules();
    expect(overrides).toMatchObject([{ overrideId: 'override-1', parameters: { targetHours: 2.5 } }]);
    expect(decisions).toMatchObject([{ by: STAFF.supervisor, byName: STAFF.supervisor, reason }]);
    const withdrawal = { overrideId: 'override-1', lastDay: MONDAY, reason };
    expect((await supervisor.post(`/programmes/${PROGRAMME}/rules/withdrawals`, withdrawal)).status).toBe(
      204,
    );
    expect((await rules()).overrides).toMatchObject([{ effectiveTo: MONDAY }]);
  });

  it('are decided for all programmes of an organisation by its admins, bound or as the usual', async () => {
    const path = '/organisations/org-1/rules/overrides';
    const everywhere = { ...override, overrideId: 'everywhere', binding: true };
    api.views.index(programmesOfOrganisation('org-1'), [PROGRAMME, 'another']);
    expect((await admin.post(path, everywhere)).status).toBe(403);
    expect((await rules()).organisation).toMatchObject({ programmes: 2, mayDecide: false });
    api.views.index(programmesOfOrganisation('org-1'), [PROGRAMME]);
    expect((await supervisor.post(path, everywhere)).status).toBe(403);
    expect((await admin.post('/organisations/org-2/rules/overrides', everywhere)).status).toBe(403);
    expect((await admin.post(path, everywhere)).status).toBe(204);
    const { organisation, overrides, decisions } = await rules();
    expect(organisation).toMatchObject({
      programmes: 1,
      overrides: [{ overrideId: 'everywhere', binding: true }],
    });
    expect(overrides).toEqual([]);
    expect(decisions).toMatchObject([{ type: 'OrganisationRulesOverridden', reason }]);
    const bound = await supervisor.post(`/programmes/${PROGRAMME}/rules/overrides`, override);
    expect(bound.status).toBe(422);
    expect(JSON.stringify(bound.body)).toContain('parameters.targetHours is bound by the organisation');
    const withdrawal = { overrideId: 'everywhere', lastDay: '2026-11-15', reason };
    expect((await admin.post('/organisations/org-1/rules/withdrawals', withdrawal)).status).toBe(204);
    expect((await supervisor.post(`/programmes/${PROGRAMME}/rules/overrides`, override)).status).toBe(204);
  });

  it('refuse a faulty pack whole, with every fault named, and keep what was in force', async () => {
    const path = `/programmes/${PROGRAMME}/rules/packs`;
    const faulty = JSON.stringify({ id: 'x', version: 1, title: 'X', effectiveFrom: MONDAY, rules: [] });
    const answer = await admin.post(path, { document: faulty, reason });
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toMatch(/definitions.*rules/);
    expect((await supervisor.post(path, { document: faulty, reason })).status).toBe(403);
    const before = await rules();
    const base = before.packs.find(({ id, version }) => id === 'base-iop' && version === 2);
    const newer = JSON.stringify({ ...base, version: 3, effectiveFrom: MONDAY });
    expect((await admin.post(path, { document: newer, reason })).status).toBe(204);
    expect((await rules()).packs).toHaveLength(before.packs.length + 1);
  });

  it('can adopt an optional pack', async () => {
    const body = { packId: 'behavioral-health-standards', reason };
    expect((await admin.post(`/programmes/${PROGRAMME}/rules/adoptions`, body)).status).toBe(204);
    expect((await rules()).adopted).toEqual(['behavioral-health-standards']);
  });

  it('leave a line in the audit for each reading and each decision', async () => {
    await supervisor.post(`/enrollments/${ENROLLMENT}/forecast`, { weekStart: MONDAY, changes: [] });
    await supervisor.post(`/programmes/${PROGRAMME}/rules/overrides`, override);
    const kinds: string[] = [];
    for await (const one of api.store.read('audit', new Date(api.clock.at).toISOString().slice(0, 10))) {
      if (one.kind === 'known' && one.recorded.event.type === 'AccessAudited') {
        kinds.push(one.recorded.event.data.entity.kind);
      }
    }
    expect(kinds).toEqual(expect.arrayContaining(['week-forecast', 'rules']));
  });
});
