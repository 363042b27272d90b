import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@hearth/eventstore';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import { connected, liveSocket, next, subscribe, type LiveSocket } from '../testing/live-socket.js';
import {
  aProgramme,
  PATIENTS,
  PROGRAMME,
  SESSION,
  STAFF,
  STRANGER,
} from '../testing/programme-under-test.js';

/** As much of a room as authorisation looks at. */
const room = (title: string, patients: readonly string[] = PATIENTS): object => ({
  sessionId: SESSION,
  programmeId: PROGRAMME,
  title,
  facilitators: [{ person: { kind: 'staff', id: STAFF.lead } }],
  patients: patients.map((patientId) => ({
    patientId,
    displayName: `Name of ${patientId}`,
    place: 'expected',
    attendance: { counted: { ms: 0, asOf: 0, running: false }, rawMs: 0, spans: [], flags: [] },
  })),
  observers: [],
  hands: [],
  share: null,
  messages: [],
  help: [],
});

describe('the live channel', () => {
  let api: ApiUnderTest;
  const sockets: LiveSocket[] = [];

  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.disconnect();
    await api.close();
  });

  const open = async (personId: string): Promise<LiveSocket> => {
    const socket = liveSocket(api, await api.as(personId));
    sockets.push(socket);
    expect(await connected(socket)).toBe('connected');
    return socket;
  };
  const audited = () =>
    api.store
      .wire('audit', new Date(api.clock.at).toISOString().slice(0, 10))
      .map(({ data }) => `${String(data.action)} ${String((data.entity as { kind: string }).kind)}`);

  it('accepts no connection without a cookie, or from somebody else’s page', async () => {
    const nobody = liveSocket(api, null);
    const foreign = liveSocket(api, await api.as(STAFF.lead), { origin: 'https://evil.example' });
    sockets.push(nobody, foreign);
    expect(await connected(nobody)).toBe('unauthenticated');
    expect(await connected(foreign)).not.toBe('connected');
  });

  it('gives a snapshot, then pushes what changes', async () => {
    api.views.put('room', SESSION, room('before'));
    const socket = await open(STAFF.lead);
    const first = await subscribe(socket, 'room', SESSION);
    expect(first).toMatchObject({ ok: true, result: { version: 1, document: { title: 'before' } } });
    const pushed = next(socket, 'delta');
    api.views.put('room', SESSION, room('after'));
    expect(await pushed).toMatchObject({
      view: 'room',
      key: SESSION,
      from: 1,
      to: 2,
      patch: [{ op: 'replace', path: '/title', value: 'after' }],
    });
    expect(audited()).toContain('read room');
  });

  it('shows a patient their own side and nobody else’s', async () => {
    api.views.put('room', SESSION, room('group'));
    const socket = await open(PATIENTS[0]);
    const own = await subscribe(socket, 'patient-room', SESSION);
    expect(own).toMatchObject({ ok: true, result: { document: { me: { patientId: PATIENTS[0] } } } });
    expect(JSON.stringify(own)).not.toContain(PATIENTS[1]);
  });

  it('refuses who has nothing to do with it, and writes that down', async () => {
    api.views.put('room', SESSION, room('group'));
    const board = `${PROGRAMME}/2026-11-16`;
    const refused: [string, Parameters<typeof subscribe>[1], string][] = [
      [PATIENTS[0], 'room', SESSION],
      [PATIENTS[0], 'board', board],
      [PATIENTS[0], 'programme-week', board],
      [PATIENTS[0], 'week', `enr-${PATIENTS[1]}`],
      [PATIENTS[0], 'schedule', PATIENTS[1]],
      [STRANGER, 'patient-room', SESSION],
      [STAFF.lead, 'patient-room', SESSION],
      [STAFF.other, 'board', board],
      [STAFF.supervisor, 'board', 'other-programme/2026-11-16'],
      [STAFF.supervisor, 'room', 'no-such-session'],
    ];
    for (const [person, view, key] of refused) {
      const answer = await subscribe(await open(person), view, key);
      expect([person, view, answer]).toEqual([
        person,
        view,
        { ok: false, problem: expect.objectContaining({ code: 'forbidden' }) },
      ]);
    }
    expect(audited().filter((entry) => entry.startsWith('refused'))).toHaveLength(refused.length);
  });

  it('lets in whose business it is, before there is anything to show', async () => {
    const board = `${PROGRAMME}/2026-11-16`;
    const allowed: [string, Parameters<typeof subscribe>[1], string][] = [
      [STAFF.lead, 'room', SESSION],
      [STAFF.other, 'room', SESSION],
      [STAFF.supervisor, 'room', SESSION],
      [STAFF.supervisor, 'board', board],
      [STAFF.supervisor, 'programme-week', board],
      [STAFF.other, 'week', `enr-${PATIENTS[1]}`],
      [PATIENTS[1], 'patient-room', SESSION],
      [PATIENTS[1], 'week', `enr-${PATIENTS[1]}`],
      [PATIENTS[1], 'schedule', 'me'],
    ];
    for (const [person, view, key] of allowed) {
      const answer = await subscribe(await open(person), view, key);
      expect([person, view, answer]).toEqual([
        person,
        view,
        { ok: true, result: expect.objectContaining({ view, key, document: null }) },
      ]);
    }
  });

  it('revokes what the reader may no longer see', async () => {
    api.views.put('room', SESSION, room('group'));
    const socket = await open(PATIENTS[0]);
    await subscribe(socket, 'patient-room', SESSION);
    const revoked = next(socket, 'revoked');
    api.views.put('room', SESSION, room('group', [PATIENTS[1]]));
    expect(await revoked).toEqual({ view: 'patient-room', key: SESSION });
  });

  it('shows nothing of a patient when the reading cannot be written down', async () => {
    api.views.put('room', SESSION, room('group'));
    const socket = await open(STAFF.lead);
    api.breakStore(new StoreUnavailable('away'));
    expect(await subscribe(socket, 'room', SESSION)).toMatchObject({
      ok: false,
      problem: { code: 'unavailable' },
    });
  });

  it('answers nonsense with a problem', async () => {
    const socket = await open(STAFF.lead);
    const nonsense: [string, string][] = [
      ['room', '../x'],
      ['board', 'no-date'],
      ['secrets', 'x'],
    ];
    for (const [view, key] of nonsense) {
      const answer = await subscribe(socket, view as 'room', key);
      expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid-body' } });
    }
  });

  it('tells how fresh it is', async () => {
    const socket = await open(STAFF.lead);
    const reportedAt = api.clock.at;
    api.views.reported = { feedAt: reportedAt, caughtUp: true, waiting: 0, parked: 0 };
    const states: string[] = [];
    await new Promise<void>((resolve) => {
      socket.on('pulse', ({ state }) => {
        states.push(state);
        if (state === 'live') resolve();
      });
    });
    const stale = new Promise<unknown>((resolve) => {
      socket.on('pulse', (pulse) => (pulse.state === 'stale' ? resolve(pulse.since) : undefined));
    });
    api.views.failure = new Error('Redis is away');
    expect(await stale).toBe(reportedAt);
  });

  it('ends with the sign-in', async () => {
    const browser = await api.as(STAFF.lead);
    const socket = liveSocket(api, browser);
    sockets.push(socket);
    await connected(socket);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    await browser.post('/sign-out');
    expect(await gone).toBe('io server disconnect');
  });

  it('is told by the browser of its own connection, and believes only its own', async () => {
    const socket = await open(PATIENTS[0]);
    const heartbeat = {
      sessionId: SESSION,
      roomSid: 'RM_1',
      participantSid: 'PA_x',
      state: 'connected',
    } as const;
    const answer = await new Promise((resolve) =>
      socket.emit('heartbeat', { ...heartbeat, forMs: 10 }, resolve),
    );
    expect(answer).toMatchObject({ ok: false, problem: { code: 'stale-fact' } });
  });
});
