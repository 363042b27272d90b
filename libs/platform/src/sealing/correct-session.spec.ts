import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  attendanceOf,
  sealedIn,
  correctionHash,
  correctionsIn,
  dayRootPayload,
  eventDefinitions,
  fold,
  MINUTE,
  programmeDecider,
  sealPayload,
  sessionDecider,
  standardAttendancePolicy,
  unfoundedCorrection,
  type Actor,
  type ProgrammeEvent,
  type SessionCommand,
} from '@hearth/domain';
import {
  handleCommand,
  inMemoryEventStore,
  StoreUnavailable,
  type EventStore,
  type InMemoryEventStore,
} from '@hearth/eventstore';
import { chainCorrections, correctSession, type CorrectionAsked } from './correct-session.js';
import { rootDay } from './root-day.js';
import { sealSession } from './seal-session.js';
import { ephemeralSealSigner } from './seal-signer.js';
import { readSession } from './session-history.js';

const START = Date.UTC(2026, 10, 16, 22, 0);
const END = START + 60 * MINUTE;
const lead: Actor = { kind: 'staff', id: 'lead' };
const context = (commandId: string) => ({ commandId, correlationId: 'c', actor: lead });
const signer = ephemeralSealSigner();

const asked = (change: Partial<CorrectionAsked> = {}): CorrectionAsked => ({
  correctionId: 'k1',
  patientId: 'ana',
  by: 'supervisor',
  at: END + 90 * MINUTE,
  basis: 'telephone',
  reason: 'Joined by telephone',
  salt: 'salt',
  presence: [{ from: START, to: START + 30 * MINUTE, uncertaintyMs: MINUTE }],
  withdrawn: [],
  takeLateFacts: false,
  ...change,
});

describe('correcting a sealed session', () => {
  let store: InMemoryEventStore;
  let count = 0;
  const run = (sessionId: string, ...commands: readonly SessionCommand[]) =>
    commands.reduce<Promise<unknown>>(
      (before, one) =>
        before.then(() =>
          handleCommand(store, sessionDecider, 'session', sessionId, one, context(`c${(count += 1)}`)),
        ),
      Promise.resolve(),
    );
  const presence = (personId: string, kind: 'patient' | 'staff', at: number) => ({
    roomSid: 'RM_1',
    participantSid: `PA_${personId}`,
    person: { kind, id: personId },
    witness: 'livekit-webhook' as const,
    at,
    uncertaintyMs: 0,
  });

  const sealedSession = async (sessionId: string) => {
    await run(
      sessionId,
      {
        type: 'ScheduleSession',
        sessionId,
        programmeId: 'p',
        title: 'Group',
        sessionType: 'process-group',
        startsAt: START,
        endsAt: END,
        timeZone: 'America/New_York',
        capacity: 5,
        facilitators: [{ staffId: 'lead', part: 'facilitator' }],
        roster: [
          { patientId: 'ana', enrollmentId: 'e-ana' },
          { patientId: 'ben', enrollmentId: 'e-ben' },
        ],
        attendancePolicy: standardAttendancePolicy,
      },
      { type: 'OpenDoors', by: 'lead', at: START },
      { type: 'StartSession', by: 'lead', at: START },
      { type: 'RecordJoined', ...presence('lead', 'staff', START), hidden: false },
      { type: 'RecordJoined', ...presence('ben', 'patient', START), hidden: false },
      { type: 'RecordLeft', ...presence('lead', 'staff', END), leaveReason: 'left' },
      { type: 'EndSession', by: lead, at: END },
    );
    await sealSession(store, signer, sessionId, lead, END + MINUTE, context(`seal-${sessionId}`));
  };
  const programme = async (): Promise<readonly ProgrammeEvent[]> => {
    const events: ProgrammeEvent[] = [];
    for await (const stored of store.read('programme', 'p')) {
      if (stored.kind === 'known') events.push(stored.recorded.event);
    }
    return events;
  };
  const links = async () =>
    (await programme()).flatMap((event) => (event.type === 'CorrectionChained' ? [event.data] : []));

  beforeEach(async () => {
    store = inMemoryEventStore({ definitions: eventDefinitions });
    const establish = {
      type: 'EstablishProgramme',
      programmeId: 'p',
      organisationId: 'o',
      title: 'P',
      timeZone: 'America/New_York',
      emergencyNumber: '911',
      rulePackId: 'base',
      rulePackVersion: 1,
      at: START,
    } as const;
    await handleCommand(store, programmeDecider, 'programme', 'p', establish, context('establish'));
    await sealedSession('s1');
  });

  it('keeps both figures, and gives the correction a signed link after the seal', async () => {
    await correctSession(store, signer, 's1', asked(), context('x1'));
    const { events, state } = await readSession(store, 's1');
    const [correction] = correctionsIn(events);
    if (correction === undefined || state.status !== 'sealed') throw new Error('not corrected');
    expect(correction).toMatchObject({
      before: { countedMs: 0 },
      after: {
        countedMs: 30 * MINUTE,
        uncertaintyMs: 2 * MINUTE,
        flags: ['left-early', 'corrected'],
      },
    });
    const [link] = await links();
    expect(link).toMatchObject({ sequence: 1, previousHash: state.seal.hash, correctionId: 'k1' });
    const { personal: _reason, ...opaque } = correction;
    const [inputs, sealed] = [attendanceOf(events), sealedIn(events)];
    if (inputs === null || sealed === null) throw new Error('not sealed');
    const hash = correctionHash(inputs, sealed, opaque);
    expect(link?.hash).toBe(hash);
    expect(signer.isSigned(sealPayload(1, state.seal.hash, hash), link ?? { keyId: '', signature: '' })).toBe(
      true,
    );
    expect(unfoundedCorrection(events)).toBeNull();
  });

  it('builds on the corrections before it, and counts no minute twice', async () => {
    await correctSession(store, signer, 's1', asked(), context('x1'));
    const more = [{ from: START + 20 * MINUTE, to: START + 40 * MINUTE, uncertaintyMs: 0 }];
    await correctSession(store, signer, 's1', asked({ correctionId: 'k2', presence: more }), context('x2'));
    const { events } = await readSession(store, 's1');
    expect(correctionsIn(events).map(({ after }) => after.countedMs / MINUTE)).toEqual([30, 40]);
    expect(unfoundedCorrection(events)).toBeNull();
    expect((await links()).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('takes in facts that came after the seal when asked to', async () => {
    const late = presence('ben', 'patient', START + 10 * MINUTE);
    await run('s1', { type: 'RecordLeft', ...late, leaveReason: 'left' });
    const ofAnother = presence('ana', 'patient', START + 20 * MINUTE);
    await run('s1', { type: 'RecordLeft', ...ofAnother, leaveReason: 'left' });
    const change = { patientId: 'ben', basis: 'late-facts', presence: [], takeLateFacts: true } as const;
    await correctSession(store, signer, 's1', asked(change), context('x1'));
    const [correction] = correctionsIn((await readSession(store, 's1')).events);
    expect([correction?.before.countedMs, correction?.after.countedMs]).toEqual([60 * MINUTE, 10 * MINUTE]);
    expect(correction?.evidence.added.map(({ person }) => person.id)).toEqual(['ben']);
  });

  it('is linked by whoever comes next when it was interrupted half-way', async () => {
    const dying: EventStore = {
      ...store,
      append: (category, id, events, expected, own) =>
        category === 'programme'
          ? Promise.reject(new StoreUnavailable('killed'))
          : store.append(category, id, events, expected, own),
    };
    await expect(correctSession(dying, signer, 's1', asked(), context('x1'))).rejects.toThrow('killed');
    expect(await links()).toEqual([]);
    const history = await readSession(store, 's1');
    expect(await chainCorrections(store, signer, history, context('policy'))).toBe(1);
    expect(await chainCorrections(store, signer, history, context('policy2'))).toBe(0);
    await correctSession(store, signer, 's1', asked(), context('x1'));
    expect(await links()).toHaveLength(1);
  });

  it('is refused without a seal, a reason, the patient or anything to correct', async () => {
    const attempt = (change: Partial<CorrectionAsked>, sessionId = 's1') =>
      correctSession(store, signer, sessionId, asked(change), context(`x${(count += 1)}`));
    await expect(attempt({}, 'nowhere')).rejects.toMatchObject({ code: 'not-found' });
    await expect(attempt({ reason: ' ' })).rejects.toMatchObject({ code: 'reason-needed' });
    await expect(attempt({ patientId: 'zoe' })).rejects.toMatchObject({ code: 'not-on-roster' });
    await expect(attempt({ presence: [] })).rejects.toMatchObject({ code: 'invalid' });
    const backwards = [{ from: END, to: START, uncertaintyMs: 0 }];
    await expect(attempt({ presence: backwards })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('rolls up with the seals into one signed root a day', async () => {
    await correctSession(store, signer, 's1', asked(), context('x1'));
    const about = { day: '2026-11-16', unsealed: [], at: END + 300 * MINUTE };
    const root = await rootDay(store, signer, 'p', about, context('root'));
    expect(await rootDay(store, signer, 'p', about, context('again'))).toBeNull();
    const event = (await programme()).find(({ type }) => type === 'DayRooted');
    expect(event).toMatchObject({ data: { firstSequence: 0, lastSequence: 1, root, previousRoot: null } });
    if (event?.type !== 'DayRooted') throw new Error('no root');
    expect(signer.isSigned(dayRootPayload('2026-11-16', event.data.root), event.data)).toBe(true);
    await sealedSession('s2');
    const next = await rootDay(store, signer, 'p', { ...about, day: '2026-11-17' }, context('root2'));
    expect(next).not.toBeNull();
    expect(fold(programmeDecider, await programme())).toMatchObject({
      lastRoot: { day: '2026-11-17', root: next },
      unrooted: [],
    });
  });
});
