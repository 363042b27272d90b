import { describe, expect, it } from '@jest/globals';
import { safetyDecider, type SafetyCommand } from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import { ladderPolicy } from '../ladder/ladder-policy.js';
import { calm, LEAD, MINUTE, saying, SESSION, World } from '../../testing/world.js';
import { safetyPolicy } from './safety-policy.js';

const onSignal = async (world: World, signalId: string, command: SafetyCommand): Promise<void> => {
  await handleCommand(world.store, safetyDecider, 'safety', signalId, command, world.by());
};

const close = (world: World, signalId: string) =>
  onSignal(world, signalId, {
    type: 'CloseSignal',
    by: { kind: 'staff', id: LEAD },
    at: world.now,
    disposition: 'assessed',
    note: 'Talked, safe for now',
  });

describe('a check-in that does not say "safe"', () => {
  it('raises one signal, however often it is looked at', async () => {
    const world = await new World().prepare();
    await world.checkIn('patient-ana', saying('no'));
    await world.checkIn('patient-ben', calm);
    await safetyPolicy(world.surroundings).act(SESSION);
    await safetyPolicy(world.restarted()).act(SESSION);
    const [signalId = '', ...others] = await world.streams('safety');
    expect(others).toEqual([]);
    expect(await world.events('safety', signalId)).toMatchObject([
      {
        type: 'SafetySignalRaised',
        data: { patientId: 'patient-ana', urgency: 'immediate', source: 'check-in' },
      },
    ]);
  });

  it('is urgent when the patient is unsure', async () => {
    const world = await new World().prepare();
    await world.checkIn('patient-ana', saying('unsure'));
    await safetyPolicy(world.surroundings).act(SESSION);
    const [signalId = ''] = await world.streams('safety');
    expect(await world.events('safety', signalId)).toMatchObject([{ data: { urgency: 'urgent' } }]);
  });

  it('raises no second signal while the first is open, and another one after it was closed', async () => {
    const world = await new World().prepare();
    const policy = safetyPolicy(world.surroundings);
    for (let times = 0; times < 3; times += 1) {
      world.now += MINUTE;
      await world.checkIn('patient-ana', saying('no'));
      await policy.act(SESSION);
    }
    const [first = '', ...more] = await world.streams('safety');
    expect(more).toEqual([]);
    world.now += MINUTE;
    await close(world, first);
    // Told again from the start, after the end of the first: still the one signal.
    await safetyPolicy(world.restarted()).act(SESSION);
    expect(await world.streams('safety')).toEqual([first]);
    world.now += MINUTE;
    await world.checkIn('patient-ana', saying('no'));
    await safetyPolicy(world.restarted()).act(SESSION);
    expect(await world.streams('safety')).toHaveLength(2);
  });
});

describe('the ladder of a signal', () => {
  const raised = async () => {
    const world = await new World().prepare();
    await world.checkIn('patient-ana', saying('no'));
    await safetyPolicy(world.surroundings).act(SESSION);
    const [signalId = ''] = await world.streams('safety');
    const look = () => ladderPolicy(world.surroundings).act(signalId);
    const steps = async () =>
      (await world.events('safety', signalId)).flatMap(({ type, data }) =>
        type === 'SafetySignalEscalated' ? [data['step']] : [],
      );
    return { world, signalId, look, steps, at: world.now };
  };

  it('is climbed step by step while nobody acknowledges, and says when to look again', async () => {
    const { world, look, steps, at } = await raised();
    expect((await look()).lookAgainAt).toBe(at + 15 * MINUTE);
    expect(await steps()).toEqual([]);
    world.now = at + 15 * MINUTE;
    expect((await look()).lookAgainAt).toBe(at + 30 * MINUTE);
    world.now = at + 31 * MINUTE;
    expect((await look()).lookAgainAt).toBeNull();
    expect(await steps()).toEqual(['on-call', 'supervisor']);
  });

  it('ends when somebody has it in hand, also for a timer that comes late', async () => {
    const { world, signalId, look, steps } = await raised();
    await onSignal(world, signalId, { type: 'AcknowledgeSignal', by: LEAD, at: world.now });
    world.now += 60 * MINUTE;
    expect((await look()).lookAgainAt).toBeNull();
    expect(await steps()).toEqual([]);
  });
});
