import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, sessionOfOccurrence } from '@hearth/domain';
import { groupView, sessionView } from '@hearth/views';
import { Current } from '../command/current.js';
import { START, startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import { aProgramme, GROUP, PATIENTS, PROGRAMME, STAFF, STRANGER } from '../testing/programme-under-test.js';

const evening = {
  slotId: 'evening',
  rule: 'FREQ=WEEKLY;BYDAY=MO,TH',
  from: '2026-11-02',
  startsAt: '17:30',
  minutes: 60,
  title: null,
  onHolidays: 'skip',
};
const meeting = { slotId: 'evening', day: '2026-11-19' };

describe('a recurring group', () => {
  let api: ApiUnderTest;
  let admin: Browser;
  beforeEach(async () => {
    api = await startApi();
    admin = await aProgramme(api);
  });
  afterEach(() => api.close());

  const plan = async () => (await api.app.get(Current).read(groupView, GROUP))?.plan;
  const post = async (what: string, body: object, by = admin) =>
    (await by.post(`/groups/${GROUP}/${what}`, body)).status;

  it('gets its week, and refuses one that never happens with a sentence', async () => {
    expect(await post('schedule', { slots: [evening] })).toBe(204);
    expect((await plan())?.slots).toEqual([evening]);
    const never = { ...evening, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' };
    const answer = await admin.post(`/groups/${GROUP}/schedule`, { slots: [never] });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'recurrence-refused',
      details: { why: 'never', sentence: expect.stringContaining('30 February') },
    });
  });

  it('has single meetings called off, moved, restored, staffed and visited', async () => {
    await post('schedule', { slots: [evening] });
    expect(await post('skips', { ...meeting, reasonCode: 'staff' })).toBe(204);
    expect(await post('restorations', meeting)).toBe(204);
    const to = { day: '2026-11-20', startsAt: '12:00', minutes: 60 };
    expect(await post('moves', { ...meeting, to, reasonCode: 'staff' })).toBe(204);
    expect(await post('substitutions', { ...meeting, absentId: STAFF.lead, substituteId: STAFF.other })).toBe(
      204,
    );
    const therapist = await api.as(STAFF.lead);
    expect(await post('guests', { ...meeting, patientId: STRANGER }, therapist)).toBe(204);
    expect((await plan())?.changes).toEqual([
      {
        ...meeting,
        change: { kind: 'moved', to },
        restored: 1,
        substitutions: [{ absentId: STAFF.lead, substituteId: STAFF.other }],
        guests: [{ patientId: STRANGER, enrollmentId: `enr-${STRANGER}` }],
      },
    ]);
    expect(await post('guest-withdrawals', { ...meeting, patientId: STRANGER }, therapist)).toBe(204);
    expect(await post('guests', { ...meeting, patientId: 'nobody' })).toBe(409);
  });

  it('does not expect a guest who was withdrawn, in its session neither, unless the doors are open', async () => {
    await post('schedule', { slots: [evening] });
    const sessionId = sessionOfOccurrence(GROUP, meeting, 0);
    const planned = {
      sessionId,
      programmeId: PROGRAMME,
      groupId: GROUP,
      title: 'Evening group',
      sessionType: 'process-group',
      startsAt: START,
      endsAt: START + HOUR,
      capacity: 10,
      facilitators: [{ staffId: STAFF.lead, part: 'facilitator' }],
    };
    expect((await admin.post('/sessions', planned)).status).toBe(204);
    const therapist = await api.as(STAFF.lead);
    const guest = { patientId: STRANGER };
    const invite = async (): Promise<void> => {
      expect((await therapist.post(`/sessions/${sessionId}/guests`, guest)).status).toBe(204);
      expect(await post('guests', { ...meeting, ...guest }, therapist)).toBe(204);
    };
    const expected = async (): Promise<boolean> => {
      const session = await api.app.get(Current).read(sessionView, sessionId);
      return session?.patients.some(({ patientId }) => patientId === STRANGER) === true;
    };
    const withdrawal = { ...meeting, ...guest, reasonCode: 'cannot-come' };
    await invite();
    expect(await expected()).toBe(true);
    expect(await post('guest-withdrawals', withdrawal, therapist)).toBe(204);
    expect(await expected()).toBe(false);
    expect((await plan())?.changes).toMatchObject([{ guests: [] }]);
    expect(api.store.wire('group', GROUP).at(-1)).toMatchObject({
      type: 'GuestWithdrawn',
      data: { reasonCode: 'cannot-come' },
    });
    expect(api.store.wire('session', sessionId).at(-1)?.data).toMatchObject({
      withdrawn: { patientId: STRANGER, reasonCode: 'cannot-come' },
    });
    await invite();
    api.clock.at = START;
    expect((await therapist.post(`/sessions/${sessionId}/doors`)).status).toBe(204);
    const refused = await therapist.post(`/groups/${GROUP}/guest-withdrawals`, withdrawal);
    expect(refused.body).toMatchObject({ code: 'session-not-scheduled' });
    expect(await expected()).toBe(true);
  });

  it('loses places only with a reason', async () => {
    expect(await post('capacity', { capacity: 1 })).toBe(409);
    expect(await post('capacity', { capacity: 1, reasonCode: 'regulation' })).toBe(204);
  });

  it('is for those who run its programme', async () => {
    const body = { slots: [evening] };
    expect(await post('schedule', body, await api.as(STAFF.lead))).toBe(403);
    expect(await post('schedule', body, await api.as(PATIENTS[0]))).toBe(403);
    expect(await post('schedule', body, await api.as(STAFF.supervisor))).toBe(204);
    expect((await admin.post('/groups/none/schedule', body)).status).toBe(404);
    expect(await post('closure', { from: '2026-12-01' })).toBe(204);
    expect(
      await post('facilitators', {
        from: '2026-11-20',
        facilitators: [{ staffId: STAFF.other, part: 'facilitator' }],
      }),
    ).toBe(204);
  });
});
