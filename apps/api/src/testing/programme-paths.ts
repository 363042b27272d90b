import type { Role } from '@hearth/contracts';
import { GROUP, PATIENTS, PROGRAMME, SESSION } from './programme-under-test.js';

const staff = ['therapist', 'supervisor', 'prescriber', 'admin'] as const;
const everybody = ['patient', ...staff] as const;
/** Those who run a programme, and those who treat in it. */
const running = ['supervisor', 'admin'] as const;
const treating = ['therapist', ...running] as const;

const group = `/groups/${GROUP}`;
const track = '/tracks/track-1';
const enrollment = `/enrollments/enr-${PATIENTS[0]}`;
const meeting = { slotId: 'evening', day: '2026-11-19' };
const shape = {
  title: 'Day',
  population: 'adult',
  partOfDay: 'day',
  part2: false,
  capacity: 8,
  groupIds: [],
};

/** Who may call what of a programme's groups, tracks, episodes of care and calendars. */
export const programmePaths: readonly [
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  roles: readonly Role[],
  body?: object,
][] = [
  ['POST', `${group}/schedule`, running, { slots: [] }],
  ['POST', `${group}/skips`, running, { ...meeting, reasonCode: 'staff' }],
  [
    'POST',
    `${group}/moves`,
    running,
    { ...meeting, to: { day: '2026-11-20', startsAt: '12:00', minutes: 60 }, reasonCode: 'staff' },
  ],
  ['POST', `${group}/restorations`, running, meeting],
  ['POST', `${group}/substitutions`, running, { ...meeting, absentId: 'a', substituteId: null }],
  ['POST', `${group}/guests`, treating, { ...meeting, patientId: PATIENTS[0] }],
  ['POST', `${group}/guest-withdrawals`, treating, { ...meeting, patientId: PATIENTS[0] }],
  [
    'POST',
    `${group}/facilitators`,
    running,
    { from: '2027-11-20', facilitators: [{ staffId: 'staff-lead', part: 'facilitator' }] },
  ],
  ['POST', `${group}/capacity`, running, { capacity: 20 }],
  ['POST', `${group}/closure`, running, { from: '2027-12-01' }],
  ['GET', `/programmes/${PROGRAMME}/tracks`, staff],
  ['POST', '/tracks', running, { trackId: 'track-1', programmeId: PROGRAMME, ...shape }],
  ['POST', `${track}/changes`, running, shape],
  ['POST', `${track}/waitlist`, running, { patientId: PATIENTS[0] }],
  ['DELETE', `${track}/waitlist/${PATIENTS[0]}`, running],
  ['POST', `${track}/closure`, running],
  [
    'POST',
    `${enrollment}/pauses`,
    treating,
    { from: '2026-11-18', reasonCode: 'medical', expectedBackOn: null },
  ],
  ['POST', `${enrollment}/returns`, treating, { on: '2026-11-18' }],
  ['POST', `${enrollment}/transfers`, treating, { from: '2026-11-18', trackId: null, why: 'clinical' }],
  [
    'POST',
    `${enrollment}/residence`,
    treating,
    { from: '2026-11-18', residenceState: 'NY', residenceType: 'home' },
  ],
  ['POST', `${enrollment}/payer`, running, { from: '2026-11-18', payer: 'payer-2' }],
  [
    'POST',
    `${enrollment}/intensity`,
    treating,
    { from: '2026-11-18', levelOfCare: 'iop', plannedWeeklyMinutes: null, taper: [], why: 'other' },
  ],
  ['POST', `${enrollment}/planned-end`, treating, { plannedEndOn: '2027-02-01', why: 'other' }],
  ['POST', `${enrollment}/end`, running, { endedOn: '2026-11-18', disposition: 'left' }],
  ['GET', enrollment, staff],
  ['GET', `${enrollment}/visits`, staff],
  ['GET', `${enrollment}/schedule-requests`, ['patient']],
  [
    'POST',
    `${enrollment}/schedule-requests`,
    ['patient'],
    { requestId: 'r1', partOfDay: null, text: 'Mornings?' },
  ],
  [
    'POST',
    `${enrollment}/schedule-requests/r1/decision`,
    ['patient', ...treating],
    { decision: 'declined', text: 'No' },
  ],
  ['POST', `/programmes/${PROGRAMME}/holidays`, ['admin'], { holidays: [] }],
  ['POST', `/programmes/${PROGRAMME}/capacity-limits`, ['admin'], { limits: [] }],
  ['POST', '/staff/staff-lead/licences', ['admin'], { licences: [], needsCoSign: false }],
  ['POST', `/sessions/${SESSION}/guests`, treating, { patientId: PATIENTS[0] }],
  ['POST', `/sessions/${SESSION}/guest-withdrawals`, treating, { patientId: PATIENTS[0] }],
  [
    'POST',
    `/sessions/${SESSION}/time`,
    running,
    { startsAt: 1_800_000_000_000, endsAt: 1_800_003_600_000, reasonCode: 'staff' },
  ],
  ['POST', `/sessions/${SESSION}/cancellation`, running, { reasonCode: 'staff' }],
  ['POST', `${enrollment}/absences`, ['patient', ...treating], { sessionIds: [SESSION] }],
  ['POST', `${enrollment}/absence-withdrawals`, ['patient', ...treating], { sessionIds: [SESSION] }],
  ['GET', '/me/reminders', ['patient']],
  ['POST', '/me/reminders', ['patient'], { mail: null }],
  ['POST', '/tasks/nothing/taking', staff],
  ['POST', '/tasks/nothing/report', staff, { outcome: 'spoke' }],
  ['GET', `/programmes/${PROGRAMME}/follow-up`, staff],
  ['POST', `/programmes/${PROGRAMME}/outreach-times`, running, {}],
  ['POST', `/programmes/${PROGRAMME}/authorization-alerts`, running, {}],
  ['POST', `${enrollment}/authorizations`, running, {}],
  ['POST', '/authorizations/nothing/changes', running, {}],
  ['POST', '/authorizations/nothing/reviews', running, {}],
  ['POST', '/authorizations/nothing/closure', running, { why: 'mistake' }],
  ['GET', `/programmes/${PROGRAMME}/authorizations.csv`, running],
  ['GET', `/programmes/${PROGRAMME}/units.csv?from=2026-11-16&to=2026-11-22`, running],
  ['GET', `/programmes/${PROGRAMME}/compliance-week.csv?weekStart=2026-11-16`, running],
  ['GET', `/programmes/${PROGRAMME}/compliance-week.pdf?weekStart=2026-11-16`, running],
  ['GET', `/programmes/${PROGRAMME}/calendar?from=2026-11-16&to=2026-11-22`, staff],
  ['GET', '/me/calendar-feed', everybody],
  ['POST', '/me/calendar-feed', everybody],
  ['DELETE', '/me/calendar-feed', everybody],
];
