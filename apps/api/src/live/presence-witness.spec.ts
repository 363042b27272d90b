import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { participantIdentity, type PersonRef } from '@hearth/domain';
import { StoreUnavailable } from '@hearth/eventstore';
import { pino } from 'pino';
import { OwnConnection } from '../room/own-connection.js';
import { Sessions } from '../session/sessions.js';
import { startApi, START, type ApiUnderTest } from '../testing/api-under-test.js';
import { aLiveSession, PATIENTS, SESSION, STAFF } from '../testing/programme-under-test.js';
import { CHANGEOVER_MS, PresenceWitness, SILENCE_MS } from './presence-witness.js';

const person: PersonRef = { kind: 'patient', id: PATIENTS[0] };
const heartbeat = (state: 'connected' | 'reconnecting' | 'disconnected', forMs = 0) => ({
  sessionId: SESSION,
  roomSid: 'RM_1',
  participantSid: 'PA_1',
  state,
  forMs,
});

describe('the browser as a witness', () => {
  let api: ApiUnderTest;
  let witness: PresenceWitness;
  beforeEach(async () => {
    api = await startApi();
    await aLiveSession(api);
    witness = api.app.get(PresenceWitness);
    list(true);
  });
  afterEach(() => api.close());

  /** Whether LiveKit lists the patient's connection. */
  const list = (there: boolean) => {
    const me = {
      participantSid: 'PA_1',
      identity: participantIdentity(SESSION, person),
      active: true,
      joinedAt: START,
      hidden: false,
      ordinary: true,
      camera: true,
      microphone: true,
    };
    api.rooms.listed = [
      {
        roomName: `${SESSION}.0`,
        roomSid: 'RM_1',
        createdAt: START,
        recording: false,
        participants: there ? [me] : [],
      },
    ];
  };
  const facts = () =>
    api.store
      .wire('session', SESSION)
      .filter(({ type }) => type === 'ParticipantJoined' || type === 'ParticipantLeft')
      .map(({ type, data }) => ({
        type,
        at: Number(data.at) - START,
        uncertaintyMs: data.uncertaintyMs,
        witness: data.witness,
      }));

  it('makes a fact of each change, and none of what stays', async () => {
    api.clock.at = START + 5_000;
    await witness.heard(person, heartbeat('connected', 3_000));
    api.clock.at = START + 15_000;
    await witness.heard(person, heartbeat('connected', 13_000));
    await witness.heard(person, heartbeat('reconnecting', 500));
    api.clock.at = START + 20_000;
    await witness.heard(person, heartbeat('disconnected', 1_000));
    expect(facts()).toEqual([
      { type: 'ParticipantJoined', at: 2_000, uncertaintyMs: 2_000, witness: 'client' },
      { type: 'ParticipantLeft', at: 19_000, uncertaintyMs: 2_000, witness: 'client' },
    ]);
  });

  it('closes what falls silent, between the last heartbeat and now', async () => {
    await witness.heard(person, heartbeat('connected'));
    list(false);
    api.clock.at = START + SILENCE_MS;
    await witness.sweep();
    expect(facts()).toHaveLength(1);
    api.clock.at = START + SILENCE_MS + 3_000;
    await witness.sweep();
    expect(facts()[1]).toEqual({
      type: 'ParticipantLeft',
      at: (SILENCE_MS + 3_000) / 2,
      uncertaintyMs: (SILENCE_MS + 3_000) / 2,
      witness: 'client',
    });
  });

  it('does not call somebody gone whom LiveKit still sees', async () => {
    await witness.heard(person, heartbeat('connected'));
    api.clock.at = START + 60_000;
    await witness.sweep();
    expect(facts()).toHaveLength(1);
  });

  it('keeps a page’s word that it has left until the store is back', async () => {
    await witness.heard(person, heartbeat('connected'));
    api.clock.at = START + 7_000;
    api.breakStore(new StoreUnavailable('away'));
    await expect(witness.heard(person, heartbeat('disconnected', 1_000))).rejects.toThrow('away');
    api.clock.at = START + 30_000;
    await witness.sweep();
    api.breakStore(null);
    await witness.sweep();
    await witness.sweep();
    expect(facts().slice(1)).toEqual([
      { type: 'ParticipantLeft', at: 6_000, uncertaintyMs: 2_000, witness: 'client' },
    ]);
  });

  it('keeps at it while the store is away', async () => {
    await witness.heard(person, heartbeat('connected'));
    list(false);
    api.clock.at = START + 60_000;
    api.breakStore(new StoreUnavailable('away'));
    await witness.sweep();
    api.breakStore(null);
    await witness.sweep();
    expect(facts()).toHaveLength(2);
  });

  it('does not believe a page that has not noticed yet that its connection is over', async () => {
    await api.app.get(Sessions).record(
      SESSION,
      {
        type: 'RecordLeft',
        roomSid: 'RM_1',
        participantSid: 'PA_1',
        person,
        witness: 'livekit-poll',
        at: START,
        uncertaintyMs: 0,
        leaveReason: 'server-stopped',
      },
      { commandId: 'c1', correlationId: 'c1', actor: { kind: 'system', id: 'room' } },
    );
    list(false);
    await expect(witness.heard(person, heartbeat('connected'))).rejects.toMatchObject({ code: 'stale-fact' });
    list(true);
    await witness.heard(person, heartbeat('connected'));
    expect(facts().map(({ type }) => type)).toEqual(['ParticipantLeft', 'ParticipantJoined']);
  });

  it('refuses a connection that is somebody else’s', async () => {
    const other: PersonRef = { kind: 'patient', id: PATIENTS[1] };
    await expect(witness.heard(other, heartbeat('connected'))).rejects.toMatchObject({ code: 'stale-fact' });
  });

  it('takes presence without media, from who may be there', async () => {
    await witness.present(person, SESSION, 'here');
    await witness.present(person, SESSION, 'here');
    api.clock.at = START + 9_000;
    await witness.present(person, SESSION, 'gone');
    api.clock.at = START + 9_000 + CHANGEOVER_MS;
    await witness.sweep();
    expect(facts().map(({ type, at }) => [type, at])).toEqual([
      ['ParticipantJoined', 0],
      ['ParticipantLeft', 9_000],
    ]);
    await witness.sweep();
    expect(facts()).toHaveLength(2);
    const other: PersonRef = { kind: 'patient', id: PATIENTS[1] };
    await expect(witness.present(other, SESSION, 'here')).rejects.toMatchObject({ code: 'not-admitted' });
  });

  it('says of whom a facilitator put out that they were removed', async () => {
    await witness.present(person, SESSION, 'here');
    const lead = await api.as(STAFF.lead);
    const removal = { patientId: person.id, reasonCode: 'disruptive', reason: 'Kept shouting' };
    expect((await lead.post(`/sessions/${SESSION}/removals`, removal)).status).toBe(204);
    await expect(witness.present(person, SESSION, 'here')).rejects.toMatchObject({ code: 'removed' });
    const left = api.store.wire('session', SESSION).filter(({ type }) => type === 'ParticipantLeft');
    expect(left.map(({ data }) => data['leaveReason'])).toEqual(['removed']);
  });

  it('hears the end of a presence that has only just begun', async () => {
    await Promise.all([witness.present(person, SESSION, 'here'), witness.present(person, SESSION, 'gone')]);
    api.clock.at = START + CHANGEOVER_MS;
    await witness.sweep();
    expect(facts().map(({ type, at }) => [type, at])).toEqual([
      ['ParticipantJoined', 0],
      ['ParticipantLeft', 0],
    ]);
  });

  it('takes no hand down while somebody goes over from presence to video', async () => {
    await witness.present(person, SESSION, 'here');
    const own = await api.as(person.id);
    expect((await own.post(`/sessions/${SESSION}/hand`)).status).toBe(204);
    api.clock.at = START + 9_000;
    await witness.present(person, SESSION, 'gone');
    await witness.sweep();
    expect(facts()).toHaveLength(1);
    await witness.heard(person, heartbeat('connected'));
    await witness.sweep();
    expect(facts()).toHaveLength(3);
    const lowered = api.store.wire('session', SESSION).filter(({ type }) => type === 'HandLowered');
    expect(lowered).toEqual([]);
  });

  describe('after its process has ended', () => {
    const successor = () =>
      new PresenceWitness(
        api.app.get(Sessions),
        api.app.get(OwnConnection),
        api.clock,
        pino({ level: 'silent' }),
        api.witnessNotes,
      );

    it.each(['with its notes', 'without its notes'])('hears the end of what was open, %s', async (how) => {
      await witness.heard(person, heartbeat('connected'));
      if (how === 'without its notes') api.witnessNotes.failure = new Error('away');
      api.clock.at = START + 40_000;
      await successor().heard(person, heartbeat('disconnected', 1_000));
      expect(facts().map(({ type, at }) => [type, at])).toEqual([
        ['ParticipantJoined', 0],
        ['ParticipantLeft', 39_000],
      ]);
    });

    it('goes on with a presence instead of beginning another', async () => {
      await witness.present(person, SESSION, 'here');
      api.witnessNotes.notes.clear();
      const next = successor();
      await next.present(person, SESSION, 'here');
      expect(facts()).toHaveLength(1);
      api.clock.at = START + 60_000;
      await next.present(person, SESSION, 'gone');
      api.clock.at += CHANGEOVER_MS;
      await next.sweep();
      expect(facts().map(({ at }) => at)).toEqual([0, 60_000]);
    });

    it('closes those who never came back, once they had the time to', async () => {
      await witness.present(person, SESSION, 'here');
      api.clock.at = START + 60_000;
      const next = successor();
      await next.sweep();
      expect(facts()).toHaveLength(1);
      api.clock.at = START + 60_000 + SILENCE_MS + 1;
      await next.sweep();
      const [, left] = facts();
      expect(left?.at).toBe(left?.uncertaintyMs);
      expect(api.witnessNotes.notes.size).toBe(0);
    });

    it('does not close those whom another process hears', async () => {
      await witness.present(person, SESSION, 'here');
      const next = successor();
      api.clock.at = START + SILENCE_MS + 1;
      await next.present(person, SESSION, 'here');
      await witness.sweep();
      expect(facts()).toHaveLength(1);
    });
  });
});
