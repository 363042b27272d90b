import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '@hearth/platform';
import { openSessions, sessionView } from '@hearth/views';
import { Sessions } from '../session/sessions.js';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import { connected, liveSocket } from '../testing/live-socket.js';
import { aProgramme, PATIENTS, SESSION, STAFF } from '../testing/programme-under-test.js';
import type { Browser } from '../testing/browser.js';
import { CONNECTION_GRACE_MS, WaitingRoomWatch } from './waiting-room-watch.js';

const [ANA] = PATIENTS;

describe('somebody who waits and loses the connection', () => {
  let api: ApiUnderTest;
  let patient: Browser;
  let watch: WaitingRoomWatch;
  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
    const lead = await api.as(STAFF.lead);
    patient = await api.as(ANA);
    expect((await lead.post(`/sessions/${SESSION}/doors`)).status).toBe(204);
    await enter();
    api.views.index(openSessions, [SESSION]);
    const document = { sessionId: SESSION, patients: [{ patientId: ANA, place: 'waiting' }] };
    api.views.put(sessionView.name, SESSION, document);
    watch = aWatch();
  });
  afterEach(() => api.close());

  /** As another process, or this one after a restart, has it. */
  const aWatch = (sessions = api.app.get(Sessions)) =>
    new WaitingRoomWatch(
      sessions,
      api.views,
      api.lastSeen,
      api.clock,
      createLogger({ name: 'api', level: 'silent' }),
    );
  const enter = async () =>
    expect((await patient.post(`/sessions/${SESSION}/waiting-room`)).status).toBe(204);
  const left = () =>
    api.store
      .wire('session', SESSION)
      .flatMap(({ type, data }) => (type === 'WaitingRoomLeft' ? [data] : []));
  const later = async (ms: number, there: readonly string[] = [], by = watch) => {
    api.clock.at += ms;
    await by.sweep(there);
  };

  it('is moved out when nobody has come back for 45 s, and may enter again', async () => {
    await later(60_000, [ANA]);
    await later(CONNECTION_GRACE_MS - 1);
    expect(left()).toEqual([]);
    await later(1);
    expect(left()).toMatchObject([{ patientId: ANA, why: 'connection-lost', at: api.clock.at }]);
    await enter();
    // The view still tells of the time before.
    await later(CONNECTION_GRACE_MS - 1);
    expect(left()).toHaveLength(1);
    await later(1);
    expect(left()).toHaveLength(2);
  });

  it('keeps the place over a reload, also through another process', async () => {
    await later(0, [ANA]);
    await later(30_000);
    await later(5_000, [ANA]);
    await later(30_000, [ANA], aWatch());
    await later(30_000);
    expect(left()).toEqual([]);
  });

  it('is found by a process that starts, which gives time to come back first', async () => {
    await later(0, [ANA]);
    api.clock.at += 10 * CONNECTION_GRACE_MS;
    const restarted = aWatch();
    await later(CONNECTION_GRACE_MS - 1, [], restarted);
    expect(left()).toEqual([]);
    await later(1, [], restarted);
    expect(left()).toHaveLength(1);
  });

  it('is moved out though another session cannot be looked after', async () => {
    class Partly extends Sessions {
      override state(sessionId: string): ReturnType<Sessions['state']> {
        return sessionId === 'broken' ? Promise.reject(new Error('unreadable')) : super.state(sessionId);
      }
    }
    const other = { sessionId: 'broken', patients: [{ patientId: PATIENTS[1], place: 'waiting' }] };
    api.views.put(sessionView.name, 'broken', other);
    api.views.index(openSessions, ['broken', SESSION]);
    const partly = aWatch(new Partly(api.store));
    await later(CONNECTION_GRACE_MS, [], partly);
    await later(CONNECTION_GRACE_MS, [], partly);
    expect(left()).toMatchObject([{ patientId: ANA, why: 'connection-lost' }]);
  });

  it('is seen by the socket of any of their pages', async () => {
    const page = liveSocket(api, patient);
    const noted = api.lastSeen.noted(ANA);
    expect(await connected(page)).toBe('connected');
    await noted;
    expect(api.lastSeen.seen.get(ANA)).toBe(api.clock.at);
    page.disconnect();
  });

  it('is not taken for gone because Redis was away or emptied', async () => {
    await later(60_000, [ANA]);
    api.lastSeen.seen.clear();
    await later(CONNECTION_GRACE_MS - 1);
    api.lastSeen.failure = new Error('away');
    await later(CONNECTION_GRACE_MS);
    api.lastSeen.failure = null;
    await later(CONNECTION_GRACE_MS - 1);
    expect(left()).toEqual([]);
    await later(1);
    expect(left()).toHaveLength(1);
  });
});
