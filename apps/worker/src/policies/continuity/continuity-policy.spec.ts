import { describe, expect, it } from '@jest/globals';
import { HOLD_AFTER_MS } from '@hearth/domain';
import { LEAD, MINUTE, SESSION, START, World } from '../../testing/world.js';
import { continuityPolicy } from './continuity-policy.js';

const presence = (at: number, participantSid = 'PA_lead') =>
  ({
    roomSid: 'RM_1',
    participantSid,
    person: { kind: 'staff', id: LEAD },
    witness: 'livekit-webhook',
    at,
    uncertaintyMs: 0,
  }) as const;

describe('a group whose only facilitator loses the network', () => {
  it('is held after half a minute, and goes on when they are back', async () => {
    const world = await new World().prepare();
    await world.hold();
    const act = () => continuityPolicy(world.restarted()).act(SESSION);
    await world.session({ type: 'RecordJoined', ...presence(START), hidden: false });
    expect((await act()).lookAgainAt).toBeNull();
    const lostAt = START + 10 * MINUTE;
    world.now = lostAt;
    await world.session({ type: 'RecordLeft', ...presence(lostAt), leaveReason: 'connection-lost' });
    expect((await act()).lookAgainAt).toBe(lostAt + HOLD_AFTER_MS);
    world.now = lostAt + HOLD_AFTER_MS;
    await act();
    await act();
    world.now += MINUTE;
    await world.session({ type: 'RecordJoined', ...presence(world.now, 'PA_again'), hidden: false });
    await act();
    const types = (await world.events('session', SESSION)).map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('Group'))).toEqual(['GroupHeld', 'GroupResumed']);
  });
});
