import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventDefinitions, MINUTE, safetyDecider, type Recorded, type StreamCategory } from '@hearth/domain';
import { handleCommand, inMemoryEventStore, type InMemoryEventStore } from '@hearth/eventstore';
import {
  applyRecorded,
  boardView,
  emptyDocument,
  outlinesOfEnrollment,
  roomsOfDay,
  roomView,
  signalsOfSession,
  streamViews,
  derivedViews,
  type AsOfAnswer,
  type BoardDocument,
  type Lookup,
  type RoomDocument,
  type WeekDay,
} from '@hearth/views';
import fc from 'fast-check';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import {
  aLiveSession,
  goodCheckIn,
  PATIENTS,
  PROGRAMME,
  SESSION,
  STAFF,
} from '../testing/programme-under-test.js';

const DAY = '2026-11-16';
const system = { kind: 'system', id: 'livekit' } as const;

/** The store as it would be if it had stopped at a moment. */
const cutStore = async (store: InMemoryEventStore, at: number): Promise<InMemoryEventStore> => {
  let now = 0;
  const cut = inMemoryEventStore({ definitions: eventDefinitions, now: () => now });
  const recorded: { category: StreamCategory; id: string; one: Recorded }[] = [];
  for await (const { category, id } of store.streams([
    'programme',
    'session',
    'enrollment',
    'patient',
    'staff',
    'group',
  ])) {
    for await (const stored of store.read(category, id)) {
      if (stored.kind === 'known' && stored.recorded.recordedAt <= at)
        recorded.push({ category, id, one: stored.recorded });
    }
  }
  for (const [index, { category, id, one }] of recorded.entries()) {
    now = one.recordedAt;
    const context = { commandId: `copy-${index}`, correlationId: 'k', actor: system };
    await cut.append(category, id, [one.event as never], 'any', context);
  }
  return cut;
};

/** What the projections would have made of everything in a store. */
const replayed = (store: InMemoryEventStore, members: (index: string) => readonly string[]): Lookup => {
  const document = async (name: string, key: string): Promise<unknown> => {
    for (const view of streamViews) {
      if (view.name !== name) continue;
      let stored = emptyDocument(view as never, key);
      for await (const one of store.read(view.category, key)) {
        if (one.kind === 'known') stored = applyRecorded(view as never, stored, one.recorded as never);
      }
      return stored.revision < 0 ? null : stored.document;
    }
    const derived = derivedViews.find((view) => view.name === name);
    return derived === undefined ? null : derived.derive(key, (await derived.gather(key, lookup)) as never);
  };
  const lookup: Lookup = {
    document: (view, key) => document(view.name, key) as never,
    documents: async (view, keys) =>
      (await Promise.all(keys.map((key) => document(view.name, key)))).filter((one) => one !== null) as never,
    members: (index) => Promise.resolve(members(index)),
    degraded: () => Promise.resolve([]),
  };
  return lookup;
};

describe('what was known at a moment', () => {
  let api: ApiUnderTest;
  let supervisor: Browser;
  let lead: Browser;
  beforeEach(async () => {
    api = await startApi();
    ({ lead } = await aLiveSession(api));
    supervisor = await api.as(STAFF.supervisor);
    api.views.index(roomsOfDay(PROGRAMME, DAY), [SESSION]);
    api.views.index(outlinesOfEnrollment('enr-patient-a'), [SESSION]);
  });
  afterEach(() => api.close());

  let told = 0;
  /** A fact that happened at one minute and was recorded at another. */
  const tell = async (kind: 'joined' | 'left', minute: number, recordedMinute: number): Promise<void> => {
    api.clock.at = api.start + recordedMinute * MINUTE;
    const presence = {
      roomSid: 'RM_1',
      participantSid: 'PA_a',
      person: { kind: 'patient', id: PATIENTS[0] },
      witness: 'livekit-webhook',
      at: api.start + minute * MINUTE,
      uncertaintyMs: 0,
    } as const;
    const event =
      kind === 'joined'
        ? ({ type: 'ParticipantJoined', data: { ...presence, hidden: false } } as const)
        : ({ type: 'ParticipantLeft', data: { ...presence, leaveReason: 'left' } } as const);
    told += 1;
    await api.store.append('session', SESSION, [event], 'any', {
      commandId: `fact-${told}`,
      correlationId: 'k',
      actor: system,
    });
  };
  const asked = async <Document>(path: string, minute: number): Promise<AsOfAnswer<Document>> => {
    const mark = path.includes('?') ? '&' : '?';
    const answer = await supervisor.get(`${path}${mark}at=${api.start + minute * MINUTE}`);
    expect(answer.status).toBe(200);
    return answer.body as AsOfAnswer<Document>;
  };

  it('is told apart from what we know now about it', async () => {
    await tell('joined', 1, 1);
    await tell('left', 5, 12);
    const { then, now, later } = await asked<RoomDocument>(`/sessions/${SESSION}/as-of`, 10);
    expect(then?.patients[0]?.place).toBe('in-room');
    expect(now?.patients[0]?.place).toBe('left');
    expect(later).toEqual([
      {
        type: 'ParticipantLeft',
        happenedAt: api.start + 5 * MINUTE,
        recordedAt: api.start + 12 * MINUTE,
        person: { kind: 'patient', id: PATIENTS[0] },
        witness: 'livekit-webhook',
        sessionId: SESSION,
      },
    ]);
    const after = await asked<RoomDocument>(`/sessions/${SESSION}/as-of`, 13);
    expect([after.then?.patients[0]?.place, after.later]).toEqual(['left', []]);
  });

  it('13 of the demo week: A07 at 17:24 and at 17:31', async () => {
    const a07 = PATIENTS[1];
    const patient = await api.as(a07);
    const at = (clock: number, path: string, who: Browser, body?: object) => {
      // The group began at 17:00.
      api.clock.at = api.start + (clock - 1_700) * MINUTE;
      return who.post(path, body).then(({ status }) => expect([path, status]).toEqual([path, 204]));
    };
    const unsafe = { ...goodCheckIn, answers: { ...goodCheckIn.answers, safeNow: 'no' } };
    await at(1722, `/sessions/${SESSION}/check-in`, patient, unsafe);
    await at(1722, `/sessions/${SESSION}/waiting-room`, patient);
    const raised = {
      type: 'RaiseSignal',
      signalId: 'signal-1',
      patientId: a07,
      programmeId: PROGRAMME,
      sessionId: SESSION,
      source: 'check-in',
      urgency: 'immediate',
      at: api.clock.at,
      sessionIsLive: true,
    } as const;
    await handleCommand(api.store, safetyDecider, 'safety', 'signal-1', raised, {
      commandId: 'signal',
      correlationId: 'k',
      actor: system,
    });
    api.views.index(signalsOfSession(SESSION), ['signal-1']);
    await at(1726, '/signals/signal-1/acknowledgement', lead);
    const plan = { disposition: 'safety-plan', note: 'C-SSRS moderate; safety plan made' };
    await at(1730, '/signals/signal-1/closure', lead, plan);
    await at(1730, `/sessions/${SESSION}/admissions`, lead, {
      patientId: a07,
      override: { reason: 'Safety plan made' },
    });
    const seen = async (clock: number) => {
      const { then } = await asked<RoomDocument>(`/sessions/${SESSION}/as-of`, clock - 1_700);
      const [signal] = then?.signals ?? [];
      const place = then?.patients.find(({ patientId }) => patientId === a07)?.place;
      return [place, signal?.acknowledged !== null, signal?.closed?.disposition ?? 'open'];
    };
    expect(await seen(1724)).toEqual(['waiting', false, 'open']);
    expect(await seen(1731)).toEqual(['admitted', true, 'safety-plan']);
  });

  it('takes in what came even after the seal, and shows no seal before it', async () => {
    await tell('joined', 1, 1);
    api.clock.at = api.start + 180 * MINUTE;
    expect((await lead.post(`/sessions/${SESSION}/end`)).status).toBe(204);
    expect((await lead.post(`/sessions/${SESSION}/seal`)).status).toBe(204);
    const { then } = await asked<RoomDocument>(`/sessions/${SESSION}/as-of`, 60);
    expect([then?.status, then?.sealHash]).toEqual(['live', null]);
    expect((await asked<RoomDocument>(`/sessions/${SESSION}/as-of`, 181)).then?.status).toBe('sealed');
    expect((await asked<RoomDocument>(`/sessions/${SESSION}/as-of`, -600)).then).toBeNull();
  });

  it('can be asked of a board and of a patient’s day', async () => {
    await tell('joined', 1, 1);
    await tell('left', 5, 12);
    const board = await asked<BoardDocument>(`/programmes/${PROGRAMME}/as-of?day=${DAY}`, 10);
    expect([board.then?.sessions[0]?.counts.inRoom, board.now?.sessions[0]?.counts.inRoom]).toEqual([1, 0]);
    expect(board.later).toHaveLength(1);
    const day = await asked<WeekDay>(`/enrollments/enr-patient-a/as-of?day=${DAY}`, 10);
    expect([day.then?.day, day.now?.day, day.later.length]).toEqual([DAY, DAY, 1]);
  });

  it('is for those who may see the thing itself', async () => {
    const at = `at=${api.start}`;
    const patient = await api.as(PATIENTS[0]);
    expect((await patient.get(`/sessions/${SESSION}/as-of?${at}`)).status).toBe(403);
    expect((await lead.get(`/programmes/${PROGRAMME}/as-of?day=${DAY}&${at}`)).status).toBe(403);
    expect((await supervisor.get(`/programmes/elsewhere/as-of?day=${DAY}&${at}`)).status).toBe(404);
    expect((await supervisor.get(`/sessions/nowhere/as-of?${at}`)).status).toBe(404);
    expect((await supervisor.get(`/sessions/${SESSION}/as-of`)).status).toBe(400);
  });

  it('is what a replay of the store cut at that moment shows, wherever it is cut', async () => {
    const fact = fc.record({
      kind: fc.constantFrom('joined' as const, 'left' as const),
      minute: fc.integer({ min: 0, max: 170 }),
      delay: fc.integer({ min: 0, max: 20 }),
    });
    const [facts] = fc.sample(fc.array(fact, { minLength: 12, maxLength: 12 }), 1);
    for (const { kind, minute, delay } of [...(facts ?? [])].sort(
      (a, b) => a.minute + a.delay - b.minute - b.delay,
    )) {
      await tell(kind, minute, minute + delay);
    }
    const index = new Map([[roomsOfDay(PROGRAMME, DAY), [SESSION]]]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -70, max: 200 }), async (minute) => {
        const cut = await cutStore(api.store, api.start + minute * MINUTE);
        const lookup = replayed(cut, (name) => index.get(name) ?? []);
        const room = await lookup.document(roomView, SESSION);
        expect((await asked<RoomDocument>(`/sessions/${SESSION}/as-of`, minute)).then).toEqual(room);
        const board = await lookup.document(boardView, `${PROGRAMME}/${DAY}`);
        const answer = await asked<BoardDocument>(`/programmes/${PROGRAMME}/as-of?day=${DAY}`, minute);
        expect(answer.then).toEqual(board);
      }),
      { numRuns: 25 },
    );
  });
});
