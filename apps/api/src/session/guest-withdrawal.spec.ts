import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, sessionOfOccurrence, standardAttendancePolicy } from '@hearth/domain';
import { visitsOfEnrollment } from '@hearth/views';
import { START, startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import {
  aProgramme,
  GROUP,
  PATIENTS,
  PROGRAMME,
  SESSION,
  STAFF,
  STRANGER,
} from '../testing/programme-under-test.js';
import { Sessions } from './sessions.js';

/** Families learn together; it belongs to no group. */
const EVENING = 'session-families';
const ENROLLMENT = `enr-${STRANGER}`;

describe('a guest of a session that stands for itself', () => {
  let api: ApiUnderTest;
  let admin: Browser;
  let therapist: Browser;
  beforeEach(async () => {
    api = await startApi();
    admin = await aProgramme(api);
    therapist = await api.as(STAFF.lead);
    const families = {
      sessionId: EVENING,
      programmeId: PROGRAMME,
      title: 'Families together',
      sessionType: 'multi-family',
      startsAt: START + HOUR,
      endsAt: START + 2 * HOUR,
      capacity: 10,
      facilitators: [{ staffId: STAFF.lead, part: 'facilitator' }],
      roster: [{ patientId: PATIENTS[0], enrollmentId: `enr-${PATIENTS[0]}` }],
    };
    expect((await admin.post('/sessions', families)).status).toBe(204);
    // As the views would by now.
    api.views.index(visitsOfEnrollment(ENROLLMENT), [EVENING]);
  });
  afterEach(() => api.close());

  const guest = { patientId: STRANGER };
  const invite = () => therapist.post(`/sessions/${EVENING}/guests`, guest);
  const withdraw = (body: object, by = therapist) => by.post(`/sessions/${EVENING}/guest-withdrawals`, body);
  const visits = async (by = therapist) =>
    (await by.get(`/enrollments/${ENROLLMENT}/visits`)).body as unknown;
  const last = () => api.store.wire('session', EVENING).at(-1);

  it('is withdrawn with the reason, and expected no longer', async () => {
    await invite();
    expect(await visits()).toEqual({
      visits: [{ sessionId: EVENING, title: 'Families together', startsAt: START + HOUR }],
    });
    expect((await withdraw({ ...guest, reasonCode: 'cannot-come' })).status).toBe(204);
    expect(last()).toMatchObject({
      type: 'SessionPlanChanged',
      data: {
        roster: [{ patientId: PATIENTS[0] }],
        guest: null,
        withdrawn: { patientId: STRANGER, reasonCode: 'cannot-come' },
      },
    });
    expect(await visits()).toEqual({ visits: [] });
    expect((await withdraw(guest)).status).toBe(204);
  });

  it('stays once the doors are open, and whoever is expected anyway is no guest', async () => {
    await invite();
    expect((await withdraw({ patientId: PATIENTS[0] })).body).toMatchObject({
      code: 'invalid',
      details: { field: 'patientId' },
    });
    api.clock.at = START + HOUR;
    expect((await therapist.post(`/sessions/${EVENING}/doors`)).status).toBe(204);
    expect((await withdraw(guest)).body).toMatchObject({ code: 'session-not-scheduled' });
    expect(await visits()).toEqual({ visits: [] });
  });

  it('is the business of the programme’s staff', async () => {
    await admin.post('/staff', {
      staffId: STAFF.stranger,
      programmeIds: [PROGRAMME],
      role: 'prescriber',
      displayName: 'P',
      locale: 'en',
      simulated: false,
    });
    const prescriber = await api.as(STAFF.stranger);
    const patient = await api.as(PATIENTS[0]);
    await invite();
    expect((await withdraw(guest, prescriber)).status).toBe(403);
    expect((await withdraw(guest, patient)).status).toBe(403);
    expect((await patient.get(`/enrollments/${ENROLLMENT}/visits`)).status).toBe(403);
    expect((await therapist.get('/enrollments/nobody/visits')).status).toBe(404);
    expect((await withdraw(guest, await api.as(STAFF.other))).status).toBe(204);
    await visits();
    expect(api.store.wire('audit', '2026-11-16').at(-1)?.data).toMatchObject({
      by: { kind: 'staff', id: STAFF.lead },
      action: 'read',
      entity: { kind: 'visits', id: ENROLLMENT, patientId: STRANGER },
    });
  });

  it('of a meeting is told to the group as well', async () => {
    const meeting = { slotId: 'evening', day: '2026-11-19' };
    const evening = {
      slotId: 'evening',
      rule: 'FREQ=WEEKLY;BYDAY=TH',
      from: '2026-11-02',
      startsAt: '17:30',
    };
    const slots = [{ ...evening, minutes: 60, title: null, onHolidays: 'skip' }];
    expect((await admin.post(`/groups/${GROUP}/schedule`, { slots })).status).toBe(204);
    const sessionId = sessionOfOccurrence(GROUP, meeting, 0);
    // As the worker plans it.
    await api.app.get(Sessions).record(
      sessionId,
      {
        type: 'ScheduleSession',
        sessionId,
        programmeId: PROGRAMME,
        groupId: GROUP,
        occurrence: meeting,
        title: 'Process group',
        sessionType: 'process-group',
        startsAt: START + 72 * HOUR,
        endsAt: START + 73 * HOUR,
        timeZone: 'America/New_York',
        capacity: 10,
        facilitators: [{ staffId: STAFF.lead, part: 'facilitator' }],
        roster: [],
        attendancePolicy: standardAttendancePolicy,
      },
      { commandId: 'c', correlationId: 'c', actor: { kind: 'system', id: 'schedule' } },
    );
    expect((await therapist.post(`/sessions/${sessionId}/guests`, guest)).status).toBe(204);
    const body = { ...guest, reasonCode: 'mistake' };
    expect((await therapist.post(`/sessions/${sessionId}/guest-withdrawals`, body)).status).toBe(204);
    expect(api.store.wire('group', GROUP).at(-1)).toMatchObject({ type: 'GuestWithdrawn', data: body });
    expect(api.store.wire('session', sessionId).at(-1)?.data).toMatchObject({ roster: [], withdrawn: body });
  });

  it('of a group’s session that is no meeting of its week is the session’s own to say', async () => {
    expect((await therapist.post(`/sessions/${SESSION}/guests`, guest)).status).toBe(204);
    expect((await therapist.post(`/sessions/${SESSION}/guest-withdrawals`, guest)).status).toBe(204);
    expect(api.store.wire('session', SESSION).at(-1)?.data).toMatchObject({
      withdrawn: { patientId: STRANGER, reasonCode: null },
    });
  });
});
