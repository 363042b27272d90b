import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Verdict } from '@hearth/domain';
import type { PatientWeek } from '@hearth/views';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import { aProgramme, PROGRAMME, STAFF } from '../testing/programme-under-test.js';
import { weekCsv } from './week-csv.js';

const MONDAY = '2026-11-16';

const verdict = (ruleId: string, status: Verdict['status'], minutes: number, target: number): Verdict => ({
  ruleId,
  ruleVersion: 2,
  packId: 'base-iop',
  packVersion: 2,
  scope: 'programme',
  kind: 'day-minutes',
  severity: 'firm',
  inputsHash: 'ab12',
  status,
  minutes,
  targetMinutes: target,
  neededMinutes: Math.max(0, target - minutes),
  sentence: { key: 'day.met', values: {} },
});

const counted = { ms: 0, asOf: 0, running: false, until: 0 };
const week: PatientWeek = {
  patientId: 'p',
  enrollmentId: 'e',
  displayName: 'Jordan M.',
  simulated: false,
  payer: 'Commercial',
  residenceState: 'NJ',
  trackId: null,
  ageBand: 'adult',
  weekStart: MONDAY,
  days: [
    {
      day: MONDAY,
      counted,
      scheduledMinutes: 180,
      remainingMinutes: 0,
      verdict: verdict('BIL-1', 'missed', 169, 180),
      others: [{ ...verdict('STF-2', 'missed', 0, 0), sessionId: 'session-7' }],
      standing: 'missed',
      sessions: [],
    },
  ],
  counted,
  verdict: verdict('HRS-1-adult', 'met', 629, 540),
  others: [],
  standing: 'missed',
};
const document = {
  programmeId: PROGRAMME,
  timeZone: 'America/New_York',
  weekStart: MONDAY,
  days: [MONDAY],
  patients: [week],
};

describe('the compliance week as comma-separated values', () => {
  let api: ApiUnderTest;

  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
  });
  afterEach(() => api.close());

  it('has a line for each verdict, with the rule, its version and the hash of what it followed from', () => {
    const lines = weekCsv(document).trim().split('\r\n');
    expect(lines.slice(1)).toEqual([
      'Jordan M.,e,Commercial,NJ,day,2026-11-16,missed,169,180,11,BIL-1,2,base-iop,2,firm,,ab12',
      'Jordan M.,e,Commercial,NJ,day,2026-11-16,missed,0,0,0,STF-2,2,base-iop,2,firm,session-7,ab12',
      'Jordan M.,e,Commercial,NJ,week,2026-11-16,met,629,540,0,HRS-1-adult,2,base-iop,2,firm,,ab12',
    ]);
  });

  it('is handed to those who oversee the programme, and only its head when there is nothing', async () => {
    const supervisor = await api.as(STAFF.supervisor);
    const path = `/programmes/${PROGRAMME}/compliance-week.csv?weekStart=`;
    api.views.put('programme-week', `${PROGRAMME}/${MONDAY}`, document);
    const answer = await supervisor.get(`${path}${MONDAY}`);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.text.trim().split('\r\n')).toHaveLength(4);
    expect((await supervisor.get(`${path}2026-11-23`)).text.trim().split('\r\n')).toHaveLength(1);
    expect((await supervisor.get(`${path}monday`)).status).toBe(400);
  });
});
