import { HOUR, MINUTE } from '@hearth/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import { aProgramme, GROUP, PATIENTS, PROGRAMME, SESSION, STAFF } from '../testing/programme-under-test.js';

const DAY = 24 * HOUR;
const APPOINTMENT = 'appointment-1';

describe('an appointment', () => {
  let api: ApiUnderTest;
  let therapist: Browser;
  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
    therapist = await api.as(STAFF.lead);
  });
  afterEach(() => api.close());

  const body = (of: object = {}) => ({
    sessionId: APPOINTMENT,
    programmeId: PROGRAMME,
    title: 'Individual session',
    sessionType: 'individual',
    startsAt: api.start + DAY,
    endsAt: api.start + DAY + 50 * MINUTE,
    capacity: 1,
    facilitators: [{ staffId: STAFF.lead, part: 'facilitator' }],
    roster: [{ patientId: PATIENTS[0], enrollmentId: `enr-${PATIENTS[0]}` }],
    ...of,
  });
  const plan = (of: object = {}, by: Browser = therapist) => by.post('/sessions', body(of));
  const types = () => api.store.wire('session', APPOINTMENT).map(({ type }) => type);
  const reasonCode = 'staff';

  it('is planned, moved and called off by the therapist who leads it', async () => {
    expect((await plan()).status).toBe(204);
    const startsAt = api.start + 2 * DAY;
    const time = { startsAt, endsAt: startsAt + HOUR, reasonCode };
    expect((await therapist.post(`/sessions/${APPOINTMENT}/time`, time)).status).toBe(204);
    expect((await therapist.post(`/sessions/${APPOINTMENT}/cancellation`, { reasonCode })).status).toBe(204);
    expect(types()).toEqual(['SessionScheduled', 'SessionRescheduled', 'SessionCancelled']);
  });

  it('is not changed by a therapist who does not lead it', async () => {
    await plan();
    const other = await api.as(STAFF.other);
    expect((await other.post(`/sessions/${APPOINTMENT}/cancellation`, { reasonCode })).status).toBe(403);
    expect((await therapist.post(`/sessions/${SESSION}/cancellation`, { reasonCode })).status).toBe(403);
    expect(types()).toEqual(['SessionScheduled']);
  });

  it.each([
    ['of a group', { groupId: GROUP }, 'forbidden'],
    ['that is a group by its kind', { sessionType: 'process-group' }, 'forbidden'],
    ['of nobody', { roster: [] }, 'not-enrolled'],
    [
      'under an episode of somebody else',
      { roster: [{ patientId: PATIENTS[0], enrollmentId: `enr-${PATIENTS[1]}` }] },
      'not-enrolled',
    ],
    ['of somebody unknown', { roster: [{ patientId: 'nobody', enrollmentId: 'nothing' }] }, 'not-enrolled'],
  ])('is refused to a therapist for a session %s', async (_what, of, code) => {
    expect((await plan(of)).body).toMatchObject({ code });
    expect(types()).toEqual([]);
  });

  it('is refused with somebody who does not work in the programme, since whoever leads sees all of it', async () => {
    const facilitators = [
      { staffId: STAFF.lead, part: 'facilitator' },
      { staffId: STAFF.stranger, part: 'co-facilitator' },
    ];
    const refused = { code: 'invalid', details: { field: 'facilitators' } };
    expect((await plan({ facilitators })).body).toMatchObject(refused);
    await api.store.append(
      'staff',
      STAFF.stranger,
      [
        {
          type: 'StaffRegistered',
          data: {
            ...{ staffId: STAFF.stranger, programmeIds: ['elsewhere'], role: 'therapist' as const },
            ...{ simulated: false, at: api.clock.at, personal: { displayName: 'S', locale: 'en' as const } },
          },
        },
      ],
      'any',
      { commandId: 'c', correlationId: 'c', actor: { kind: 'system', id: 'test' } },
    );
    expect((await plan({ facilitators })).body).toMatchObject(refused);
    expect(types()).toEqual([]);
  });

  it('is refused for a time that is over, or outside of care', async () => {
    const past = { startsAt: api.start - 30 * DAY, endsAt: api.start - 30 * DAY + HOUR };
    expect((await plan(past)).body).toMatchObject({ code: 'invalid', details: { field: 'startsAt' } });
    expect(types()).toEqual([]);
  });
});
