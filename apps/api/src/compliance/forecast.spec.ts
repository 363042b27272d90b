import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ForecastAnswer } from '@hearth/contracts';
import { HOUR } from '@hearth/domain';
import { roomsOfDay, tracksOfProgramme } from '@hearth/views';
import type { Browser } from '../testing/browser.js';
import {
  ENROLLMENT,
  MONDAY,
  startJudgedProgramme,
  type JudgedProgramme,
} from '../testing/judged-programme.js';
import { PATIENTS, PROGRAMME, SESSION } from '../testing/programme-under-test.js';

describe('the rules of a programme', () => {
  let api: JudgedProgramme['api'];
  let supervisor: Browser;

  beforeEach(async () => {
    ({ api, supervisor } = await startJudgedProgramme());
  });
  afterEach(() => api.close());

  it('can be asked what would become of a week, by whoever may see it', async () => {
    const path = `/enrollments/${ENROLLMENT}/forecast`;
    const makeUp = {
      kind: 'make-up',
      day: '2026-11-20',
      startsAt: api.start + 96 * HOUR,
      minutes: 180,
      sessionType: 'process-group',
    };
    const answer = await supervisor.post(path, { weekStart: MONDAY, changes: [makeUp] });
    expect(answer.status).toBe(200);
    const { now, then, sessions } = answer.body as ForecastAnswer;
    expect(sessions).toMatchObject([{ sessionId: SESSION, open: false }]);
    expect([now.minutes?.minutes, then.minutes?.minutes]).toEqual([172, 352]);
    expect((await supervisor.post(path, { weekStart: 'soon', changes: [] })).status).toBe(400);
    const stranger = await api.as(PATIENTS[1]);
    expect((await stranger.post(path, { weekStart: MONDAY, changes: [] })).status).toBe(403);
    expect(
      (await supervisor.post('/enrollments/nobody/forecast', { weekStart: MONDAY, changes: [] })).status,
    ).toBe(404);
  });

  it('offer the sessions of the week that still have a place, to nobody of another age and to no one twice', async () => {
    const plan = {
      programmeId: PROGRAMME,
      groupId: 'group-2',
      title: 'Skills group',
      sessionType: 'skills-group',
      startsAt: api.start + 24 * HOUR,
      endsAt: api.start + 25 * HOUR,
      capacity: 2,
    };
    const others = [{ patientId: PATIENTS[1], enrollmentId: `enr-${PATIENTS[1]}` }];
    const put = (sessionId: string, patients: readonly object[], status = 'scheduled', more = {}): void =>
      api.views.put('session', sessionId, { sessionId, status, patients, plan: { ...plan, ...more } });
    const mine = { patientId: PATIENTS[0], enrollmentId: ENROLLMENT };
    put('free', others);
    put('full', [...others, { patientId: 'x', enrollmentId: 'e-x' }]);
    put('own', [mine]);
    put('over', others, 'ended');
    put('private', [], 'scheduled', { sessionType: 'individual' });
    put('teens', [], 'scheduled', { groupId: 'group-teens' });
    api.views.index(roomsOfDay(PROGRAMME, '2026-11-17'), ['free', 'full', 'own', 'over', 'private', 'teens']);
    const track = { programmeId: PROGRAMME, population: 'adolescent', groupIds: ['group-teens'] };
    api.views.put('track', 'track-teens', { trackId: 'track-teens', track });
    api.views.index(tracksOfProgramme(PROGRAMME), ['track-teens']);
    const answer = await supervisor.post(`/enrollments/${ENROLLMENT}/forecast`, {
      weekStart: MONDAY,
      changes: [],
    });
    expect((answer.body as ForecastAnswer).openings).toEqual([
      {
        sessionId: 'free',
        title: 'Skills group',
        sessionType: 'skills-group',
        day: '2026-11-17',
        startsAt: api.start + 24 * HOUR,
        minutes: 60,
        places: 1,
      },
    ]);
  });
});
