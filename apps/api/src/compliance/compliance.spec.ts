import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  ForecastAnswer,
  ProgrammeRulesAnswer,
  ReplayAnswer,
  ReplayAsked,
  ReplayJobAnswer,
} from '@hearth/contracts';
import { HOUR, MINUTE, type StreamCategory } from '@hearth/domain';
import { readStream } from '@hearth/eventstore';
import {
  applyRecorded,
  emptyDocument,
  enrollmentsOfProgramme,
  enrollmentView,
  outlinesOfEnrollment,
  patientView,
  organisationRulesView,
  programmesOfOrganisation,
  programmeView,
  roomsOfDay,
  rulesView,
  tracksOfProgramme,
  type OutlineDocument,
  type StreamView,
} from '@hearth/views';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import { aProgramme, PATIENTS, PROGRAMME, SESSION, STAFF } from '../testing/programme-under-test.js';

const ENROLLMENT = `enr-${PATIENTS[0]}`;
const MONDAY = '2026-11-16';
const reason = 'The contract of 2026 says so.';

describe('the rules of a programme', () => {
  let api: ApiUnderTest;
  let admin: Browser;
  let supervisor: Browser;
  let therapist: Browser;

  /** What the projections would have made of a stream by now. */
  const project = async <Category extends StreamCategory, Document>(
    key: string,
    view: StreamView<Category, Document>,
  ): Promise<void> => {
    let stored = emptyDocument(view, key);
    for await (const recorded of readStream(api.store, view.category, key)) {
      stored = applyRecorded(view, stored, recorded);
    }
    if (stored.revision >= 0) api.views.put(view.name, key, stored.document);
  };

  const projectAll = async (): Promise<void> => {
    await project(PROGRAMME, programmeView);
    await project(PROGRAMME, rulesView);
    await project(ENROLLMENT, enrollmentView);
    await project(PATIENTS[0], patientView);
  };

  /** The session of the programme, over: the patient came so many minutes late. */
  const outline = (lateBy: number): OutlineDocument => {
    const [from, to] = [api.start + lateBy * MINUTE, api.start + 3 * HOUR];
    const counted = { ms: to - from, asOf: to, running: false, until: to };
    return {
      sessionId: SESSION,
      programmeId: PROGRAMME,
      title: 'Process group',
      sessionType: 'process-group',
      startsAt: api.start,
      endsAt: to,
      timeZone: 'America/New_York',
      status: 'ended',
      facilitators: [],
      signals: [],
      patients: [
        {
          patientId: PATIENTS[0],
          enrollmentId: ENROLLMENT,
          displayName: 'Somebody',
          place: 'left',
          checkedIn: true,
          missing: [],
          safety: false,
          state: 'NY',
          counted,
          countedSpans: [{ from, to }],
          flags: [],
        },
      ],
    };
  };

  beforeEach(async () => {
    api = await startApi();
    admin = await aProgramme(api);
    supervisor = await api.as(STAFF.supervisor);
    therapist = await api.as(STAFF.lead);
    api.views.index(enrollmentsOfProgramme(PROGRAMME), [ENROLLMENT]);
    api.views.index(outlinesOfEnrollment(ENROLLMENT), [SESSION]);
    api.views.put('outline', SESSION, outline(8));
    await projectAll();
  });
  afterEach(() => api.close());

  const read = async (): Promise<ProgrammeRulesAnswer> =>
    (await therapist.get(`/programmes/${PROGRAMME}/rules`)).body as ProgrammeRulesAnswer;

  const override = {
    overrideId: 'override-1',
    packId: 'base-iop',
    ruleId: 'BIL-1',
    parameters: { targetHours: 2.5 },
    effectiveFrom: MONDAY,
    effectiveTo: null,
    reason,
  };

  it('are there to read for its staff, each with its source', async () => {
    const answer = await read();
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
    const { overrides, decisions } = await read();
    expect(overrides).toMatchObject([{ overrideId: 'override-1', parameters: { targetHours: 2.5 } }]);
    expect(decisions).toMatchObject([{ by: STAFF.supervisor, byName: STAFF.supervisor, reason }]);
    const withdrawal = { overrideId: 'override-1', lastDay: MONDAY, reason };
    expect((await supervisor.post(`/programmes/${PROGRAMME}/rules/withdrawals`, withdrawal)).status).toBe(
      204,
    );
    expect((await read()).overrides).toMatchObject([{ effectiveTo: MONDAY }]);
  });

  it('are decided for all programmes of an organisation by its admins, bound or as the usual', async () => {
    const path = '/organisations/org-1/rules/overrides';
    const everywhere = { ...override, overrideId: 'everywhere', binding: true };
    api.views.index(programmesOfOrganisation('org-1'), [PROGRAMME, 'another']);
    expect((await admin.post(path, everywhere)).status).toBe(403);
    expect((await read()).organisation).toMatchObject({ programmes: 2, mayDecide: false });
    api.views.index(programmesOfOrganisation('org-1'), [PROGRAMME]);
    expect((await supervisor.post(path, everywhere)).status).toBe(403);
    expect((await admin.post('/organisations/org-2/rules/overrides', everywhere)).status).toBe(403);
    expect((await admin.post(path, everywhere)).status).toBe(204);
    const { organisation, overrides, decisions } = await read();
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
    const before = await read();
    const base = before.packs.find(({ id, version }) => id === 'base-iop' && version === 2);
    const newer = JSON.stringify({ ...base, version: 3, effectiveFrom: MONDAY });
    expect((await admin.post(path, { document: newer, reason })).status).toBe(204);
    expect((await read()).packs).toHaveLength(before.packs.length + 1);
  });

  it('can adopt an optional pack', async () => {
    const body = { packId: 'behavioral-health-standards', reason };
    expect((await admin.post(`/programmes/${PROGRAMME}/rules/adoptions`, body)).status).toBe(204);
    expect((await read()).adopted).toEqual(['behavioral-health-standards']);
  });

  it('can be asked what would become of a week, by whoever may see it', async () => {
    const path = `/enrollments/${ENROLLMENT}/forecast`;
    const makeUp = {
      kind: 'make-up',
      day: '2026-11-20',
      startsAt: api.start + 96 * HOUR,
      minutes: 180,
      sessionType: 'process-group',
    };
    const answer = await supervisor.post(path, { weekStart: MONDAY, changes: [makeUp] });
    expect(answer.status).toBe(200);
    const { now, then, sessions } = answer.body as ForecastAnswer;
    expect(sessions).toMatchObject([{ sessionId: SESSION, open: false }]);
    expect([now.minutes?.minutes, then.minutes?.minutes]).toEqual([172, 352]);
    expect((await supervisor.post(path, { weekStart: 'soon', changes: [] })).status).toBe(400);
    const stranger = await api.as(PATIENTS[1]);
    expect((await stranger.post(path, { weekStart: MONDAY, changes: [] })).status).toBe(403);
    expect(
      (await supervisor.post('/enrollments/nobody/forecast', { weekStart: MONDAY, changes: [] })).status,
    ).toBe(404);
  });

  it('offer the sessions of the week that still have a place, to nobody of another age and to no one twice', async () => {
    const plan = {
      programmeId: PROGRAMME,
      groupId: 'group-2',
      title: 'Skills group',
      sessionType: 'skills-group',
      startsAt: api.start + 24 * HOUR,
      endsAt: api.start + 25 * HOUR,
      capacity: 2,
    };
    const others = [{ patientId: PATIENTS[1], enrollmentId: `enr-${PATIENTS[1]}` }];
    const put = (sessionId: string, patients: readonly object[], status = 'scheduled', more = {}): void =>
      api.views.put('session', sessionId, { sessionId, status, patients, plan: { ...plan, ...more } });
    const mine = { patientId: PATIENTS[0], enrollmentId: ENROLLMENT };
    put('free', others);
    put('full', [...others, { patientId: 'x', enrollmentId: 'e-x' }]);
    put('own', [mine]);
    put('over', others, 'ended');
    put('private', [], 'scheduled', { sessionType: 'individual' });
    put('teens', [], 'scheduled', { groupId: 'group-teens' });
    api.views.index(roomsOfDay(PROGRAMME, '2026-11-17'), ['free', 'full', 'own', 'over', 'private', 'teens']);
    const track = { programmeId: PROGRAMME, population: 'adolescent', groupIds: ['group-teens'] };
    api.views.put('track', 'track-teens', { trackId: 'track-teens', track });
    api.views.index(tracksOfProgramme(PROGRAMME), ['track-teens']);
    const answer = await supervisor.post(`/enrollments/${ENROLLMENT}/forecast`, {
      weekStart: MONDAY,
      changes: [],
    });
    expect((answer.body as ForecastAnswer).openings).toEqual([
      {
        sessionId: 'free',
        title: 'Skills group',
        sessionType: 'skills-group',
        day: '2026-11-17',
        startsAt: api.start + 24 * HOUR,
        minutes: 60,
        places: 1,
      },
    ]);
  });

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
    const everywhere = { ...override, overrideId: 'everywhere', binding: false, effectiveTo: null };
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
    const base = (await read()).packs.find(({ id, version }) => id === 'base-iop' && version === 2);
    if (base === undefined) throw new Error('the base pack ships');
    const rules = base.rules.map((rule) =>
      rule.kind === 'day-minutes' ? { ...rule, targetHours: 2.8 } : rule,
    );
    const document = JSON.stringify({ ...base, version: 3, rules });
    const answer = await supervisor.post(path, { ...period, document });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      packId: 'base-iop',
      version: 3,
      flips: [{ ruleId: 'BIL-1', before: { status: 'missed' }, after: { status: 'met' } }],
    });
    expect((await read()).packs.some(({ version }) => version === 3)).toBe(false);
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
