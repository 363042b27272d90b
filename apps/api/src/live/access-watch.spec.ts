import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '@hearth/domain';
import { StoreUnavailable } from '@hearth/eventstore';
import { People } from '../access/people.js';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import { connected, liveSocket, type LiveSocket } from '../testing/live-socket.js';
import { aProgramme, PATIENTS, PROGRAMME, SESSION, STAFF } from '../testing/programme-under-test.js';

/** The clock stands still: nothing that is known grows old, and no look at all connections comes round. */
describe('two processes of the api', () => {
  let asked: ApiUnderTest;
  let other: ApiUnderTest;
  let admin: Browser;
  const sockets: LiveSocket[] = [];

  beforeEach(async () => {
    asked = await startApi();
    admin = await aProgramme(asked);
    other = await startApi({ beside: asked });
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.disconnect();
    await other.close();
    await asked.close();
  });

  const connectTo = async (api: ApiUnderTest, browser: Browser): Promise<LiveSocket> => {
    const socket = liveSocket(api, browser);
    sockets.push(socket);
    expect(await connected(socket)).toBe('connected');
    return socket;
  };
  const end = (socket: LiveSocket) => new Promise((resolve) => socket.once('disconnect', resolve));
  const deactivate = (path: string) => admin.post(`/accounts/${path}/deactivation`);
  const find = (personId: string) => other.app.get(People).find({ kind: 'staff', id: personId });

  it('both end the requests and connections of who is deactivated, whichever was asked', async () => {
    const lead = await other.as(STAFF.lead);
    const gone = end(await connectTo(other, lead));
    expect((await deactivate(`staff/${STAFF.lead}`)).status).toBe(204);
    // As the worker says it to every process.
    asked.views.put('staff-account', STAFF.lead, { isActive: false });
    expect(await gone).toBe('io server disconnect');
    expect((await lead.get('/me')).status).toBe(401);
    expect((await lead.post(`/sessions/${SESSION}/doors`)).status).toBe(401);
  });

  it('do so for patients too, and leave everybody else alone', async () => {
    const [first, second] = [await other.as(PATIENTS[0]), await other.as(PATIENTS[1])];
    const gone = end(await connectTo(other, first));
    const stays = await connectTo(other, second);
    await deactivate(`patient/${PATIENTS[0]}`);
    asked.views.put('patient-account', PATIENTS[0], { isActive: false });
    await gone;
    expect((await first.get('/me')).status).toBe(401);
    expect((await second.get('/me')).status).toBe(200);
    expect(stays.connected).toBe(true);
  });

  it('both know at once of a role that was taken', async () => {
    const supervisor = await other.as(STAFF.supervisor);
    const gone = end(await connectTo(other, supervisor));
    expect(await find(STAFF.supervisor)).toMatchObject({ role: 'supervisor' });
    await other.store.append(
      'staff',
      STAFF.supervisor,
      [
        {
          type: 'StaffRegistered',
          data: {
            staffId: STAFF.supervisor,
            programmeIds: [PROGRAMME],
            role: 'therapist',
            simulated: false,
            at: other.clock.at,
            personal: { displayName: 'S', locale: 'en' },
          },
        },
      ],
      'any',
      { commandId: 'c', correlationId: 'c', actor: { kind: 'system', id: 'test' } },
    );
    asked.views.put('staff', STAFF.supervisor, { role: 'therapist' });
    await gone;
    expect(await find(STAFF.supervisor)).toMatchObject({ role: 'therapist' });
  });

  it('both end the connections of a sign-in that is over, and of no other', async () => {
    const [browser, elsewhere] = [await asked.as(STAFF.lead), await asked.as(STAFF.lead)];
    const gone = end(await connectTo(other, browser));
    const stays = await connectTo(other, elsewhere);
    expect((await browser.post('/sign-out')).status).toBe(204);
    await gone;
    expect(stays.connected).toBe(true);
  });

  it('sign out whoever asks, though the other cannot be told', async () => {
    const lead = await asked.as(STAFF.lead);
    asked.signOuts.failure = new Error('away');
    expect((await lead.post('/sign-out')).status).toBe(204);
    expect((await lead.get('/me')).status).toBe(401);
    expect(asked.logged.filter((line) => line.includes('could not be told of a sign-out'))).toHaveLength(1);
  });

  it('believe the streams and not the view: news that ends nothing ends nothing', async () => {
    const lead = await other.as(STAFF.lead);
    const socket = await connectTo(other, lead);
    asked.views.put('staff-account', STAFF.lead, { isActive: false });
    expect((await lead.get('/me')).status).toBe(200);
    expect(socket.connected).toBe(true);
  });

  it('look at everybody when news may have been missed', async () => {
    const lead = await other.as(STAFF.lead);
    const gone = end(await connectTo(other, lead));
    await deactivate(`staff/${STAFF.lead}`);
    expect((await lead.get('/me')).status).toBe(200);
    other.views.reset();
    await gone;
    expect((await lead.get('/me')).status).toBe(401);
  });

  it('believe nobody longer because the store goes away after the news', async () => {
    await other.as(STAFF.lead);
    await deactivate(`staff/${STAFF.lead}`);
    other.breakStore(new StoreUnavailable('away'));
    other.clock.at += MINUTE;
    expect(await find(STAFF.lead)).toMatchObject({ isActive: true });
    asked.views.put('staff-account', STAFF.lead, { isActive: false });
    await expect(find(STAFF.lead)).rejects.toThrow('away');
  });

  it('keep nothing that was being read when the news came', async () => {
    const people = other.app.get(People);
    const lead = { kind: 'staff', id: STAFF.lead } as const;
    const early = people.find(lead);
    people.forget(lead);
    expect(await early).toMatchObject({ isActive: true });
    await deactivate(`staff/${STAFF.lead}`);
    expect(await find(STAFF.lead)).toMatchObject({ isActive: false });
  });
});
