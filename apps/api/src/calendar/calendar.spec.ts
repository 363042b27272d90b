import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR } from '@hearth/domain';
import type { ProgrammeCalendarDocument, ScheduleDocument } from '@hearth/views';
import { roomsOfDay, sessionView, staffView, enrollmentView, programmeView } from '@hearth/views';
import { startApi, START, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import { aProgramme, PATIENTS, PROGRAMME, SESSION, STAFF } from '../testing/programme-under-test.js';
import { Current } from '../command/current.js';
import { feedText } from './feed-text.js';

const scheduleOf = (personId: string): ScheduleDocument => ({
  personId,
  timeZone: 'America/New_York',
  signals: [],
  sessions: [
    {
      sessionId: 'session-1',
      title: 'Relapse prevention',
      sessionType: 'psychoeducation',
      startsAt: START,
      endsAt: START + HOUR,
      status: 'scheduled',
      facilitators: [{ displayName: 'Maya Lindqvist', lead: true }],
      mine: null,
      roster: null,
    },
    {
      sessionId: 'session-2',
      title: 'Process group',
      sessionType: 'process-group',
      startsAt: START + 24 * HOUR,
      endsAt: START + 25 * HOUR,
      status: 'cancelled',
      facilitators: [],
      mine: null,
      roster: null,
    },
  ],
});

describe('a calendar feed as text', () => {
  const text = feedText(scheduleOf('ana'), 'es');

  it('says when, in UTC, and that something was called off', () => {
    expect(text).toContain('DTSTART:20261116T220000Z');
    expect(text).toContain('DTEND:20261116T230000Z');
    expect(text).toContain('STATUS:CANCELLED');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  });

  it('names nothing clinical and nobody', () => {
    expect(text).toContain('SUMMARY:Cita');
    expect(text).not.toMatch(/relapse|process|group|maya|lindqvist|ana\b|iop|therap|session\b/i);
  });

  it('is the same when nothing has changed, and empty when there is nothing', () => {
    expect(feedText(scheduleOf('ana'), 'es')).toBe(text);
    expect(feedText(null, 'en')).not.toContain('BEGIN:VEVENT');
  });
});

describe('the address of a calendar feed', () => {
  let api: ApiUnderTest;
  let patient: Browser;
  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
    patient = await api.as(PATIENTS[0]);
    api.views.put('schedule', PATIENTS[0], scheduleOf(PATIENTS[0]));
  });
  afterEach(() => api.close());

  const opened = async (): Promise<string> => {
    const { path } = (await patient.post('/me/calendar-feed')).body as { path: string };
    return path.replace(/^\/api/, '');
  };

  it('gives the schedule to whoever knows it, without a sign-in', async () => {
    const answer = await api.browser().get(await opened());
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/calendar');
    expect(answer.text).toContain('SUMMARY:Appointment');
    expect((await patient.get('/me/calendar-feed')).body).toEqual({ openedAt: api.clock.at });
  });

  it('is void once a new one is made, or it is closed', async () => {
    const first = await opened();
    const second = await opened();
    expect((await api.browser().get(first)).status).toBe(404);
    expect((await api.browser().get(second)).status).toBe(200);
    expect((await patient.delete('/me/calendar-feed')).status).toBe(204);
    expect((await api.browser().get(second)).status).toBe(404);
    expect((await patient.get('/me/calendar-feed')).body).toEqual({ openedAt: null });
  });

  it('cannot be guessed from somebody’s id, and says nothing when it is wrong', async () => {
    const path = await opened();
    const id = Buffer.from(PATIENTS[0]).toString('base64url');
    for (const wrong of [
      `/calendar/patient.${id}.${'A'.repeat(43)}.ics`,
      path.replace('patient.', 'staff.'),
      '/calendar/nothing.ics',
    ]) {
      expect((await api.browser().get(wrong)).status).toBe(404);
    }
    expect((await api.browser().post('/me/calendar-feed')).status).toBe(401);
  });

  it('is not written into any log', async () => {
    const secret = (await opened()).split('.')[2] ?? '';
    await api.browser().get(`/calendar/patient.x.${secret}.ics`);
    expect(api.logged.join('\n')).not.toContain(secret);
  });
});

describe('the calendar of a programme', () => {
  let api: ApiUnderTest;
  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
    const current = api.app.get(Current);
    api.views.put('session', SESSION, await current.read(sessionView, SESSION));
    api.views.put('programme', PROGRAMME, await current.read(programmeView, PROGRAMME));
    for (const id of [STAFF.lead, STAFF.second]) {
      api.views.put('staff', id, await current.read(staffView, id));
    }
    for (const patientId of PATIENTS) {
      const id = `enr-${patientId}`;
      api.views.put('enrollment', id, await current.read(enrollmentView, id));
    }
    api.views.index(roomsOfDay(PROGRAMME, '2026-11-16'), [SESSION]);
  });
  afterEach(() => api.close());

  const path = `/programmes/${PROGRAMME}/calendar?from=2026-11-16&to=2026-11-22`;

  it('shows its staff what is planned, and what is wrong about it', async () => {
    const answer = await (await api.as(STAFF.lead)).get(path);
    expect(answer.status).toBe(200);
    const calendar = answer.body as ProgrammeCalendarDocument;
    expect(calendar.sessions).toMatchObject([
      { sessionId: SESSION, expected: 2, facilitators: [{ staffId: STAFF.lead }, { staffId: STAFF.second }] },
    ]);
    expect(calendar.conflicts.map(({ kind }) => kind)).toEqual(['licence-missing', 'licence-missing']);
  });

  it('is for the programme’s staff, and for some weeks at a time', async () => {
    const lead = await api.as(STAFF.lead);
    expect((await (await api.as(PATIENTS[0])).get(path)).status).toBe(403);
    expect((await lead.get('/programmes/other/calendar?from=2026-11-16&to=2026-11-22')).status).toBe(403);
    expect((await lead.get(`/programmes/${PROGRAMME}/calendar?from=2026-11-16&to=2027-11-22`)).status).toBe(
      400,
    );
    expect((await lead.get(`/programmes/${PROGRAMME}/calendar?from=2026-11-16&to=2026-11-15`)).status).toBe(
      400,
    );
  });
});
