import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Delta, Me, Pulse, Snapshot } from '@hearth/contracts';
import { localDate } from '@hearth/domain';
import type { BoardDocument, PatientRoomDocument, RoomDocument, ScheduleDocument } from '@hearth/views';
import { applyPatch } from 'rfc6902';
import type { Browser } from '../../apps/api/src/testing/browser.js';
import { connected, liveSocket, subscribe, type LiveSocket } from '../../apps/api/src/testing/live-socket.js';
import {
  aProgramme,
  goodCheckIn,
  PATIENTS,
  PROGRAMME,
  SESSION,
  STAFF,
} from '../../apps/api/src/testing/programme-under-test.js';
import { startRealApi, type RealApi } from '../fixtures/api-on-real-services.js';
import { eventually } from '../fixtures/eventually.js';

jest.setTimeout(180_000);

type View = Snapshot['view'];

/** A page: it subscribes, applies what it is pushed, and asks anew when there is a gap. */
class Page<Document> {
  document: Document | null = null;
  freshness: Pulse | null = null;
  #version = -1;
  #epoch = '';
  readonly kinds: string[] = [];

  constructor(
    readonly socket: LiveSocket,
    readonly view: View,
    readonly key: string,
  ) {
    socket.on('snapshot', (snapshot) => this.#isMine(snapshot) && this.#take(snapshot));
    socket.on('delta', (delta) => this.#isMine(delta) && this.#apply(delta));
    socket.on('pulse', (pulse) => (this.freshness = pulse));
  }

  async open(): Promise<this> {
    const answer = await subscribe(this.socket, this.view, this.key);
    if (!answer.ok) throw new Error(answer.problem.code);
    this.#take(answer.result);
    return this;
  }

  until(what: string, is: (document: Document) => boolean, withinMs?: number): Promise<true> {
    return eventually(what, () => this.document !== null && is(this.document) && true, withinMs);
  }

  #isMine({ view, key }: { view: string; key: string }): boolean {
    return view === this.view && key === this.key;
  }

  #take({ document, version, epoch }: Snapshot): boolean {
    this.kinds.push('snapshot');
    [this.document, this.#version, this.#epoch] = [document as Document | null, version, epoch];
    return true;
  }

  #apply(delta: Delta): boolean {
    this.kinds.push('delta');
    if (delta.from !== this.#version || delta.epoch !== this.#epoch) throw new Error('a gap');
    const holder = { document: this.document };
    const patch = delta.patch.map((one) => ({ ...one, path: `/document${one.path}` }));
    expect(applyPatch(holder, patch).filter((failure) => failure !== null)).toEqual([]);
    [this.document, this.#version] = [holder.document, delta.to];
    return true;
  }
}

describe('the api on the real event store, Redis and projections', () => {
  let api: RealApi;
  let lead: Browser;
  let patient: Browser;
  const sockets: LiveSocket[] = [];

  beforeAll(async () => {
    api = await startRealApi();
    await aProgramme(api);
    lead = await api.as(STAFF.lead);
    patient = await api.as(PATIENTS[0]);
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await api.close();
  });

  const page = async <Document>(personId: string, view: View, key: string): Promise<Page<Document>> => {
    const socket = liveSocket(api, await api.as(personId));
    sockets.push(socket);
    expect(await connected(socket)).toBe('connected');
    return new Page<Document>(socket, view, key).open();
  };
  const done = async (answer: Promise<{ status: number; text: string }>) =>
    expect(await answer).toMatchObject({ status: 204 });
  const board = () => `${PROGRAMME}/${localDate(api.start, 'America/New_York')}`;
  const path = (rest: string) => `/sessions/${SESSION}/${rest}`;

  it('tells a patient of their own episode and schedule', async () => {
    await eventually('the enrollment in the views', async () => {
      const me = (await patient.get('/me')).body as Me;
      return me.enrollmentId === `enr-${PATIENTS[0]}` && me.asksSubstanceUse;
    });
    const schedule = await page<ScheduleDocument>(PATIENTS[0], 'schedule', 'me');
    await schedule.until('the session', ({ sessions }) =>
      sessions.some(({ sessionId }) => sessionId === SESSION),
    );
    const personas = (await api.browser().get('/demo/personas')).body as { personaId: string }[];
    expect(personas.map(({ personaId }) => personaId)).toEqual(
      expect.arrayContaining([PATIENTS[0], STAFF.lead]),
    );
  });

  it('pushes each step to the patient, the therapist and the supervisor', async () => {
    const own = await page<PatientRoomDocument>(PATIENTS[0], 'patient-room', SESSION);
    const room = await page<RoomDocument>(STAFF.lead, 'room', SESSION);
    const all = await page<BoardDocument>(STAFF.supervisor, 'board', board());
    const place = () =>
      all.document?.sessions[0]?.patients.find(({ patientId }) => patientId === PATIENTS[0])?.place;

    await done(lead.post(path('doors')));
    await own.until('open doors', ({ status }) => status === 'doors-open');
    await done(patient.post(path('check-in'), goodCheckIn));
    await room.until('the check-in', ({ patients }) => patients[0]?.checkIn?.answers?.mood === 6);
    await done(patient.post(path('waiting-room')));
    await eventually('waiting, on the board', () => place() === 'waiting');
    await done(lead.post(path('admissions'), { patientId: PATIENTS[0] }));
    await own.until('admission', ({ me }) => me.place === 'admitted');
    await eventually('admitted, on the board', () => place() === 'admitted');
    await done(patient.post(path('hand')));
    await own.until('the hand', ({ me }) => me.handPlace === 1);
    await done(patient.post(path('messages'), { text: '<b>May I step out?</b>' }));
    await room.until('the message', ({ messages }) => messages[0]?.text === '<b>May I step out?</b>');
    expect([own.kinds, room.kinds, all.kinds].every((kinds) => kinds.includes('delta'))).toBe(true);
    expect(JSON.stringify(own.document)).not.toContain(`Name of ${PATIENTS[1]}`);
  });

  it('says live while the views are fresh', async () => {
    const room = await page<RoomDocument>(STAFF.lead, 'room', SESSION);
    await eventually('a pulse that says live', () => room.freshness?.state === 'live');
  });

  it('keeps presence without media as a fact, and pushes it', async () => {
    const own = await page<PatientRoomDocument>(PATIENTS[0], 'patient-room', SESSION);
    const present = (state: 'here' | 'gone') =>
      new Promise((resolve) => own.socket.emit('presence', { sessionId: SESSION, state }, resolve));
    expect(await present('here')).toEqual({ ok: true, result: null });
    await own.until('in the room', ({ me }) => me.place === 'in-room');
    expect(await present('gone')).toEqual({ ok: true, result: null });
    await own.until('out of the room', ({ me }) => me.place !== 'in-room');
  });

  it('recovers when Redis was emptied: screens get the views that were built again', async () => {
    const room = await page<RoomDocument>(STAFF.lead, 'room', SESSION);
    const before = room.document?.messages.length;
    await api.redis.kill();
    await eventually('stale', () => room.freshness?.state === 'stale');
    await api.redis.start();
    await done(lead.post(path('messages'), { patientId: PATIENTS[0], text: 'Of course' }));
    await room.until(
      'what happened meanwhile',
      ({ messages }) => messages.length === (before ?? 0) + 1,
      60_000,
    );
    await eventually('live again', () => room.freshness?.state === 'live', 60_000);
  });

  it('says so while the event store is away, and goes on when it is back', async () => {
    const room = await page<RoomDocument>(STAFF.lead, 'room', SESSION);
    await api.stopStore();
    const refused = await lead.post(path('break'));
    expect([refused.status, refused.body]).toEqual([503, expect.objectContaining({ code: 'unavailable' })]);
    await api.startStore();
    await eventually('a command that goes through', async () => {
      const answer = await lead.post(path('break'));
      return answer.status === 204 || (answer.body as { code: string }).code === 'break-running';
    });
    await room.until('the break', ({ breakSince }) => breakSince !== null, 60_000);
  });

  it('ends, seals, and pushes the seal', async () => {
    const room = await page<RoomDocument>(STAFF.lead, 'room', SESSION);
    await done(lead.post(path('end')));
    await done(lead.post(path('seal')));
    await room.until('the seal', ({ status, sealHash }) => status === 'sealed' && sealHash !== null, 60_000);
    expect(room.document?.attendance?.patients.map(({ patientId }) => patientId)).toEqual([...PATIENTS]);
  });
});
