import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  attendanceOf,
  eventDefinitions,
  programmeDecider,
  sessionDecider,
  standardAttendancePolicy,
  verifySeal,
  type Actor,
  type SessionCommand,
  type SessionEvent,
} from '@hearth/domain';
import { foldStream, handleCommand, inMemoryEventStore, type InMemoryEventStore } from '@hearth/eventstore';
import { sealSession } from './seal-session.js';
import { ephemeralSealSigner } from './seal-signer.js';

const START = 1_000_000_000;
const lead: Actor = { kind: 'staff', id: 'lead' };
const context = (commandId: string) => ({ commandId, correlationId: 'c', actor: lead });
const signer = ephemeralSealSigner();

describe('sealing a session', () => {
  let store: InMemoryEventStore;
  let count = 0;

  const command = (sessionId: string, one: SessionCommand) =>
    handleCommand(store, sessionDecider, 'session', sessionId, one, context(`c${(count += 1)}`));

  const endedSession = async (sessionId: string) => {
    await command(sessionId, {
      type: 'ScheduleSession',
      sessionId,
      programmeId: 'p',
      title: 'Group',
      sessionType: 'process-group',
      startsAt: START,
      endsAt: START + 3_600_000,
      timeZone: 'UTC',
      capacity: 5,
      facilitators: [{ staffId: 'lead', part: 'facilitator' }],
      roster: [{ patientId: 'a', enrollmentId: 'e' }],
      attendancePolicy: standardAttendancePolicy,
    });
    await command(sessionId, { type: 'OpenDoors', by: 'lead', at: START });
    await command(sessionId, { type: 'StartSession', by: 'lead', at: START });
    await command(sessionId, { type: 'EndSession', by: lead, at: START + 3_600_000 });
  };
  const seal = (sessionId: string, by: Actor = lead, commandId = `seal-${sessionId}`) =>
    sealSession(store, signer, sessionId, by, START + 4_000_000, context(commandId));

  beforeEach(async () => {
    store = inMemoryEventStore({ definitions: eventDefinitions });
    await handleCommand(
      store,
      programmeDecider,
      'programme',
      'p',
      {
        type: 'EstablishProgramme',
        programmeId: 'p',
        organisationId: 'o',
        title: 'P',
        timeZone: 'UTC',
        emergencyNumber: '911',
        rulePackId: 'base',
        rulePackVersion: 1,
        at: START,
      },
      context('establish'),
    );
  });

  it('leaves a seal that can be derived again, and a chain', async () => {
    await endedSession('s1');
    await endedSession('s2');
    const first = await seal('s1');
    const second = await seal('s2');
    expect([first?.sequence, first?.previousHash]).toEqual([0, null]);
    expect([second?.sequence, second?.previousHash]).toEqual([1, first?.hash]);
    const events: SessionEvent[] = [];
    for await (const stored of store.read('session', 's2')) {
      if (stored.kind === 'known') events.push(stored.recorded.event);
    }
    const sealed = events.find((event) => event.type === 'AttendanceSealed');
    const inputs = attendanceOf(events);
    if (!sealed || !inputs) throw new Error('not sealed');
    const { attendance, seal: made, leafSecret } = sealed.data;
    expect(verifySeal(inputs, attendance, made, leafSecret, signer.isSigned)).toBeNull();
    const moved = { ...made, sequence: 7 };
    expect(verifySeal(inputs, attendance, moved, leafSecret, signer.isSigned)).toBe('signature');
    expect(verifySeal(inputs, attendance, made, 'a'.repeat(64), signer.isSigned)).toBe('hash');
  });

  it('seals once, however often it is asked', async () => {
    await endedSession('s1');
    expect(await seal('s1')).not.toBeNull();
    expect(await seal('s1')).toBeNull();
    expect(await seal('s1', { kind: 'system', id: 'worker' }, 'other')).toBeNull();
    const { state } = await foldStream(store, programmeDecider, 'programme', 'p');
    expect(state).toMatchObject({ head: { sequence: 0 } });
  });

  it('leaves no link behind when it is refused', async () => {
    await endedSession('s1');
    await expect(seal('s1', { kind: 'staff', id: 'somebody' })).rejects.toMatchObject({
      code: 'not-facilitator',
    });
    await expect(seal('nowhere')).rejects.toMatchObject({ code: 'not-found' });
    const { state } = await foldStream(store, programmeDecider, 'programme', 'p');
    expect(state).toMatchObject({ head: null });
  });
});
