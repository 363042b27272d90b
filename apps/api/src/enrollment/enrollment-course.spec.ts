import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { enrollmentView, sessionView, trackView } from '@hearth/views';
import { Current } from '../command/current.js';
import { startApi, START, type ApiUnderTest } from '../testing/api-under-test.js';
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

const TRACK = 'track-day';
const ENROLLMENT = `enr-${PATIENTS[0]}`;
const shape = {
  title: 'Adult day',
  population: 'adult',
  partOfDay: 'day',
  part2: false,
  capacity: 1,
  groupIds: [GROUP],
};
const enrollment = {
  enrollmentId: 'enr-second',
  patientId: PATIENTS[0],
  programmeId: PROGRAMME,
  groupIds: [],
  primaryTherapistId: STAFF.lead,
  startsOn: '2026-12-01',
  plannedEndOn: '2027-02-26',
  ageBand: 'adult',
  payer: 'payer-1',
  residenceState: 'NY',
  asksSubstanceUse: false,
};

describe('the course of an episode of care', () => {
  let api: ApiUnderTest;
  let admin: Browser;
  let therapist: Browser;
  beforeEach(async () => {
    api = await startApi();
    admin = await aProgramme(api);
    therapist = await api.as(STAFF.lead);
    const track = { trackId: TRACK, programmeId: PROGRAMME, ...shape };
    expect((await admin.post('/tracks', track)).status).toBe(204);
  });
  afterEach(() => api.close());

  const episode = async () => (await api.app.get(Current).read(enrollmentView, ENROLLMENT))?.episode;
  const post = async (what: string, body: object, by = therapist) =>
    (await by.post(`/enrollments/${ENROLLMENT}/${what}`, body)).status;

  it('is paused and taken up again', async () => {
    const pause = { from: '2026-11-18', reasonCode: 'medical', expectedBackOn: null };
    expect(await post('pauses', pause)).toBe(204);
    expect(await post('pauses', { ...pause, from: '2026-11-20' })).toBe(409);
    expect(await post('returns', { on: '2026-11-23' })).toBe(204);
    expect((await episode())?.pauses).toEqual([
      { from: '2026-11-18', until: '2026-11-23', reasonCode: 'medical' },
    ]);
  });

  it('changes state, payer, intensity and end from a day on, in the middle of a week', async () => {
    expect(await post('residence', { from: '2026-11-18', residenceState: 'FL', residenceType: 'home' })).toBe(
      204,
    );
    expect(await post('payer', { from: '2026-11-18', payer: 'medicaid' })).toBe(403);
    expect(await post('payer', { from: '2026-11-18', payer: 'medicaid' }, admin)).toBe(204);
    const taper = [{ from: '2027-01-11', weeklyMinutes: 360 }];
    const intensity = { levelOfCare: 'iop', plannedWeeklyMinutes: 540, taper, why: 'progress' };
    expect(await post('intensity', { from: '2026-11-18', ...intensity })).toBe(204);
    expect(await post('planned-end', { plannedEndOn: '2027-02-26', why: 'needs-more-time' })).toBe(204);
    expect(await episode()).toMatchObject({
      residences: [{ residenceState: 'NY' }, { from: '2026-11-18', residenceState: 'FL' }],
      payers: [{ payer: 'payer-1' }, { from: '2026-11-18', payer: 'medicaid' }],
      plannedEndOn: '2027-02-26',
      plannedWeeklyMinutes: 540,
    });
  });

  it('goes over into a track, as long as there is a place, and the waitlist comes first', async () => {
    const transfer = { from: '2026-11-18', trackId: TRACK, why: 'clinical' };
    expect(await post('transfers', transfer)).toBe(204);
    expect(await episode()).toMatchObject({ trackId: TRACK, groupIds: [GROUP] });
    const other = await therapist.post(`/enrollments/enr-${PATIENTS[1]}/transfers`, transfer);
    expect(other.body).toMatchObject({ code: 'track-full' });
    expect((await admin.post(`/tracks/${TRACK}/waitlist`, { patientId: STRANGER })).status).toBe(204);
    expect((await admin.post(`/tracks/${TRACK}/changes`, { ...shape, capacity: 2 })).status).toBe(204);
    const again = await therapist.post(`/enrollments/enr-${PATIENTS[1]}/transfers`, transfer);
    expect(again.body).toMatchObject({ code: 'waitlist-first' });
    const promoted = await therapist.post(`/enrollments/enr-${STRANGER}/transfers`, {
      ...transfer,
      why: 'waitlist',
    });
    expect(promoted.status).toBe(204);
    expect((await api.app.get(Current).read(trackView, TRACK))?.track).toMatchObject({
      waitlist: [],
      seats: [{ patientId: PATIENTS[0] }, { patientId: STRANGER }],
    });
  });

  it('is never beside another one of the same patient', async () => {
    expect((await admin.post('/enrollments', enrollment)).body).toMatchObject({
      code: 'overlapping-enrollment',
      details: { enrollmentId: ENROLLMENT },
    });
    const backwards = { ...enrollment, patientId: STRANGER, plannedEndOn: '2026-11-30' };
    expect((await admin.post('/enrollments', backwards)).status).toBe(422);
  });

  it('is for the staff of its programme', async () => {
    const pause = { from: '2026-11-18', reasonCode: 'medical', expectedBackOn: null };
    expect(await post('pauses', pause, await api.as(PATIENTS[0]))).toBe(403);
    expect((await therapist.post('/enrollments/none/pauses', pause)).status).toBe(404);
    expect(await post('end', { endedOn: '2026-11-20', disposition: 'left' })).toBe(403);
    expect(await post('end', { endedOn: '2026-11-20', disposition: 'left' }, admin)).toBe(204);
    expect(await post('pauses', pause)).toBe(409);
  });
});

describe('a request for other times', () => {
  let api: ApiUnderTest;
  let admin: Browser;
  let patient: Browser;
  beforeEach(async () => {
    api = await startApi();
    admin = await aProgramme(api);
    patient = await api.as(PATIENTS[0]);
    await admin.post('/tracks', { trackId: TRACK, programmeId: PROGRAMME, ...shape });
  });
  afterEach(() => api.close());

  const path = `/enrollments/${ENROLLMENT}/schedule-requests`;
  const ask = { requestId: 'r1', partOfDay: 'morning', text: 'Evenings drag.' };

  it('is the patient’s own, and granted with the place that follows', async () => {
    expect((await patient.post(path, ask)).status).toBe(204);
    const other = await api.as(PATIENTS[1]);
    expect((await other.post(path, { ...ask, requestId: 'r2' })).status).toBe(403);
    const granted = {
      decision: 'granted',
      text: 'There is a place for you.',
      from: '2026-11-18',
      trackId: TRACK,
    };
    expect((await patient.post(`${path}/r1/decision`, granted)).status).toBe(403);
    const therapist = await api.as(STAFF.lead);
    expect((await therapist.post(`${path}/r1/decision`, granted)).status).toBe(204);
    const document = await api.app.get(Current).read(enrollmentView, ENROLLMENT);
    expect(document?.episode).toMatchObject({
      trackId: TRACK,
      requests: [{ text: 'Evenings drag.', decision: { decision: 'granted' } }],
    });
  });

  it('can be withdrawn by the patient, and declined by staff', async () => {
    await patient.post(path, ask);
    const withdrawn = { decision: 'withdrawn', text: '' };
    expect((await admin.post(`${path}/r1/decision`, withdrawn)).status).toBe(403);
    expect((await patient.post(`${path}/r1/decision`, withdrawn)).status).toBe(204);
    expect((await admin.post(`${path}/r1/decision`, { decision: 'declined', text: 'No' })).status).toBe(409);
  });
});

describe('the plan of one session', () => {
  let api: ApiUnderTest;
  let admin: Browser;
  beforeEach(async () => {
    api = await startApi();
    admin = await aProgramme(api);
  });
  afterEach(() => api.close());

  const session = async () => api.app.get(Current).read(sessionView, SESSION);

  it('gets a guest who makes up for another, unless it is full', async () => {
    const therapist = await api.as(STAFF.lead);
    expect((await therapist.post(`/sessions/${SESSION}/guests`, { patientId: STRANGER })).status).toBe(204);
    expect((await session())?.patients.map(({ patientId }) => patientId)).toContain(STRANGER);
    expect((await therapist.post(`/sessions/${SESSION}/guests`, { patientId: 'nobody' })).status).toBe(409);
  });

  it('is moved and called off by those who run the programme', async () => {
    const time = { startsAt: START + 3_600_000, endsAt: START + 7_200_000, reasonCode: 'staff' };
    expect((await admin.post(`/sessions/${SESSION}/time`, time)).status).toBe(204);
    expect((await session())?.plan?.startsAt).toBe(time.startsAt);
    const therapist = await api.as(STAFF.lead);
    expect((await therapist.post(`/sessions/${SESSION}/time`, time)).status).toBe(403);
    expect((await admin.post(`/sessions/${SESSION}/cancellation`, { reasonCode: 'staff' })).status).toBe(204);
    expect((await session())?.status).toBe('cancelled');
    expect((await admin.post('/sessions/none/cancellation', { reasonCode: 'staff' })).status).toBe(404);
  });
});
