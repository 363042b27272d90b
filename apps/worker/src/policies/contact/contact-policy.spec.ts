import { describe, expect, it } from '@jest/globals';
import { calm, SESSION, World } from '../../testing/world.js';
import { contactPolicy } from './contact-policy.js';

const confirmed = async (world: World) =>
  (await world.events('patient', 'patient-ana')).filter(({ type }) => type === 'ContactConfirmed');

describe('the contact of a check-in', () => {
  it('is kept with the patient, once, whoever looks and however often', async () => {
    const world = await new World().prepare();
    await world.checkIn('patient-ana', calm);
    await contactPolicy(world.surroundings).act(SESSION);
    await contactPolicy(world.restarted()).act(SESSION);
    const kept = await confirmed(world);
    expect(kept).toHaveLength(1);
    expect(kept[0]?.data['personal']).toEqual({
      location: calm.location,
      callbackNumber: calm.callbackNumber,
      emergencyContact: calm.emergencyContact,
    });
  });

  it('follows a corrected check-in', async () => {
    const world = await new World().prepare();
    const policy = contactPolicy(world.surroundings);
    await world.checkIn('patient-ana', calm);
    await policy.act(SESSION);
    world.now += 1;
    await world.checkIn('patient-ana', { ...calm, location: { address: '9 Oak Road', state: 'NJ' } });
    await policy.act(SESSION);
    expect((await confirmed(world)).map(({ data }) => data['personal'])).toMatchObject([
      { location: { state: 'NY' } },
      { location: { state: 'NJ' } },
    ]);
  });
});
