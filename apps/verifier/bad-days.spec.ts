import { describe, expect, it } from '@jest/globals';
import { localDate, MINUTE, sessionDecider, settle, type AttendanceProof } from '@hearth/domain';
import { handleCommand, StoreUnavailable, type EventStore } from '@hearth/eventstore';
import { correctSession, sealSession } from '@hearth/platform';
import { ProvedProgramme } from './testing/proved-programme.js';
import { verify } from './verify.mjs';

const lead = { kind: 'staff', id: 'staff-lead' } as const;
const system = { kind: 'system', id: 'policy-seal' } as const;
const START = Date.UTC(2026, 10, 16, 22, 0);
const SEALED = START + 95 * MINUTE;

/** A process that is killed at its nth append: before the store has it, or after, when nobody hears of it. */
const dying = (store: EventStore, nth: number, when: 'before' | 'after'): EventStore => {
  let appends = 0;
  return {
    ...store,
    append: async (category, id, events, expected, context) => {
      appends += 1;
      if (appends !== nth) return store.append(category, id, events, expected, context);
      if (when === 'after') await store.append(category, id, events, expected, context);
      throw new StoreUnavailable('killed');
    },
  };
};

const kills = [1, 2].flatMap((nth) => (['before', 'after'] as const).map((when) => ({ nth, when })));

const proofOf = (programme: ProvedProgramme, sessionId = 's1'): Promise<AttendanceProof> =>
  programme.proof({ kind: 'session', sessionId }, [sessionId]);

const sealsOf = async (programme: ProvedProgramme): Promise<number> => {
  let seals = 0;
  for await (const stored of programme.store.read('session', 's1')) {
    if (stored.kind === 'known' && stored.recorded.event.type === 'AttendanceSealed') seals += 1;
  }
  return seals;
};

describe('a bad day', () => {
  it.each(kills)('of a seal killed $when append $nth leaves one seal that holds', async ({ nth, when }) => {
    const programme = await new ProvedProgramme().established();
    await programme.ended('s1');
    const killed = dying(programme.store, nth, when);
    await expect(
      sealSession(killed, programme.signer, 's1', lead, SEALED, programme.context()),
    ).rejects.toThrow('killed');
    // The deadline comes to it in another process, with another command.
    await sealSession(programme.store, programme.signer, 's1', system, SEALED + MINUTE, programme.context());
    expect(await sealsOf(programme)).toBe(1);
    expect(verify(await proofOf(programme)).sessions).toBe(1);
  });

  it.each(kills)('of a correction killed $when append $nth leaves one that holds', async ({ nth, when }) => {
    const programme = await new ProvedProgramme().established();
    await programme.held('s1');
    const asked = {
      correctionId: 'k1',
      patientId: 'patient-ana',
      by: 'staff-supervisor',
      at: SEALED + MINUTE,
      basis: 'telephone',
      reason: 'Went on by telephone',
      salt: 'salt',
      presence: [{ from: START + 60 * MINUTE, to: START + 70 * MINUTE, uncertaintyMs: 0 }],
      withdrawn: [],
      takeLateFacts: false,
    } as const;
    const context = programme.context();
    const killed = dying(programme.store, nth, when);
    await expect(correctSession(killed, programme.signer, 's1', asked, context)).rejects.toThrow('killed');
    await correctSession(programme.store, programme.signer, 's1', asked, context);
    const proof = await proofOf(programme);
    expect(proof.sessions[0]?.corrections).toHaveLength(1);
    expect(verify(proof)).toMatchObject({ corrections: 1, links: 2 });
  });

  it('on which two end it and two seal it at once has one end and one seal', async () => {
    const programme = await new ProvedProgramme().established();
    await programme.ended('s1');
    const end = { type: 'EndSession', by: lead, at: START + 91 * MINUTE } as const;
    const ends = [1, 2].map(() =>
      handleCommand(programme.store, sessionDecider, 'session', 's1', end, programme.context()),
    );
    expect((await Promise.all(ends)).flatMap(({ events }) => events)).toEqual([]);
    await Promise.all(
      [lead, system].map((by) =>
        sealSession(programme.store, programme.signer, 's1', by, SEALED, programme.context()),
      ),
    );
    expect(await sealsOf(programme)).toBe(1);
    expect(verify(await proofOf(programme)).sessions).toBe(1);
  });

  it('on which the same facts come a hundred times, in any order, has the same minutes', async () => {
    const calm = await new ProvedProgramme().established();
    await calm.held('s1');
    const wild = await new ProvedProgramme().established();
    await wild.ended('s1');
    const { sessions } = await proofOf(calm);
    const facts = [...(sessions[0]?.facts.facts ?? [])].reverse();
    for (const fact of facts.flatMap((one) => Array.from({ length: 100 }, () => one))) {
      if (fact.entered !== undefined) continue;
      const { kind, entered: _entered, ...presence } = fact;
      const command =
        kind === 'joined'
          ? ({ type: 'RecordJoined', ...presence, hidden: false } as const)
          : ({ type: 'RecordLeft', ...presence, leaveReason: fact.leaveReason } as const);
      await handleCommand(wild.store, sessionDecider, 'session', 's1', command, wild.context());
    }
    await sealSession(wild.store, wild.signer, 's1', lead, SEALED, wild.context());
    expect((await proofOf(wild)).sessions[0]?.result).toEqual(sessions[0]?.result);
  });

  it('on which webhooks are off for ten minutes has its minutes by the list, and says how sure', async () => {
    const programme = await new ProvedProgramme().established();
    await programme.held('s1');
    const [known] = (await proofOf(programme)).sessions;
    if (known === undefined) throw new Error('it is sealed');
    const { facts, policy, result } = known;
    const isOff = (at: number): boolean => at >= START + 25 * MINUTE && at <= START + 35 * MINUTE;
    // The list is asked every 8 s: a departure is known to half of that, and later than it was.
    const byTheList = facts.facts.map((fact) =>
      fact.witness === 'livekit-webhook' && isOff(fact.at)
        ? { ...fact, witness: 'livekit-poll' as const, at: fact.at + 3_000, uncertaintyMs: 4_000 }
        : fact,
    );
    expect(byTheList).not.toEqual(facts.facts);
    const told = settle({ ...facts, facts: byTheList, policy }, SEALED).attendance;
    told.patients.forEach((figure, index) => {
      const truth = result.patients[index]?.countedMs ?? 0;
      expect(Math.abs(figure.countedMs - truth)).toBeLessThanOrEqual(figure.uncertaintyMs);
    });
    expect(told.patients[0]?.flags).toContain('inferred');
  });

  it.each([
    ['over midnight', Date.parse('2026-11-17T23:30:00-05:00'), '2026-11-17'],
    ['while clocks go forward', Date.parse('2026-03-08T01:15:00-05:00'), '2026-03-08'],
    ['while clocks go back', Date.parse('2026-11-01T00:45:00-04:00'), '2026-11-01'],
  ])('%s has as many minutes as any other, on the day it began', async (_what, start, day) => {
    const programme = await new ProvedProgramme().established();
    await programme.held('usual');
    await programme.held('odd', start);
    const [usual, odd] = (await programme.proof({ kind: 'period', from: day, to: day }, ['usual', 'odd']))
      .sessions;
    const minutes = (one: typeof odd) =>
      one?.result.patients.map(({ countedMs, rawMs }) => [countedMs, rawMs]);
    expect(minutes(odd)).toEqual(minutes(usual));
    expect([odd?.day, localDate(start, 'America/New_York')]).toEqual([day, day]);
    expect(verify(await proofOf(programme, 'odd')).sessions).toBe(1);
  });
});
